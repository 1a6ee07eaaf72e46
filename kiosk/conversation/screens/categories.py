"""What is it about? All categories, in two levels, where nothing that was said tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.conversation.events import Event, Pressed
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import choice_of, numbered
from kiosk.conversation.screens.category import CategoryChoice, numbered_act
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording, category_name, group_name
from kiosk.packs import Pack
from kiosk.understanding.choices import choice
from kiosk.understanding.guarded import guarded

_GROUP, _CATEGORY = "group:", "category-"


class CategoriesScreen(CategoryChoice):
    """The groups, then the categories of one; who says a category's name is there at once."""

    name = Step.CATEGORIES
    hint = "say.categories"

    def due(self, session: Session) -> bool:
        return not session.draft.category

    def said(self, session: Session) -> tuple[Line, ...]:
        within = (Line(f"{_GROUP}{session.group}"),) if session.group else ()
        return (*within, Line("categories.question"))

    def named_choices(self, session: Session) -> tuple[Line, ...]:
        keys = (code if code.startswith(_GROUP) else f"category:{code}" for code in self.choices(session))
        return tuple(Line(key) for key in keys)

    def choices(self, session: Session) -> tuple[str, ...]:
        """The categories of the group that is open, else the groups; a group of one is its category."""
        groups = session.station.groups or (session.station.categories,)
        if len(groups) == 1:
            return groups[0]
        if session.group:
            return next(codes for codes in groups if session.group == codes[0])
        return tuple(f"{_GROUP}{codes[0]}" if len(codes) > 1 else codes[0] for codes in groups)

    def offered(self, session: Session) -> tuple[str, ...]:
        every = (f"{_CATEGORY}{code}" for code in session.station.categories)
        return (*numbered(self.choices(session)), *every)

    def labels(self, session: Session, pack: Pack) -> dict[str, str]:
        names = (
            group_name(pack, code.removeprefix(_GROUP))
            if code.startswith(_GROUP)
            else category_name(pack, code)
            for code in self.choices(session)
        )
        return {f"choice-{n}": name for n, name in enumerate(names, 1)}

    # -- what is meant ------------------------------------------------------------------------------------

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        """A category by its name, wherever it stands; else what the screen shows."""
        event = super().meant(said, session, packs, today)
        if isinstance(event, Pressed) and not self._is_group(event.code, session):
            return event
        pack = packs[session.language]
        names = self._names(session, pack)
        text = said.in_language(pack.tag)
        code = guarded("category", None, lambda: choice(text, pack, tuple(names), names))
        return Pressed(code, by="voice") if code else event

    def phrases(self, session: Session, packs: Mapping[str, Pack], codes: Sequence[str]) -> list[str]:
        names = self._names(session, packs[session.language]).values()
        return list(dict.fromkeys([*names, *super().phrases(session, packs, codes)]))

    def _is_group(self, code: str, session: Session) -> bool:
        return code.startswith("choice-") and choice_of(self.choices(session), code).startswith(_GROUP)

    def _names(self, session: Session, pack: Pack) -> dict[str, str]:
        return {f"{_CATEGORY}{code}": category_name(pack, code) for code in session.station.categories}

    # -- what happens -------------------------------------------------------------------------------------

    def opened(self, transition: Resident) -> None:
        transition.set(group="")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code.startswith(_CATEGORY):
            self.choose(transition, code.removeprefix(_CATEGORY), by)
            return
        chosen = choice_of(self.choices(transition.session), code)
        if chosen.startswith(_GROUP):
            self._open(transition, chosen.removeprefix(_GROUP))
        else:
            self.choose(transition, chosen, by)

    def stepped_back(self, transition: Resident) -> bool:
        if not transition.session.group:
            return False
        self._open(transition, "")
        return True

    def _open(self, transition: Resident, group: str) -> None:
        transition.set(group=group, misses=0)
        transition.enter()

    # -- what it shows ------------------------------------------------------------------------------------

    def acts(self, session: Session, say: Wording) -> tuple[Act, ...]:
        of = {f"{_GROUP}{codes[0]}": codes for codes in session.station.groups}
        acts, now = [], session.draft.category
        for n, act in enumerate(super().acts(session, say), 1):
            code = self.choices(session)[n - 1]
            if codes := of.get(code):
                chosen = now in codes if now else None
                act = numbered_act(n, say.group(code.removeprefix(_GROUP)), chosen=chosen)
            acts.append(act)
        return tuple(acts)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        question = tuple(say.line(line) for line in self.said(session))
        acts = self.acts(session, say)
        return replace(base, question=question, hint=say("category.hint"), acts=acts, level=session.group)
