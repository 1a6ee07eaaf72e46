"""What every screen shares: the parts, and how they are placed upright or across, in four sizes.

Upright: what is read is above, what is touched is below. Across: words left, lamp and acts right, the
foot below. Where the resident's size does not leave the sheet its least height, everything but the sheet
steps down towards the default size; the sheet keeps the chosen one and scrolls if it must. Where even that
leaves no room (a small glass, large type) all but top line and foot stand on a strip that is rolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act, Note, View
from ui.accessible import Part, Role, tell
from ui.screens import plans
from ui.screens.strip import Strip
from ui.theme import ACT_GAP, EDGE, GAP, LINE_GAP, MARGIN, SIZE_FACTORS, SMALL_GAP, TARGET_GAP, Style
from ui.widgets.acts import Foot, Grid
from ui.widgets.block import Block
from ui.widgets.candidates import Candidates
from ui.widgets.control import Control
from ui.widgets.dress import ACT, Dress, tighter
from ui.widgets.lamp import LampButton
from ui.widgets.picture import Picture
from ui.widgets.pieces import NoteLine
from ui.widgets.question import Question
from ui.widgets.sheet import Sheet
from ui.widgets.top_line import TopLine

_STRIP_LEAST = 70.0  # mm: less is no place to read in


class Screen(Part, QWidget):
    """One screen. Subclasses say what is different about theirs in a few attributes."""

    pressed = Signal(str)
    typed = Signal(str)

    lamp_mm = 28.0
    lamp_alone = False
    """The lamp stands by itself in the middle, large, without its word."""
    act_dress: Dress = ACT
    sheet_share = 0.53
    """Of the width, across."""
    lamp_stands = True
    """False where one types: there the lamp would only be in the way."""
    picture = ""
    """The icon that stands in the place of a sheet, where there is nothing to put on one."""
    follow_end = False
    """A text too long for the sheet shows its end (a live caption)."""

    def __init__(
        self, view: View, style: Style, candidates: Candidates | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        tell(self)
        self.view, self.style_, self.candidates = view, style, candidates
        self.top = TopLine(style, self)
        self.question = Question(style, view.headings, self)
        self.lamp = LampButton(style, self.lamp_mm, alone=self.lamp_alone, parent=self)
        self.paper: Block | None = None
        self.middle: Block | None = None
        self.middle_wide = False
        self._arranged = QSize()
        self.lack = 0
        """Room the last arrangement lacks, px (a broken word counts 1000); 0 where all stands well."""
        self.below: Block | None = None
        """Something small under the acts."""
        self.error = NoteLine(style, Note("warning", view.error), self)
        self.error.text.role = Role.AlertMessage
        self.acts = Grid(style, self.act_dress, parent=self)
        self.foot = Foot(style, self)
        self.strip = Strip(style, self)
        self.strip.hide()
        self.build()
        for part in (self.top, self.acts, self.foot):
            part.pressed.connect(self.choose)
        self.lamp.clicked.connect(lambda: self.choose(self.lamp.code))
        self._take(view)

    def told_role(self) -> Role | None:
        """A dialog: a screen reader says its name, the question, when the focus enters it."""
        return Role.Dialog

    def told_parts(self) -> Sequence[QObject]:
        """The blocks of the screen in the order one reads them, upright and across."""
        keys_last = self.middle_wide and self.width() > self.height()
        middle = [self.middle] if self.middle is not None else []
        if self.rolled:
            question = [self.question] if self.question.parent() is self else []
            return [self.top, *question, self.strip, self.foot]
        lamp = self.lamp if self.lamp.parent() is self else None
        blocks: list[QWidget | None] = [self.top, self.question, self.paper, lamp]
        blocks += [*([] if keys_last else middle), self.error, self.acts, *(middle if keys_last else [])]
        return [block for block in (*blocks, self.below, self.foot) if block is not None]

    def build(self) -> None:
        """Make the screen's own parts. As a rule a sheet, where there is anything to put on it."""
        view = self.view
        if view.label or view.words or view.rows or view.number or view.notes or view.typed:
            sheet = Sheet(self.style_, self)
            sheet.follow_end = self.follow_end
            sheet.pressed.connect(self.pressed)
            sheet.show_tools({act.code: act for act in view.tools})
            self.paper = sheet
        elif self.picture:
            self.paper = Picture(self.style_, self.picture, self)

    @Slot(str)
    def choose(self, code: str) -> None:
        """A control of this screen was pressed."""
        self.pressed.emit(code)

    def show_view(self, view: View) -> None:
        """Another view of the same screen, in place. A caption or a level costs only what it changes."""
        old, self.view = self.view, view
        same_build = replace(old, words=view.words, typed=view.typed, lamp=view.lamp) == view
        if not same_build:
            self._take(view)
            self.arrange()
            return
        lamp_grew = self.lamp.show_lamp(view.lamp)
        changed = self.take_paper(view)
        if changed and self.rolled:
            self.arrange()
            if self.follow_end and self.paper is not None:
                self.strip.reveal_end(self.paper)
        elif lamp_grew and self.lamp.fit(self.lamp.width()) > self.lamp.height():
            self.arrange()
        elif changed and self.paper is not None:
            self.paper.arrange()
            self.paper.update()

    def _take(self, view: View) -> None:
        self.top.show_view(view)
        self.question.show_question(view.question, view.hint, view.language)
        self.setAccessibleName("\n".join(view.question[: view.headings]))
        self.lamp.show_lamp(view.lamp)
        self.take_paper(view)
        if view.error != self.error.note.text:
            self.error.show_note(Note("warning", view.error))
        self.acts.show_acts(view.acts)
        self.foot.show_acts(view.foot)
        self.strip.show_tools(view.tools)

    def take_paper(self, view: View) -> bool:
        """Put what the view puts on paper there; True if the lines must be set anew."""
        return self.paper.show_view(view) if isinstance(self.paper, Sheet) else False

    def set_level(self, dbfs: float) -> None:
        """The microphone's level, dBFS."""
        self.lamp.set_level(dbfs)

    def mark(self, sentence: str) -> None:
        """Mark the sentence being said wherever it stands ("" marks nothing)."""
        for block in (self.question, self.error, self.paper, self.below):
            if block is not None and block.mark(sentence):
                self.strip.reveal(block)

    def controls(self) -> list[Control]:
        """All that can be chosen now, main act first."""
        found = [c for c in self.findChildren(Control) if c.isVisibleTo(self) and c.isEnabled()]
        if self.lamp.for_show:
            found = [c for c in found if c is not self.lamp]
        return sorted(found, key=lambda c: (not c.act.main, c.parent() is not self.acts))

    def reveal(self, control: QWidget) -> None:
        """Bring a control into sight."""
        self.strip.reveal(control)
        if isinstance(self.paper, Sheet):
            self.paper.reveal(control)

    def resizeEvent(self, event: object) -> None:
        """A new size: place everything anew."""
        if self.size() != self._arranged:
            self.arrange()

    def arrange(self) -> None:
        """Try sizes from the resident's down to the default, and acts in more columns, until all stands."""
        if self.width() < 10 or self.height() < 10:
            return
        self._arranged = self.size()
        upright = self.height() >= self.width()
        self.foot.upright(upright)
        self._unroll()
        if isinstance(self.paper, Sheet):
            self.paper.lamp = self.lamp if (upright or self.middle is not None) else None
            self.lamp.setParent(self.paper if self.paper.lamp else self)
            self.lamp.show()
        plan = plans.upright if upright else plans.across
        best: tuple[int, float, int, bool] | None = None
        for factor, columns, tight in self._tries():
            self._dress(factor, columns, tight)
            lack = plan(self)[1]
            if best is None or lack < best[0]:
                best = (lack, factor, columns, tight)
            if lack == 0:
                break
        assert best is not None
        self.lack = best[0]
        if self.lack:
            self._roll_up()
            return
        self._dress(*best[1:])
        placed = plan(self)[0]
        for widget, box in placed:
            widget.setGeometry(box)
            if isinstance(widget, Block):
                widget.arrange()
        stands = [widget for widget, _ in placed]
        self.lamp.setVisible(isinstance(self.paper, Sheet) or self.lamp in stands)
        for part in (self.acts, self.error):
            part.setVisible(part in stands)
        self.update()

    @property
    def _least_factor(self) -> float:
        """How far type may step down: whoever asked for larger type gets some of it everywhere."""
        return min(self.style_.factor, SIZE_FACTORS[1])

    def _factors(self) -> list[float]:
        chosen, least = self.style_.factor, self._least_factor
        return [chosen, *(f for f in (1.8, 1.6, 1.45, 1.35, 1.25) if least <= f < chosen)]

    def _tries(self) -> list[tuple[float, int, bool]]:
        """Factor, columns of acts, and whether they stand tight, in the order of what is liked best."""
        columns = (1, 2, 3)[: max(1, min(len(self.acts.controls), 3))]
        tries = [(factor, n, False) for factor in self._factors() for n in columns]
        return tries + [(self._least_factor, n, True) for n in columns]

    def _dress(self, factor: float, columns: int, tight: bool) -> None:
        style = self.style_.at(factor)
        self.acts.columns = columns
        self.acts.gap = TARGET_GAP if tight else ACT_GAP
        self.acts.set_dress(tighter(self.act_dress) if tight else self.act_dress)
        self.lamp.tight = tight
        for part in (self.top, self.question, self.lamp, self.error, self.acts, self.foot, self.strip):
            part.restyle(style)
        for block in (self.middle, self.below):
            if block is not None:
                block.restyle(style)

    def paper_wants(self, width: int) -> int:
        """The height, px, at which its sheet is large enough: all of it, up to two fifths of the screen."""
        assert self.paper is not None
        least = self.paper.fit(width)
        if isinstance(self.paper, Sheet):
            least = max(least, min(self.paper.comfortable(width), round(self.height() * 0.4)))
        return least

    @property
    def rolled(self) -> bool:
        """Whether its blocks stand on the strip."""
        return bool(self.strip.blocks)

    def _unroll(self) -> None:
        held: list[QWidget] = list(self.strip.blocks)
        self.strip.take([])
        self.strip.hide()
        for block in held:
            block.show()

    def _roll_up(self) -> None:
        """Top line and foot stay, the question where it leaves room; the rest is rolled."""
        mm, paper = self.style_.mm, self.paper
        left, width = mm(MARGIN), self.width() - 2 * mm(MARGIN)
        self._dress(self._least_factor, 1, True)
        top, foot, question = (part.fit(width) for part in (self.top, self.foot, self.question))
        self.top.setGeometry(left, mm(EDGE), width, top)
        self.foot.setGeometry(left, self.height() - mm(GAP) - foot, width, foot)
        y, bottom = mm(EDGE) + top + mm(LINE_GAP), self.foot.y() - mm(SMALL_GAP)
        blocks: list[Block | Control | None] = [self.error if self.view.error else None]
        if bottom - y - question - mm(SMALL_GAP) >= mm(_STRIP_LEAST):
            self.question.setGeometry(left, y, width, question)
            self.question.arrange()
            y += question + mm(SMALL_GAP)
        else:
            blocks.insert(0, self.question)
            y += mm(TARGET_GAP - LINE_GAP)  # what can be touched may now come right below the top line
        if isinstance(paper, Sheet):
            paper.lamp = None
        blocks += [self.lamp if self.lamp_stands and not self.lamp_alone and self.lamp.lamp.word else None]
        blocks += [paper, self.middle, self.acts if self.acts.controls else None, self.below]
        across = self.width() > self.height()
        beside = across and paper is not None and not self.middle_wide
        self.strip.read = (self.question, self.error, paper) if beside else ()
        self.strip.take([block for block in blocks if block is not None])
        for widget in (self.lamp, self.error):
            if widget not in self.strip.blocks:
                widget.hide()
        self.strip.setGeometry(left, y, width, bottom - y)
        self.strip.show()
        self.strip.stack()
        for part in (self.top, self.foot):
            part.arrange()
        whole = self.top.whole(width) and self.foot.whole(width) and self.strip.whole(width)
        self.lack = plans.lack(whole, 0)
        self.update()


def tools(view: View) -> dict[str, Act]:
    """The words of the window's own controls, by code."""
    return {act.code: act for act in view.tools}
