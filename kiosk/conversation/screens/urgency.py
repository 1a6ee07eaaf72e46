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


class UrgencyScreen(Screen[Session]):
    """Within the day, or later; that it is a danger to life is told in the words, or by "get a person"."""

    name = Step.URGENCY
    stage = 3
    hint = "say.urgency"
    way_on = "choice-1"

    def named_choices(self, session: Session) -> tuple[Line, ...]:
        return tuple(Line(f"readback.{level}") for level in self.choices(session))

    def choices(self, session: Session) -> tuple[str, ...]:
        return (Urgency.URGENT, Urgency.NORMAL)

    def offered(self, session: Session) -> tuple[str, ...]:
        return numbered(self.choices(session))

    def labels(self, session: Session, pack: Pack) -> dict[str, str]:
        levels = enumerate(self.choices(session), 1)
        return {f"choice-{n}": pack.prompts[f"readback.{level}"] for n, level in levels}

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        level = Urgency(choice_of(self.choices(transition.session), code))
        transition.set(draft=transition.session.draft.edited("urgency", level, by))
        onward(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        now = session.draft.urgency
        acts = tuple(
            numbered_act(n, say(f"readback.{level}"), say(f"urgency.{level}"), chosen=level == now)
            for n, level in enumerate(self.choices(session), 1)
        )
        return replace(base, question=(say("urgency.question"),), acts=acts)
