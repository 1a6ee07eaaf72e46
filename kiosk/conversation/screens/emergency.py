"""There is danger: what to do first, who to ring, why this is asked, and a way on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation.events import Event, HeardNothing, Pressed
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import help_lines
from kiosk.conversation.screens.excerpt import breadth, excerpt, saying
from kiosk.conversation.screens.way import Resident, change_draft
from kiosk.conversation.session import Draft, Session, Station, Step, Word
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, Row, View
from kiosk.conversation.wording import Wording
from kiosk.languages import Said
from kiosk.packs import STEPS, Pack
from kiosk.understanding.answers import exactly

CODES = ("call", "go-on", "called", "no-emergency")
_WHY = 40  # letters of a long request, where nothing in it was named


def calls(numbers: tuple[str, str, str]) -> tuple[Line, ...]:
    """Who to ring; one line where one number is for all."""
    fire, ambulance, police = numbers
    if fire == ambulance == police:
        return (Line("emergency.ring", police),)
    return (
        Line("emergency.fire", fire),
        Line("emergency.ambulance", ambulance),
        Line("emergency.police", police),
    )


class EmergencyScreen(Screen[Session]):
    """It comes once for a request, before anything else is asked."""

    name = Step.EMERGENCY
    stage = 1
    hint = "say.emergency"
    way_on = "go-on"

    def said(self, session: Session) -> tuple[Line, ...]:
        title = Line("emergency.do" if session.draft.danger else "emergency.title")
        return (title, *self._steps(session), *self._calls(session), Line("emergency.stay"))

    def _steps(self, session: Session) -> tuple[Line, ...]:
        """What to do first, as far as the language's pack advises."""
        danger = session.draft.danger
        return tuple(Line(f"advice:{danger}:{n}") for n in range(STEPS)) if danger else ()

    def _calls(self, session: Session) -> tuple[Line, ...]:
        """Who to ring, first the service that the danger asks for."""
        first = f"emergency.{session.draft.ring}"
        return tuple(sorted(calls(session.station.emergency), key=lambda line: line.key != first))

    def offered(self, session: Session) -> tuple[str, ...]:
        return CODES

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        event = super().meant(said, session, packs, today)
        if not isinstance(event, HeardNothing):
            return event
        pack = packs[session.language]
        for behind in _behind_a_no(said.in_language(pack.tag), pack):
            if code := exactly(behind, pack, CODES):
                return Pressed(code, by="voice")
        return event

    def fixed(self, station: Station) -> tuple[Line, ...]:
        return calls(station.emergency)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "call":
            transition.call_here("emergency")
            return
        if code == "no-emergency":
            draft = transition.session.draft
            change_draft(transition, reasons=())
            transition.set(draft=transition.session.draft.edited("urgency", draft.calm, by))
        transition.go(Step.CHECK)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        title = say("emergency.do" if session.draft.danger else "emergency.title")
        steps = [say.line(line) for line in self._steps(session)]
        return replace(
            base,
            question=(title, say("emergency.stay")),
            words=(Word("\n".join(steps)),) if steps else (),
            rows=tuple(Row("", say.line(line)) for line in self._calls(session)),
            notes=(
                *(Note("phone-call", text) for text in help_lines(session, say.pack)),
                Note("chat-centered-text", say("emergency.because", _why(session.draft))),
            ),
            acts=(
                Act("call", say("emergency.call"), icon="phone-call", main=True, warn=True),
                Act("go-on", say("emergency.go_on"), icon="arrow-right"),
            ),
        )


def _behind_a_no(said: Said, pack: Pack) -> Iterator[str]:
    """What may have been meant by what follows a "no": all of it where a comma stands between them, else only
    what itself denies ("no it's not an emergency"), since "no false alarm" is one that is none."""
    lang = said.language
    clauses = said.clauses.split(lang.clause)
    while len(clauses) > 1 and exactly(clauses[0], pack, ("no",)):
        clauses.pop(0)
    plain = lang.without(lang.space.join(clauses), pack.words.fillers)
    yield plain
    no, denies = lang.plain(pack.words.said["no"][0]) + lang.space, lang.any_of(pack.words.negations)
    while plain.startswith(no):
        plain = plain.removeprefix(no)
        if denies.search(plain):
            yield plain


def _why(draft: Draft) -> str:
    """The resident's own words for which this was taken for an emergency; else how they begin."""
    beginning = (0, min(len(draft.text), _WHY // breadth(draft.text)))
    return saying(draft.text, draft.reasons) or excerpt(draft.text, (beginning,))[0]
