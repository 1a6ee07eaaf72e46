"""The visit once a ticket is finished: how satisfied is the resident with what was done?"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.matter import FollowUp
from kiosk.conversation.screens.status import follow
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording

RATES = tuple(f"rate-{n}" for n in (5, 4, 3, 2, 1))


class RatingScreen(Screen[Session]):
    """Five faces, the most satisfied first. What is not solved is opened again, with one or without."""

    name = Step.RATING
    stage = 0
    hint = "say.rating"
    binding = (*RATES, "skip")
    way_on = "skip"

    def offered(self, session: Session) -> tuple[str, ...]:
        return (*RATES, "skip")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        kind = transition.session.did or FollowUp.RATING
        if code != "skip":
            follow(transition, kind, int(code.removeprefix("rate-")))
        elif kind is FollowUp.REOPENING:
            follow(transition, kind)
        else:
            transition.go(Step.ANSWERED)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        words = reversed(say.pack.written.ratings)
        faces = (
            Act(code, word[:1].upper() + word[1:], icon=code.replace("rate", "face"))
            for code, word in zip(RATES, words, strict=True)
        )
        skip = Act("skip", say("rating.skip"), icon="skip-forward")
        return replace(base, question=(say("rating.question"),), acts=(*faces, skip))
