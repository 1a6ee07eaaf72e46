"""The editor: text with a caret on the sheet, changed by touch, by the on-screen keys or a real keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.conversation.view import Act
from ui.icons import icon
from ui.theme import CORNER, LEAST_STEP, LINE, LINE_HEIGHT, SMALL, SMALL_GAP, WORDS_STEPS, Style
from ui.widgets.base import BaseWidget
from ui.widgets.paragraph import Paragraph, PlacedText, paragraph
from ui.widgets.touch_host import TouchHost

_BESIDE_MM = 150.0  # narrower, the label stands above the text
_STEPS = (20.0, 16.0, WORDS_STEPS[LEAST_STEP])
LONGEST = 600
"""Characters; as many as 90 seconds of quick speech hold."""


class Field(QLineEdit):
    """Text, caret and selection as Qt keeps them, so that a screen reader can read and write them.

    It paints nothing and takes neither touch nor key: the editor draws it, the window types into it.
    """

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.style_ = style
        self.setMaxLength(LONGEST)
        self.setFont(
            style.font(SMALL)
        )  # no letter is drawn; but Qt measures them, and loads its default face
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # its "copy" would outlive the resident

    @property
    def act(self) -> Act:
        """What it is called where the keys' focus stands on it."""
        return Act("field", self.accessibleName())

    @property
    def code(self) -> str:
        """Not in use by any other control."""
        return self.act.code

    def click(self) -> None:
        """Selecting it changes nothing: whatever is typed goes here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the window's."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """See keyPressEvent."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the editor has drawn it."""


