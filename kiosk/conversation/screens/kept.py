"""The ticket could not be written: it is kept aside, and no word of it stands on the screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import settled_acts
from kiosk.conversation.screens.way import Resident, press_settled
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording


class KeptScreen(Screen[Session]):
    """Staff are told; the kiosk writes it down by itself when that works again."""

    name = Step.KEPT
    stage = 4
    hint = "say.answered"
    way_on = "leave"
    settled = True

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("save.failed"), Line("save.kept"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "more")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        press_settled(transition, code)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        failed = say("save.failed")
        return replace(base, question=(failed,), error=failed, hint=say("save.kept"), acts=settled_acts(say))
