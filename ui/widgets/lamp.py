"""The lamp: lit with rings that follow the level = I listen; a loudspeaker = I speak; dots = one moment."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act, Lamp, LampState
from ui.accessible import Role
from ui.icons import icon
from ui.theme import LABEL, SMALL, SMALL_GAP, Style
from ui.widgets.button_style import ACT
from ui.widgets.control import Control
from ui.widgets.paragraph import Paragraph, PlacedText, paragraph

QUIETEST_DBFS, LOUDEST_DBFS = -55.0, -12.0
_BARS = 11
_TIGHT_MM, _ALONE_LEAST_MM = 18.0, 40.0


def loudness(dbfs: float) -> float:
    """A level as 0 (a quiet room) to 1 (a near, loud voice)."""
    return max(0.0, min(1.0, (dbfs - QUIETEST_DBFS) / (LOUDEST_DBFS - QUIETEST_DBFS)))


class LampButton(Control):
    """The lamp with its word beside it (``disc_mm`` across), or alone and large. Its code is ``lamp``."""

    def __init__(
        self, style: Style, disc_mm: float, *, alone: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(style, Act("lamp", ""), ACT, parent)
        self.lamp = Lamp(LampState.IDLE, "")
        self.disc_mm, self.alone = disc_mm, alone
        self.compact = False
        """Small, and without bars, where a screen is crowded."""
        self._levels: deque[float] = deque([0.0] * _BARS, maxlen=_BARS)
        self._level = 0.0

    @property
    def passive(self) -> bool:
        """Whether it only shows how things are, and cannot be pressed."""
        return self.alone or self.lamp.state in (LampState.MOMENT, LampState.OFF) or not self.lamp.word

    def accessible_role(self) -> Role | None:
        """How things are, in a word; also a button where it can be pressed."""
        if not self.lamp.word:
            return None
        return Role.StatusBar if self.passive else Role.PushButton

    def show_lamp(self, lamp: Lamp) -> bool:
        """Take a state, a word and a hint; True if its height may differ."""
        if lamp == self.lamp:
            return False
        if lamp.state is not LampState.LISTENING:
            self._levels.extend([0.0] * _BARS)
            self._level = 0.0
        words = (lamp.word, lamp.hint) != (self.lamp.word, self.lamp.hint)
        self.lamp = lamp
        self.act = Act("lamp", lamp.word, lamp.hint)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.passive else Qt.FocusPolicy.TabFocus)
        self._name()
        self.update()
        return words

    def set_level(self, dbfs: float) -> None:
        """Follow the microphone: rings and bars. Cheap, ten a second."""
        if self.lamp.state is not LampState.LISTENING:
            return
        now = loudness(dbfs)
        # Rise at once, fall gently: a voice's gaps between words do not make the rings flicker.
        self._level = max(now, self._level * 0.7)
        self._levels.append(now)
        self.update()

    @property
    def _ring_mm(self) -> float:
        return self._disc_mm * (0.23 if not self.alone else 0.25)

    @property
    def _disc_mm(self) -> float:
        """Its own, smaller where it is tight; alone it is as large as its place."""
        if self.alone and self.height() > self.style_.mm(_TIGHT_MM):
            return min(self.disc_mm, (self.height() - self._under_px()) / self.style_.per_mm / 1.5)
        return min(self.disc_mm, _TIGHT_MM) if self.compact else self.disc_mm

    def most(self) -> int:
        """Its height, px, where there is room for all of it."""
        return self.style_.mm(self.disc_mm * 1.5) + self._under_px()

    def height_for_width(self, width: int) -> int:
        """Rings and all, or the words beside it where they are higher."""
        style = self.style_
        round_ = style.mm(self._disc_mm + 2 * self._ring_mm)
        if self.alone:
            return style.mm(_ALONE_LEAST_MM) + self._under_px() if self.compact else self.most()
        return max(round_, sum(p.height for p in self._words(width)) + self._bars_px())

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return self.alone or all(p.unbroken for p in self._words(width))

    def _bars_px(self) -> int:
        return 0 if self.compact else self.style_.mm(9.0)

    def _text_left(self) -> int:
        return self.style_.mm(self._disc_mm + 2 * self._ring_mm + SMALL_GAP)

    def _words(self, width: int) -> tuple[Paragraph, Paragraph]:
        room = width - self._text_left()
        word = paragraph(self.lamp.word, self.style_.font(LABEL, bold=True), room)
        return word, paragraph(self.lamp.hint, self.style_.font(SMALL), room)

    @property
    def _worded(self) -> bool:
        return bool(self.lamp.word)

    def _under(self, width: int) -> Paragraph | None:
        """Alone it has its word below it."""
        if not (self.alone and self.lamp.word):
            return None
        return paragraph(self.lamp.word, self.style_.font(LABEL, bold=True), width, centred=True)

    def _under_px(self) -> int:
        under = self._under(max(1, self.width()))
        return under.height if under else 0

    def placed_texts(self) -> list[PlacedText]:
        """Word and hint, beside the disc; alone, the word below it."""
        if not self._worded:
            return []
        under = self._under(self.width())
        if under is not None:
            return [PlacedText(under, 0, self.height() - under.height, "ink")]
        word, hint = self._words(self.width())
        bars = self._bars_px() if self.lamp.state is LampState.LISTENING else 0
        x = float(self._text_left())
        y = (self.height() - word.height - (hint.height if self.lamp.hint else 0) - bars) / 2
        texts = [PlacedText(word, x, y, "ink")]
        if self.lamp.hint:
            texts.append(PlacedText(hint, x, y + word.height, "soft", main=False))
        return texts

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rings, disc, icon; word, hint, bars."""
        style = self.style_
        state = self.lamp.state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        reach = style.mm(self._disc_mm + 2 * self._ring_mm)
        centre = QPointF(reach / 2, self.height() / 2)
        if self.alone:
            centre = QPointF(self.width() / 2, (self.height() - self._under_px()) / 2)
        radius = self._disc_mm * style.per_mm / 2
        invites = self.alone and state in (LampState.IDLE, LampState.OFF)
        lit = state is LampState.LISTENING or invites
        if lit:
            self._paint_rings(painter, centre, radius)
        self._paint_disc(painter, centre, radius * (0.78 if self.isDown() else 1), lit)
        if not self._worded:
            return
        texts = self.placed_texts()
        for text in texts:
            text.draw(painter, style)
        if state is LampState.LISTENING and not self.compact:
            last = texts[-1]
            self._paint_bars(painter, last.x, last.y + last.paragraph.height, self._bars_px())

    def _paint_rings(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        style = self.style_
        reach = self._ring_mm * style.per_mm
        level = self._level if self.lamp.state is LampState.LISTENING else 0.6
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for share, weight in ((0.38, 1.6), (0.66, 1.0), (0.94, 0.6)):
            spread = reach * share * (0.55 + 0.45 * level)
            painter.setPen(QPen(style.colour("lamp"), weight * style.per_mm * (0.6 + 0.6 * level)))
            painter.drawEllipse(centre, radius + spread, radius + spread)

    def _paint_disc(self, painter: QPainter, centre: QPointF, radius: float, lit: bool) -> None:
        style, state = self.style_, self.lamp.state
        line = max(1.5, style.per_mm * 0.8)
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("lamp"))
            painter.drawEllipse(centre, radius, radius)
            sign = "hand-pointing" if state is LampState.OFF else "ear"
            self._paint_icon(painter, centre, sign, style.colours.on_lamp, radius * 1.25)
        elif state is LampState.SPEAKING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("act"))
            painter.drawEllipse(centre, radius, radius)
            self._paint_icon(painter, centre, "speaker-high", style.colours.on_act, radius * 1.05)
        elif state is LampState.MOMENT:
            painter.setPen(QPen(style.colour("edge"), line))
            painter.setBrush(style.colour("quiet"))
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("ink"))
            for n in (-1, 0, 1):
                painter.drawEllipse(centre + QPointF(n * radius * 0.42, 0), radius * 0.11, radius * 0.11)
        elif state is LampState.OFF:
            painter.setPen(QPen(style.colour("edge"), line, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - line, radius - line)
            self._paint_icon(painter, centre, "hand-pointing", style.colours.soft, radius * 1.05)
        elif self.lamp.word:
            painter.setPen(QPen(style.colour("act"), line))
            painter.setBrush(style.colour("sheet"))
            painter.drawEllipse(centre, radius - line, radius - line)
            self._paint_icon(painter, centre, "microphone", style.colours.act, radius * 1.05)

    @staticmethod
    def _paint_icon(painter: QPainter, centre: QPointF, name: str, colour: str, side: float) -> None:
        picture = icon(name, colour, round(side))
        if picture:
            painter.drawPixmap(centre - QPointF(side / 2, side / 2), picture)

    def _paint_bars(self, painter: QPainter, x: float, y: float, height: int) -> None:
        style = self.style_
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("act"))
        wide, step = style.per_mm * 1.5, style.per_mm * 2.7
        for n, level in enumerate(self._levels):
            tall = wide + (height - wide - style.mm(1)) * level
            painter.drawRoundedRect(
                QRectF(x + n * step, y + (height - tall) / 2, wide, tall), wide / 2, wide / 2
            )
