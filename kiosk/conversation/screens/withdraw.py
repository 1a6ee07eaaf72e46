"""Does the resident really no longer ask for it?"""

from __future__ import annotations

from kiosk.conversation.matter import FollowUp
from kiosk.conversation.screens.status import follow
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen


class WithdrawScreen(Screen[Session]):
    """A patient hand leaves it as it is."""

    name = Step.WITHDRAW
    stage = 0
    way_on = "no"

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "yes":
            follow(transition, FollowUp.WITHDRAWAL)
        else:
            transition.set(trail=transition.session.trail[:-1])
            transition.go(Step.STATUS, remember=False)
