"""What is it about? All categories, a page at a time, where nothing that was said tells."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.screens.acts import numbered
from kiosk.conversation.screens.category import CategoryChoice
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording

A_PAGE = 6


class CategoriesScreen(CategoryChoice):
    """All of them, a page at a time."""

    name = Step.CATEGORIES
    hint = "say.categories"

    def due(self, session: Session) -> bool:
        return not session.draft.category

    def choices(self, session: Session) -> tuple[str, ...]:
        first = session.page * A_PAGE
        return session.station.categories[first : first + A_PAGE]

    def offered(self, session: Session) -> tuple[str, ...]:
        codes = numbered(self.choices(session))
        return (*codes, "more") if len(session.station.categories) > A_PAGE else codes

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code != "more":
            super().pressed(transition, code, by)
            return
        pages = -(-len(transition.station.categories) // A_PAGE)
        transition.stop_listening()
        transition.set(page=(transition.session.page + 1) % pages, misses=0)
        transition.say("categories.question")

    def shown(self, base: View, session: Session, say: Wording) -> View:
        acts = self.acts(session, say)
        if "more" in self.offered(session):
            acts = (*acts, Act("more", say("categories.more"), icon="arrow-right"))
        return replace(base, question=(say("categories.question"),), hint=say("category.hint"), acts=acts)
