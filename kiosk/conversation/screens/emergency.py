"""There is danger: whom to ring, a person called, and a way on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation.events import Event, HeardNothing, Pressed
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import help_lines
from kiosk.conversation.screens.way import Resident, change_draft
from kiosk.conversation.session import Overlay, Session, Station, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording
from kiosk.languages import language
from kiosk.packs import Pack
from kiosk.understanding.answers import exactly


def calls(numbers: tuple[str, str, str]) -> tuple[Line, ...]:
    """Whom to ring for fire, an ambulance, the police; one line where one number is for all."""
    fire, ambulance, police = numbers
    if fire == ambulance == police:
        return (Line("emergency.ring", fire),)
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
        numbers = session.station.emergency
        return (
            Line("emergency.title"),
            *calls(numbers),
            Line("emergency.body"),
            Line("emergency.stay"),
        )

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("call", "go-on", "called", "no-emergency")

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        event = super().meant(said, session, packs, today)
        if not isinstance(event, HeardNothing):
            return event
        pack = packs[session.language]
        # "no, it's not an emergency": what follows the no counts
        plain = said.in_language(pack.tag).plain
        rest = language(pack.tag).without(plain, (*pack.words.said["no"][:1], *pack.words.fillers))
        code = exactly(rest, pack, self.offered(session))
        return Pressed(code, by="voice") if code else event

    def fixed(self, station: Station) -> tuple[Line, ...]:
        return calls(station.emergency)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "call":
            transition.call("emergency")
            transition.cover(Overlay.HELP)
            return
        if code == "no-emergency":
            draft = transition.session.draft
            change_draft(transition, reasons=())
            transition.set(draft=transition.session.draft.edited("urgency", draft.calm, by))
        transition.go(Step.CHECK)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        draft, numbers = session.draft, session.station.emergency
        return replace(
            base,
            question=(say("emergency.title"), say("emergency.body"), say("emergency.stay")),
            label=say("emergency.because", say.list(draft.reasons) or draft.text),
            number=" · ".join(dict.fromkeys(numbers)),
            notes=(
                *(Note("phone-call", say.line(line)) for line in calls(numbers)),
                *(Note("phone-call", text) for text in help_lines(session, say.pack)),
            ),
            acts=(
                Act("call", say("emergency.call"), icon="phone-call", main=True, warn=True),
                Act("go-on", say("emergency.go_on"), icon="arrow-right"),
            ),
        )
