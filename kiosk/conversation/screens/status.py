"""How the ticket stands that somebody came back for, and what they can do about it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import days
from kiosk.conversation.line import Line
from kiosk.conversation.matter import FollowUp, Matter, Progress
from kiosk.conversation.questions import Follow
from kiosk.conversation.screens.acts import settled_acts
from kiosk.conversation.screens.answer import answer_lines
from kiosk.conversation.screens.way import Resident, another_matter
from kiosk.conversation.session import Session, Step, Word
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording

UNDER_WAY = (Progress.KEPT, Progress.OPEN)


def follow(transition: Resident, kind: FollowUp, rating: int = 0) -> None:
    """Have it written down what the resident does about their ticket."""
    session = transition.session
    if session.matter is not None:
        transition.set(did=kind)
        transition.go(Step.LOOKING)
        transition.ask(Follow(session.matter.number, kind, session.language, rating))


class StatusScreen(Screen[Session]):
    """Whoever has the number may hear how far it is, from when, and what was published; never the words."""

    name = Step.STATUS
    stage = 0
    binding = ("remind", "leave", "done")
    way_on = "leave"

    def said(self, session: Session) -> tuple[Line, ...]:
        matter = session.matter
        if matter is None:
            return (Line("unknown.failed"),)
        facts = (line for _, line in _facts(matter))
        visit = (Line("status.visit"),) if matter.progress is Progress.CLOSED else ()
        return (Line(f"status.{matter.progress}"), *facts, *answer_lines(matter.answer), *visit)

    def spoken_hint(self, session: Session) -> str:
        if _is_closed(session):
            return "say.yes_no"
        return "say.status" if _is_under_way(session) else "say.answered"

    def offered(self, session: Session) -> tuple[str, ...]:
        if _is_closed(session):
            return ("yes", "solved", "no", "leave", "done")
        acts = ("remind", "withdraw") if _is_under_way(session) else ()
        return (*acts, "leave", "done", *(() if acts else ("more",)))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        match code:
            case "remind":
                follow(transition, FollowUp.REMINDER)
            case "withdraw":
                transition.go(Step.WITHDRAW)
            case "yes" | "solved" | "no":
                transition.set(did=FollowUp.REOPENING if code == "no" else FollowUp.RATING)
                transition.go(Step.RATING)
            case "more":
                another_matter(transition)
            case _:
                transition.end()

    def shown(self, base: View, session: Session, say: Wording) -> View:
        matter = session.matter
        if matter is None:
            return replace(base, question=(say("unknown.failed"),), acts=settled_acts(say))
        leave, more = settled_acts(say)
        acts: tuple[Act, ...] = (replace(leave, main=False),) if _is_under_way(session) else (leave, more)
        if _is_under_way(session):
            remind = Act("remind", say("status.remind"), icon="paper-plane-tilt", main=True)
            acts = (remind, Act("withdraw", say("status.withdraw"), icon="eraser"), *acts)
        question = [say(f"status.{matter.progress}")]
        if _is_closed(session):
            question.append(say("status.visit"))
            solved = Act("yes", say("status.solved"), icon="check-circle", main=True)
            acts = (
                solved,
                Act("no", say("status.unsolved"), icon="arrow-counter-clockwise"),
                replace(leave, main=False),
            )
        facts = tuple(Note(icon, say.line(line)) for icon, line in _facts(matter))
        shown = replace(base, question=tuple(question), notes=facts, acts=acts)
        if not matter.answer:
            return replace(shown, label=say("done.label"), number=matter.number)
        answer = tuple(Word(line.text + say.space) for line in answer_lines(matter.answer))
        return replace(shown, label=say("status.answer"), words=answer)


def _is_closed(session: Session) -> bool:
    return session.matter is not None and session.matter.progress is Progress.CLOSED


def _is_under_way(session: Session) -> bool:
    return session.matter is not None and session.matter.progress in UNDER_WAY


def _facts(matter: Matter) -> list[tuple[str, Line]]:
    """Who has it, and the days that count, each with its icon."""
    told = Line("status.told", of=days.day(matter.made_at, matter.now), private=True)
    facts = [("receipt", told)]
    if matter.handled_by:
        facts.append(("identification-badge", Line("status.handled_by", matter.handled_by, private=True)))
    elif matter.category:
        who = Line("status.handled_by", of=f"department:{matter.category}", private=True)
        facts.append(("identification-badge", who))
    if matter.updated_at:
        changed = "status.ended" if matter.progress is Progress.CLOSED else "status.updated"
        facts.append(("list", Line(changed, of=days.day(matter.updated_at, matter.now), private=True)))
    if matter.due_at and matter.progress is Progress.OPEN:
        facts.append(
            ("arrow-right", Line("status.due", of=days.day(matter.due_at, matter.now), private=True))
        )
    if matter.as_of:
        facts.append(("warning", Line("status.as_of", of=days.time(matter.as_of, matter.now), private=True)))
    return facts
