"""There is danger: whom to ring, a person called, and a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Overlay, Session, Station, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording


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
        return ("call", "go-on")

    def fixed(self, station: Station) -> tuple[Line, ...]:
        return calls(station.emergency)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "call":
            transition.call("emergency")
            transition.cover(Overlay.HELP)
        else:
            transition.go(Step.CHECK)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        draft, numbers = session.draft, session.station.emergency
        return replace(
            base,
            question=(say("emergency.title"), say("emergency.body"), say("emergency.stay")),
            label=say("emergency.because", say.list(draft.reasons) or draft.text),
            number=" · ".join(dict.fromkeys(numbers)),
            notes=tuple(Note("phone-call", say.line(line)) for line in calls(numbers)),
            acts=(
                Act("call", say("emergency.call"), icon="phone-call", main=True, warn=True),
                Act("go-on", say("emergency.go_on"), icon="arrow-right"),
            ),
        )
