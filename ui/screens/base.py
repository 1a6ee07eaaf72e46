"""Any screen: its parts filled from a view, and placed in portrait or landscape, in four sizes.

In portrait what is read is above, what is touched is below. In landscape words are left, lamp and acts right,
the footer below. Where the resident's size does not leave the sheet its least height, everything but the
sheet steps down towards the default size; the sheet keeps the chosen one and scrolls if it must. Where even
that leaves no room (a small glass, large type) what is read stands in a column that scrolls (``scrolled``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act, Note, View
from ui.screens.layouts import Placement, landscape, portrait
from ui.screens.parts import ScreenParts
from ui.screens.scrolled import scrolled
from ui.theme import ACT_GAP, LOWEST, SIZE_FACTORS, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_grid import MainPlace, Side
from ui.widgets.button_style import compacted
from ui.widgets.candidates import Candidates
from ui.widgets.keyboard import Room
from ui.widgets.sheet import Sheet

_APART = (
    0.0,
    8.0,
    16.0,
    24.0,
    36.0,
    48.0,
    64.0,
)  # mm, between the main act and its neighbours where it must give way


@dataclass(frozen=True)
class Attempt:
    """A way to set a screen: the type's factor, columns of acts, and whether acts and lamp are compact."""

    factor: float
    columns: int
    compact: bool = False
    room: Room = Room.FULL
    """What a keyboard takes of the height."""
    dense: bool = False
    """Whether top line, question and footer take as little height as they may."""


