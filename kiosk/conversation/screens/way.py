"""What several of the resident's screens do alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.conversation.draft import Draft, Word
from kiosk.conversation.events import Heard
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.questions import Save
from kiosk.conversation.session import Session
from kiosk.conversation.step import Step
from kiosk.conversation.transition import Transition
from kiosk.packs import Pack
from kiosk.understanding import understand
from kiosk.understanding.advice import advice_for
from kiosk.understanding.guarded import guarded
from kiosk.understanding.known import known_answer
from kiosk.understanding.readings import MOST, readings
from kiosk.understanding.understood import Urgency

Resident = Transition[Session]


def change_draft(transition: Resident, **changes: Any) -> None:
    """Change fields of the draft."""
    transition.set(draft=replace(transition.session.draft, **changes))


def asked(transition: Resident, step: Step) -> None:
    """Note that this question was put, so that it is not put again."""
    change_draft(transition, asked=transition.session.draft.asked | {step})


def onward(transition: Resident) -> None:
    """Go to what is not known yet, or back to the read-back that this step was entered from."""
    flow, session = transition.flow, transition.session
    screen = flow.screens[Step.READBACK] if session.editing else flow.next(session)
    for passed in flow.way[: flow.way.index(screen)]:
        passed.foresee(transition)
    transition.set(editing=False)
    transition.go(screen.name)


def save(transition: Resident) -> None:
    """Agree and save: from here on the draft is kept until it is on the disk."""
    transition.go(Step.SAVING)
    transition.ask(Save(transition.session.draft, transition.session.language))


def another_matter(transition: Resident) -> None:
    """Begin a second request of the same resident: comfort and language stay."""
    first = Session()
    transition.set(draft=Draft(), trail=(), likely="", number="", keypad=first.keypad, editing=False)
    transition.set(matter=None, did=None, failed=False)
    transition.go(Step.SPEAK, remember=False)


def own_words(said: Utterance, session: Session, pack: Pack, today: date, *, by: str) -> Heard:
    """The resident's own words, with what they mean and a published answer that fits them."""
    request = understand(said.in_language(pack.tag), pack, session.station.places)
    known = guarded("answer", None, lambda: known_answer(request, pack, today))
    answer, source = (known.answer.text, known.answer.source) if known else ("", "")
    others: tuple[str, ...] = guarded("readings", (), lambda: readings(request.text, said.others, pack))
    advice = None
    if request.urgency is Urgency.EMERGENCY:
        spoken = said.in_language(pack.tag)
        advice = guarded("advice", None, lambda: advice_for(spoken, request.deed, pack))
    danger, ring = (advice.code, advice.ring) if advice else ("", "")
    return Heard(said.text, request, said.words, said.engine, by, others, answer, source, danger, ring)


def with_words(draft: Draft, event: Heard) -> Draft:
    """The draft with these words; what the resident set by hand before stays."""
    request = event.request
    chosen = {change.field for change in draft.corrections}
    spoken = event.by == "voice"
    # What stood there before stays within reach: a mend that went wrong costs one "no".
    earlier = (draft.text,) if draft.text not in ("", request.text) else ()
    others = [text for text in event.others if text not in (request.text, draft.text)]
    return replace(
        draft.edited("text", request.text, event.by),
        recognized=event.recognized if spoken or not draft.recognized else draft.recognized,
        words=event.words or (Word(request.text),),
        others=(*others[: MOST - len(earlier)], *earlier),
        engine=event.engine if spoken or not draft.engine else draft.engine,
        category=draft.category if "category" in chosen else request.category,
        candidates=request.candidates,
        urgency=draft.urgency if "urgency" in chosen else request.urgency,
        reasons=request.reasons,
        calm=request.calm,
        deed=request.deed,
        danger=event.danger,
        ring=event.ring,
        kind=request.kind,
        place=draft.place if "place" in chosen or not request.place else request.place,
        when=request.when or draft.when,
        phone=draft.phone if "phone" in chosen or not request.phone else request.phone,
        phone_offered=request.phone_offered,
        answer=event.answer,
        answer_source=event.answer_source,
    )


def take_words(transition: Resident, event: Heard) -> bool:
    """Put these words into the draft; True where there is danger, and the way leads to who to ring."""
    transition.end_turn()
    transition.set(draft=with_words(transition.session.draft, event))
    draft = transition.session.draft
    if draft.urgency is not Urgency.EMERGENCY or Step.EMERGENCY in draft.asked:
        return False
    asked(transition, Step.EMERGENCY)
    transition.call("emergency")
    transition.go(Step.EMERGENCY)
    return True


def take_place(transition: Resident, event: Heard) -> None:
    """Put these words into the draft as the place."""
    transition.end_turn()
    place = event.request.place or event.request.text
    transition.set(draft=transition.session.draft.edited("place", place, event.by))


def press_settled(transition: Resident, code: str) -> None:
    """An act of a screen on which the matter is over."""
    if code == "more":
        another_matter(transition)
    else:
        transition.end()