class Editor(BaseWidget):
    """A text and a caret. A touch puts the caret where it falls."""

    changed = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.field = Field(style, self)
        self.label = ""
        self.dense = False
        """As low as one line allows, the label beside it."""
        self.label_icon = ""
        """Stands before the label, where it tells whose text this is."""
        self.composing = ""
        """What is being composed (pinyin), shown at the caret until it is chosen."""
        self._scroll = 0
        self._usual: tuple[float, float] | None = None
        """Width and height of the text's box, px, at the default size."""
        self.field.textChanged.connect(self._children_of)
        self.field.cursorPositionChanged.connect(self._children_of)
        self.field.selectionChanged.connect(self.update)

    def accessible_children(self) -> Sequence[QObject]:
        """The text, named by its label."""
        return (self.field,)

    @property
    def text(self) -> str:
        """What stands in it, at most LONGEST characters."""
        return self.field.text()

    @property
    def _caret(self) -> int:
        return self.field.cursorPosition()

    def set_text(self, text: str) -> None:
        """Begin with this text, the caret at its end."""
        self.composing = ""
        self.field.setText(text[:LONGEST])
        self._children_of()

    def set_label(self, label: str) -> None:
        """The word above it, which is also its name."""
        self.label = label
        self.field.setAccessibleName(label)
        self.update()

    def insert(self, text: str) -> None:
        """Put characters in at the caret, in place of what is selected."""
        self.field.insert(text)

    def erase(self) -> None:
        """Take the character before the caret away, or what is selected."""
        self.field.backspace()

    def move(self, by: int) -> None:  # type: ignore[override]  # a caret moves in characters, not in pixels
        """Move the caret by characters."""
        self.field.setCursorPosition(max(0, min(self._caret + by, len(self.text))))

    def compose(self, letters: str) -> None:
        """Show letters that are not characters yet."""
        self.composing = letters
        self._children_of()

    def restyled(self) -> None:
        """The field follows."""
        self.field.style_ = self.style_

    def arrange(self) -> None:
        """The field is as large as the editor."""
        self.field.setGeometry(self.rect())

    @Slot()
    def _children_of(self) -> None:
        self.update()
        self.changed.emit()

    @property
    def _shown(self) -> str:
        return self.text[: self._caret] + self.composing + self.text[self._caret :]

    @property
    def _pad(self) -> int:
        return self.style_.mm(6.5)

    @property
    def _pad_y(self) -> int:
        return self.style_.mm(1.5) if self.dense else self._pad

    def height_for_width(self, width: int) -> int:
        """The least: label and two lines; where it is dense, one line beside the label."""
        size = self._step_in(self._usual, self.style_.scaled(1.0)) if self._usual else _STEPS[-1]
        line = self.style_.mm(size * LINE_HEIGHT)
        if self.dense:
            return 2 * self._pad_y + line + (0 if self._label_beside(width) else self._label_height(width))
        return 2 * self._pad_y + self._label_height(width) + 2 * line

    def _label_beside(self, width: int) -> bool:
        """Whether the label stands left of the text, which then takes all of the height."""
        return self.dense and width >= self.style_.mm(_BESIDE_MM)

    def _label_height(self, width: int) -> int:
        if not self.label:
            return 0
        return Paragraph(self.label, self.style_.font(SMALL), width - 2 * self._pad).height

    def _lay(self) -> tuple[Paragraph, QRectF]:
        """The text set as large as fits, and the box it has."""
        top, left = self._pad_y, self._pad
        if self._label_beside(self.width()):
            left += self._label_width()
        else:
            top += self._label_height(self.width())
        width = self.width() - left - self._pad
        below = self._pad_y if self.dense else self._pad / 2
        box = QRectF(left, top, width, self.height() - top - below)
        least = self._step_in(self._usual or (width, box.height()), self.style_.scaled(1.0))
        for mm in (*_STEPS, least / self.style_.factor):
            text = Paragraph(self._shown, self.style_.font(mm), width)
            if text.height <= box.height():
                break
        return text, box

    def _step_in(self, room: tuple[float, float], style: Style) -> float:
        """The largest size, mm, in which the text stands in such a box; the smallest where none does."""
        width, height = room
        texts = ((mm, Paragraph(self._shown, style.font(mm), width)) for mm in _STEPS)
        return next((mm for mm, text in texts if text.height <= height), _STEPS[-1])

    def keep_usual(self) -> None:
        """See BaseWidget."""
        box = self._lay()[1]
        self._usual = box.width(), box.height()

    def forget_usual(self) -> None:
        """See BaseWidget."""
        self._usual = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret there."""
        host = self.window()
        if isinstance(host, TouchHost):
            host.begin_touch()
        text, box = self._lay()
        spot = event.position()
        place = text.position_at(spot.x() - box.x(), spot.y() - box.y() + self._scroll)
        if not self.composing:
            self.field.setCursorPosition(max(0, min(place, len(self.text))))

    def _placed_label(self) -> list[PlacedText]:
        if not self.label:
            return []
        label = paragraph(self.label, self.style_.font(SMALL), self.width() - 2 * self._pad)
        top = self._pad_y
        if self._label_beside(self.width()):
            top = (self.height() - label.height) // 2
        return [PlacedText(label, self._pad + self._indent, top, "soft", main=False)]

    @property
    def _indent(self) -> int:
        """What the icon takes before the label."""
        return self.style_.type_px(SMALL * 1.35) if self.label_icon else 0

    def _label_width(self) -> int:
        """With the space between it and the text."""
        label = paragraph(self.label, self.style_.font(SMALL), 1e6)
        return self._indent + round(label.natural_width) + self.style_.mm(SMALL_GAP) if self.label else 0

    def page(self) -> QRect:
        """Where the text shows, px in the editor; a long one moves behind it with the caret."""
        return self._lay()[1].toRect()

    def placed_texts(self) -> list[PlacedText]:
        """Label and text; of a text too long for the sheet the lines around the caret show."""
        text, box = self._lay()
        texts = [PlacedText(text, box.x(), box.y() - self._scroll, "ink")] if self._shown else []
        return [*self._placed_label(), *texts]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, label, text, caret."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.0, LINE * style.per_mm * 0.8)
        painter.setPen(QPen(style.colour("hairline"), line))
        painter.setBrush(style.colour("sheet"))
        corner = CORNER * style.per_mm
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        for label in self._placed_label():
            label.draw(painter, style)
            side = style.type_px(SMALL * 1.1)
            picture = icon(self.label_icon, style.colours.soft, side) if self.label_icon else None
            if picture:
                painter.drawPixmap(
                    self._pad, round(label.y + (label.paragraph.line_height - side) / 2), picture
                )
        text, box = self._lay()
        caret = text.caret(self._caret + len(self.composing))
        # The caret is kept in sight where the text is longer than the sheet.
        line_height = text.line_height
        lines = max(1, int(box.height() // line_height))
        self._scroll = max(0, round(caret.bottom() / line_height) - lines) * line_height
        painter.setClipRect(box.adjusted(0, 0, 0, lines * line_height - box.height()))
        y = box.y() - self._scroll
        start = self.field.selectionStart()
        span = (start, start + len(self.field.selectedText()))
        if self.composing:
            span = (self._caret, self._caret + len(self.composing))
        if span[0] < span[1]:
            painter.save()
            behind = style.colours.highlight_behind
            text.draw_highlight(painter, box.x(), y, span, style.colour("lamp"), behind=behind)
            painter.restore()
        text.draw(painter, box.x(), y, style.colour("ink"))
        wide = max(2.0, style.per_mm)
        inset = text.line_height * 0.12
        painter.fillRect(
            QRectF(box.x() + caret.x() - wide / 2, y + caret.y() + inset, wide, caret.height() - 2 * inset),
            style.colour("act"),
        )