class ScreenWidget(ScreenParts):
    """One screen, laid out as its options say. A subclass is needed only for parts of its own."""

    def __init__(
        self, view: View, style: Style, candidates: Candidates | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(view, style, candidates, parent)
        self._arranged = QSize()
        self.avoided = QRect()
        """Where the act before stood: nothing that sends or agrees may stand there too, px."""
        self.shortfall = 0
        """Room the last arrangement lacks, px (a broken word counts 1000); 0 where all stands well."""
        self._fill(view)

    def show_view(self, view: View) -> None:
        """Another view of the same screen, in place. A caption or a level costs only what it changes."""
        old, self.view = self.view, view
        same_build = replace(old, words=view.words, typed=view.typed, lamp=view.lamp) == view
        if not same_build:
            self._fill(view)
            self.arrange()
            return
        lamp_grew = self.lamp.show_lamp(view.lamp)
        changed = self.show_content(view)
        if changed and self.scrolled:
            self.arrange()
            if self.options.follow_end and self.content is not None:
                self.scroll_column.ensure_end_visible(self.content)
        elif lamp_grew and self.lamp.height_for_width(self.lamp.width()) > self.lamp.height():
            self.arrange()
        elif changed and self.content is not None:
            self.content.arrange()
            self.content.update()

    def _fill(self, view: View) -> None:
        self.top_bar.show_view(view)
        self.question.show_question(view.question, view.hint, view.language, warns=view.fails)
        self.setAccessibleName("\n".join(view.question[: view.headings]))
        self.lamp.show_lamp(view.lamp)
        self.show_content(view)
        beside_acts = "" if view.fails else view.error
        if beside_acts != self.error.note.text:
            self.error.show_note(Note("warning", beside_acts))
        self.acts.show_acts(view.acts)
        self.footer.show_acts(view.foot)
        self.scroll_column.show_tools(view.tools)

    def show_content(self, view: View) -> bool:
        """Put what the view puts on paper there; True if the lines must be set anew."""
        return self.content.show_view(view) if isinstance(self.content, Sheet) else False

    def set_level(self, dbfs: float) -> None:
        """The microphone's level, dBFS."""
        self.lamp.set_level(dbfs)

    def highlight(self, sentence: str) -> None:
        """Highlight the sentence being said wherever it stands ("" highlights nothing)."""
        for part in (self.question, self.error, self.content, self.below_acts):
            if part is not None and part.highlight(sentence):
                self.scroll_column.ensure_visible(part)

    def ensure_visible(self, control: QWidget) -> None:
        """Bring a control into sight."""
        self.scroll_column.ensure_visible(control)
        if isinstance(self.content, Sheet):
            self.content.ensure_visible(control)

    def resizeEvent(self, event: object) -> None:
        """A new size: place everything anew."""
        if self.size() != self._arranged:
            self.arrange()

    def arrange(self) -> None:
        """Place everything; where what sends or agrees would lie under the act before, in another place, and
        where none helps below what shows at first."""
        if self.width() < 10 or self.height() < 10:
            return
        self._arranged = self.size()
        usual = self.style_.scaled(1.0)
        if self.content is not None and self.style_ != usual:
            chosen, self.style_ = self.style_, usual
            self.content.forget_usual()
            self.content.take_style(usual)
            self.acts.main_place = MainPlace()
            self._arrange()
            self.content.keep_usual()
            self.style_ = chosen
            self.content.take_style(chosen)
        self.scroll_column.acts_below = False
        for place in self._main_places():
            self.acts.main_place = place
            self._arrange()
            if not self.lies_under_act_before():
                return
        self.acts.main_place = MainPlace()
        self.scroll_column.acts_below = True
        self._arrange_scrolled()

    def _main_places(self) -> Iterator[MainPlace]:
        """Where the main act may stand, the usual place first, and last where nothing helps."""
        rows = range(max(1, len(self.acts.controls)))
        yield from (MainPlace(row, apart) for apart in _APART for row in rows)
        yield from (
            MainPlace(row, apart, height=h) for h in (1.0, 0.0) for apart in (0.0, 24.0) for row in rows
        )
        yield from (MainPlace(row, side=side) for row in rows for side in Side)

    def lies_under_act_before(self) -> bool:
        """Whether an act that sends or agrees lies where the act before stood."""
        held = self.acts in self.scroll_column.items
        sight = self.scroll_column.geometry() if held else self.rect()
        binding = (control for control in self.acts.controls if control.act.armed is not None)
        boxes = (QRect(control.mapTo(self, QPoint(0, 0)), control.size()) for control in binding)
        return any(box.intersected(sight).intersects(self.avoided) for box in boxes)

    def _arrange(self) -> None:
        """What is around the sheet gives way until all of it stands; else the sheet scrolls, or all does."""
        self._leave_scroll_column()
        sheet = self.content if isinstance(self.content, Sheet) else None
        if sheet is not None:
            sheet.lamp = self.lamp if (self._upright or self.keys is not None) else None
            self.lamp.setParent(sheet if sheet.lamp else self)
            self.lamp.show()
        for whole in (True, False) if sheet is not None else (False,):
            if sheet is not None:
                sheet.whole = whole
            for attempt in self._attempts():
                self._set(attempt)
                placement, self.shortfall = self._lay_out(attempt)
                if not self.shortfall:
                    self._place(placement)
                    return
        self._arrange_scrolled()

    def _lay_out(self, attempt: Attempt) -> tuple[Placement, int]:
        """Where the parts stand, and the room that lacks, px."""
        return portrait(self) if self._upright else landscape(self)

    @property
    def _upright(self) -> bool:
        return self.height() >= self.width()

    def _place(self, placement: Placement) -> None:
        for widget, box in placement:
            widget.setGeometry(box)
            if isinstance(widget, BaseWidget):
                widget.arrange()
        placed = [widget for widget, _ in placement]
        self.lamp.setVisible(isinstance(self.content, Sheet) or self.lamp in placed)
        for part in (self.acts, self.error):
            part.setVisible(part in placed)
        self.update()

    @property
    def _least_factor(self) -> float:
        """How far type may step down: whoever asked for larger type gets some of it everywhere."""
        return min(self.style_.factor, SIZE_FACTORS[1])

    def _factors(self) -> list[float]:
        chosen, least = self.style_.factor, self._least_factor
        return [chosen, *(f for f in (1.8, 1.6, 1.45, 1.35, 1.25) if least <= f < chosen)]

    def _attempts(self) -> list[Attempt]:
        """What is tried, in the order of what is liked best."""
        columns = (1, 2, 3)[: max(1, min(len(self.acts.controls), 3))]
        attempts = [Attempt(factor, n) for factor in self._factors() for n in columns]
        crowded = [Attempt(self._least_factor, n, compact=True) for n in columns]
        return attempts + crowded + [replace(attempt, dense=True) for attempt in crowded]

    def _set(self, attempt: Attempt) -> None:
        style, act_style = self.style_.scaled(attempt.factor), self.options.act_style
        self.dense = attempt.dense
        self.top_bar.acts_only = attempt.dense and not self._upright
        self.question.set_dense(attempt.dense)
        self.footer.set_portrait(self._upright, dense=attempt.dense)
        self.acts.main_alone = True
        self.acts.columns = attempt.columns
        self.acts.gap = TARGET_GAP if attempt.compact else ACT_GAP
        self.acts.set_button_style(compacted(act_style) if attempt.compact else act_style)
        self.lamp.compact = attempt.compact
        for part in (self.top_bar, self.question, self.lamp, self.error, self.acts, self.footer):
            part.restyle(style)
        for widget in (self.scroll_column, self.keys, self.below_acts):
            if widget is not None:
                widget.restyle(style)

    def _leave_scroll_column(self) -> None:
        held: list[QWidget] = list(self.scroll_column.items)
        self.scroll_column.set_items([])
        self.scroll_column.hide()
        for widget in held:
            widget.show()

    def _arrange_scrolled(self) -> None:
        """See ``scrolled``. On a glass that is too small all but the sheet then has the usual size."""
        if isinstance(self.content, Sheet):
            self.content.lamp = None
        last = replace(self._attempts()[-1], columns=1)
        for factor in dict.fromkeys((last.factor, 1.0)):
            self._leave_scroll_column()
            self._set(replace(last, factor=factor))
            self.shortfall = scrolled(self)
            if not self.shortfall or min(self.width(), self.height()) >= self.style_.mm(LOWEST):
                break
        self.update()


def tools(view: View) -> dict[str, Act]:
    """The words of the window's own controls, by code."""
    return {act.code: act for act in view.tools}
