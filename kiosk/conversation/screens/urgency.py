"""How urgent is it? Asked where the resident wants that changed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import choice_of, numbered
from kiosk.conversation.screens.category import numbered_act
from kiosk.conversation.screens.way import Resident, onward
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack
from kiosk.understanding.understood import Urgency

LEVELS = (Urgency.URGENT, Urgency.NORMAL)


class UrgencyScreen(Screen[Session]):
    """Within the day, or later; that it is a danger to life is told in the words, or by "get a person"."""

    name = Step.URGENCY
    stage = 3
    hint = "say.urgency"
    way_on = "choice-1"

    def named_choices(self, session: Session) -> tuple[Line, ...]:
        return tuple(Line(f"readback.{level}") for level in LEVELS)

    def choices(self, session: Session) -> tuple[str, ...]:
        return LEVELS

    def offered(self, session: Session) -> tuple[str, ...]:
        return numbered(LEVELS)

    def labels(self, session: Session, pack: Pack) -> dict[str, str]:
        return {f"choice-{n}": pack.prompts[f"readback.{level}"] for n, level in enumerate(LEVELS, 1)}

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        level = Urgency(choice_of(LEVELS, code))
        transition.set(draft=transition.session.draft.edited("urgency", level, by))
        onward(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        now = session.draft.urgency
        acts = tuple(
            numbered_act(n, say(f"readback.{level}"), say(f"urgency.{level}"), chosen=level == now)
            for n, level in enumerate(LEVELS, 1)
        )
        return replace(base, question=(say("urgency.question"),), acts=acts)
