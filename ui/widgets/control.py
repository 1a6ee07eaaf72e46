"""Whatever can be pressed: one drawn button in a few styles (main act, outlined, footer, row, key)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.conversation.view import Act
from ui.accessible import Accessible, Role, notify_changed, register_accessible
from ui.icons import icon
from ui.theme import CORNER, SMALL, TARGET, Style
from ui.widgets.button_style import ButtonStyle, Fill
from ui.widgets.paragraph import Paragraph, PlacedText, longest_word, paragraph, respaced
from ui.widgets.touch_host import TouchHost

_SIGN, _SIGN_MM = "check-circle", 6.5
"""What tells a choice that is in force, besides its colour."""


@dataclass(frozen=True)
class _Layout:
    """A control's text, set for one width."""

    label: Paragraph
    hint: Paragraph | None
    icon_px: int
    above: bool
    """Whether the icon stands above the text."""
    height: int


class Control(Accessible, QAbstractButton):
    """An ``Act`` on the glass. Pressed where a touch begins and ends inside it; named for a screen reader."""

    def __init__(
        self, style: Style, act: Act, button_style: ButtonStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        register_accessible(self)  # before it has a name, which is told
        self.style_, self.act, self.button_style = style, act, button_style
        self._layout: tuple[int, _Layout] | None = None
        self.one_of_several = False
        """Whether it is one of several choices."""
        # A touch must not steal the keys' place; Tab and arrows may.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()

    @property
    def code(self) -> str:
        """What ``Pressed`` carries."""
        return self.act.code

    def set_act(self, act: Act) -> bool:
        """Show another act in place; True if its size may differ."""
        if act == self.act:
            return False
        other_text = (act.label, act.hint, act.icon) != (self.act.label, self.act.hint, self.act.icon)
        other_choice = act.chosen != self.act.chosen
        other_state = other_choice or act.armed != self.act.armed
        self.act = act
        if other_text:
            self._layout = None
        self._name()
        if other_choice:
            self._layout = None
        if other_state:
            notify_changed(self, QAccessible.Event.StateChanged)
        self.update()
        return other_text

    def set_button_style(self, button_style: ButtonStyle) -> None:
        """Another style."""
        if button_style != self.button_style:
            self.button_style, self._layout = button_style, None
            self.update()

    def restyle(self, style: Style) -> None:
        """Take other colours or sizes."""
        if style != self.style_:
            self.style_, self._layout = style, None
            self.update()

    def height_for_width(self, width: int) -> int:
        """Its height, px, at ``width`` px."""
        return self._layout_for(width).height

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken at ``width`` px."""
        at = self._layout_for(width)
        return at.label.unbroken and (at.hint is None or at.hint.unbroken)

    def in_one_line(self, width: int) -> bool:
        """Whether its label, also one of a few hanzi that could be parted, stands in one line."""
        return self.fits_width(width) and self._layout_for(width).label.lines == 1

    def natural_width(self) -> int:
        """The least width, px, at which its label stands in one line."""
        return self._around(paragraph(self.act.label, self._label_font(), 1e6).natural_width)

    def two_line_width(self) -> int:
        """The width, px, at which its label stands in two lines without a broken word."""
        label, font = self.act.label, self._label_font()
        half = paragraph(label, font, 1e6).natural_width / 2 + font.pixelSize() / 2
        return self._around(max(longest_word(label, font), half))

    def _label_font(self) -> QFont:
        return self.style_.font(self._font_mm(self.button_style.label), self.button_style.bold)

    def _around(self, label: float) -> int:
        button_style, mm = self.button_style, self.style_.mm
        beside = (
            self._icon_px() + mm(button_style.gap) if self.act.icon and not button_style.icon_above else 0
        )
        return max(mm(TARGET), 2 * mm(button_style.pad_x) + beside + round(label) + 2)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole box, corners too: old hands are not exact."""
        return bool(self.rect().contains(pos))

    def sizeHint(self) -> QSize:
        """Placed by the screen, never by a layout."""
        return self.size()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch begins; a slip of the finger goes no further."""
        host = self.window()
        left = event.button() == Qt.MouseButton.LeftButton
        if not (left and isinstance(host, TouchHost)) or host.begin_touch(self.code):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the window's; a control alone would also take repeats."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """See keyPressEvent."""
        event.ignore()

    def accessible_role(self) -> Role | None:
        """A button; what can be chosen is one of several or, alone, a box to tick."""
        if self.act.chosen is None:
            return Role.PushButton
        return Role.RadioButton if self.one_of_several else Role.CheckBox

    def accessible_checked(self) -> bool | None:
        """Whether it is chosen."""
        return self.act.chosen

    def accessible_busy(self) -> bool:
        """Whether it cannot be pressed yet."""
        return self.act.armed is False

    def accessible_id(self) -> str:
        """Its code."""
        return self.code

    def accessible_press(self) -> None:
        """As a touch that begins and ends inside it."""
        host = self.window()
        if not isinstance(host, TouchHost) or host.begin_touch(self.code):
            self.click()

    def accessible_focus(self) -> None:
        """As if the keys had come here."""
        host = self.window()
        if isinstance(host, TouchHost):
            host.move_focus(self)

    def _name(self) -> None:
        self.setAccessibleName(self.act.name or self.act.label or self.act.code)
        self.setAccessibleDescription(self.act.hint)
        self.setEnabled(self.act.enabled)

    def _font_mm(self, mm: float) -> float:
        # "size-0" .. "size-3" show their own size, as the mock-up does.
        code = self.act.code
        if code.startswith("size-") and code[5:].isdigit() and mm == self.button_style.label:
            return mm * (1.0, 1.25, 1.6, 2.0)[min(int(code[5:]), 3)] / max(1.0, self.style_.factor)
        return mm

    def _icon_px(self) -> int:
        return self.style_.type_px(self.button_style.icon)

    def _layout_for(self, width: int) -> _Layout:
        if self._layout is None or self._layout[0] != width:
            self._layout = (width, self._lay_out(width))
        return self._layout[1]

    def _lay_out(self, width: int) -> _Layout:
        style, button_style, act = self.style_, self.button_style, self.act
        words = style.for_language(act.language)
        font = words.font(self._font_mm(button_style.label), button_style.bold)
        room = width - 2 * style.mm(button_style.pad_x)
        sign = act.chosen is not None and not act.icon
        # What can be chosen keeps the room of its sign, so that nothing moves when it is.
        side = style.type_px(_SIGN_MM) if sign else self._icon_px() if act.icon else 0
        beside = side + style.mm(button_style.gap) if side else 0
        above = button_style.icon_above or (
            sign and paragraph(act.label, font, 1e6).natural_width > room - beside
        )
        shown = 0 if sign and not act.chosen else side
        room -= beside if shown and not above else 0
        label = paragraph(act.label, font, room, centred=button_style.centred, tidy=True)
        font = words.font(button_style.hint)
        hint = paragraph(act.hint, font, room, centred=button_style.centred, tidy=True) if act.hint else None
        text = (label.height if act.label else 0) + (hint.height if hint else 0)
        inner = max(text, side)
        if above:
            inner = text + side + (style.mm(button_style.gap) if act.label and side else 0)
        least = max(style.mm(button_style.least), inner + 2 * style.mm(button_style.pad_y))
        return _Layout(label, hint, shown, above, least)

    def _colours(self) -> tuple[str, str, str]:
        """Names of the box's, the edge's and the text's colour ("" for none)."""
        act, fill = self.act, self.button_style.fill
        if act.armed is False:  # filled once it can be pressed
            return ("sheet", "warn", "warn") if act.warn else ("sheet", "act", "act")
        if act.warn and act.main:
            return "warn", "warn", "on_warn"
        if fill is Fill.FLAT:
            return "", "", "warn" if act.warn else "act"
        if fill is Fill.QUIET:
            return ("ink", "ink", "paper") if act.code == "help" else ("quiet", "edge", "ink")
        if act.main or act.chosen:
            return "act", "act", "on_act"
        return ("sheet", "warn", "warn") if act.warn else ("sheet", "act", "act")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, label, hint."""
        style, act = self.style_, self.act
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box, edge, text = self._colours()
        if not self.isEnabled():
            box, edge, text = ("", "edge", "soft")
        line = style.line_px
        if self.isDown():
            # Under the finger it turns inside out: seen at once, in every contrast.
            box, text = (text, box or "sheet") if box else ("quiet", text)
        if box or edge:
            pen = QPen(style.colour(edge), line) if edge else QPen(Qt.PenStyle.NoPen)
            if not self.isEnabled() or act.armed is False:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(style.colour(box) if box else Qt.BrushStyle.NoBrush)
            corner = min(CORNER * style.per_mm, self.height() / 3.2)
            half = line / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), corner, corner)
        at = self._layout_for(self.width())
        where = self._icon_box(at)
        picture = icon(act.icon or _SIGN, style.colour(text).name(), at.icon_px) if where else None
        if where and picture:
            painter.drawPixmap(where.topLeft(), picture)
        for placed in self._write(at, text):
            label = placed.paragraph is at.label
            placed.draw(painter, style, respaced(act.highlighted, act.label, at.label.text) if label else ())

    def icon_box(self) -> QRect | None:
        """Where its icon stands, px in the control; None where it has none."""
        return self._icon_box(self._layout_for(self.width()))

    def placed_texts(self) -> list[PlacedText]:
        """Label and hint."""
        return self._write(self._layout_for(self.width()), self._colours()[2] if self.isEnabled() else "soft")

    def _icon_box(self, at: _Layout) -> QRect | None:
        side = at.icon_px
        if not side:
            return None
        if at.above:
            x, y = (self.width() - side) / 2, self._text_top(at) - self._apart(at) - side
        else:
            x, y = self._left(at), (self.height() - side) / 2
        return QRect(round(x), round(y), side, side)

    def _apart(self, at: _Layout) -> int:
        """Between icon and text."""
        return self.style_.mm(self.button_style.gap) if at.icon_px and self.act.label else 0

    def _left(self, at: _Layout) -> float:
        """Where icon and text begin, side by side."""
        pad = self.style_.mm(self.button_style.pad_x)
        if not (self.button_style.centred and at.icon_px):
            return pad
        used = max(at.label.used_width, at.hint.used_width if at.hint else 0) if self.act.label else 0
        return max(pad, (self.width() - at.icon_px - self._apart(at) - used) / 2)

    def _text_top(self, at: _Layout) -> float:
        above = at.icon_px + self._apart(at) if at.above else 0
        text = (at.label.height if self.act.label else 0) + (at.hint.height if at.hint else 0)
        return (self.height() - above - text) / 2 + above

    def _write(self, at: _Layout, colour: str) -> list[PlacedText]:
        x, y = float(self.style_.mm(self.button_style.pad_x)), self._text_top(at)
        if at.icon_px and not at.above:
            x = self._left(at) + at.icon_px + self._apart(at)
            if self.button_style.centred:
                # The paragraph is centred in its width: shift it so that icon and text stand together.
                used = max(at.label.used_width, at.hint.used_width if at.hint else 0)
                x -= (at.label.width - used) / 2
        texts = []
        if self.act.label:
            texts.append(PlacedText(at.label, x, y, colour, main=self.button_style.label > SMALL))
            y += at.label.height
        if at.hint:
            texts.append(PlacedText(at.hint, x, y, colour, main=False))
        return texts
