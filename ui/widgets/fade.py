"""The short fade from one screen to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

FADE_MS = 180  # docs/look.md: 150 to 250


class Fade(QWidget):
    """The screen before, fading out over the one that stands already; touches go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QPixmap()
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(FADE_MS)
        self._clock.setStartValue(1.0)
        self._clock.setEndValue(0.0)
        self._clock.valueChanged.connect(lambda _: self.update())
        self._clock.finished.connect(self._end)
        self.hide()

    def begin(self, picture: QPixmap) -> None:
        """Lay the picture over the window and let it go."""
        self._picture = picture
        self._clock.stop()
        self._clock.start()
        self.show()

    def _end(self) -> None:
        self.hide()
        self._picture = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is left of the screen before."""
        painter = QPainter(self)
        painter.setOpacity(float(self._clock.currentValue()))
        painter.drawPixmap(0, 0, self._picture)
