"""What is it about? The three likeliest categories, where the request alone does not tell."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import NUMBERS, choice_of, numbered
from kiosk.conversation.screens.way import Resident, onward
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording, category_name
from kiosk.packs import Pack

LIKELIEST = 3


def numbered_act(n: int, label: str, hint: str = "", *, chosen: bool | None = None) -> Act:
    """The ``n``-th choice; where it is what is in force, a sign stands in place of its number."""
    number = f"number-circle-{NUMBERS[n]}" if n < len(NUMBERS) else ""
    return Act(f"choice-{n}", label, hint, icon="check-circle" if chosen else number, chosen=chosen)


class CategoryChoice(Screen[Session]):
    """Categories to choose from, each with who handles it."""

    way_on = "choice-1"

    def named_choices(self, session: Session) -> tuple[Line, ...]:
        return tuple(Line(f"category:{code}") for code in self.choices(session))

    def labels(self, session: Session, pack: Pack) -> dict[str, str]:
        return {f"choice-{n}": category_name(pack, code) for n, code in enumerate(self.choices(session), 1)}

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        self.choose(transition, choice_of(self.choices(transition.session), code), by)

    def choose(self, transition: Resident, category: str, by: str) -> None:
        """The resident has chosen this category."""
        transition.set(draft=transition.session.draft.edited("category", category, by))
        onward(transition)

    def acts(self, session: Session, say: Wording) -> tuple[Act, ...]:
        """A button for each; the one that is chosen already is marked."""
        acts = []
        for n, code in enumerate(self.choices(session), 1):
            category, now = say.pack.category(code), session.draft.category
            department = category.department if category else ""
            acts.append(numbered_act(n, say.category(code), department, chosen=code == now if now else None))
        return tuple(acts)


class CategoryScreen(CategoryChoice):
    """The likeliest, and a way to all."""

    name = Step.CATEGORY
    hint = "say.category"

    def due(self, session: Session) -> bool:
        return not session.draft.category and bool(session.draft.candidates)

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("category.question"), hint("category.hint"))

    def choices(self, session: Session) -> tuple[str, ...]:
        return tuple(candidate.code for candidate in session.draft.candidates[:LIKELIEST])

    def offered(self, session: Session) -> tuple[str, ...]:
        return (*numbered(self.choices(session)), "other")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "other":
            transition.go(Step.CATEGORIES)
        else:
            super().pressed(transition, code, by)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        other = Act("other", say("category.other"), say("category.other_hint"), icon="list-bullets")
        return replace(
            base,
            question=(say("category.question"),),
            hint=say("category.hint"),
            acts=(*self.acts(session, say), other),
        )
