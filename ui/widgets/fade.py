"""The short fade from one screen to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QVariantAnimation, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

FADE_MS = 180  # docs/look.md: 150 to 250


class Fade(QWidget):
    """The screen before, fading out over the one that stands already; touches go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QImage()
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(FADE_MS)
        self._clock.setStartValue(1.0)
        self._clock.setEndValue(0.0)
        self._clock.valueChanged.connect(self._go_on)
        self._clock.finished.connect(self._end)
        self.hide()

    def begin(self, picture: QImage) -> None:
        """Lay the picture over the window and let it go."""
        self._picture = picture
        self._clock.stop()
        # Nothing shows through yet: the new screen is painted with the second frame, in a turn of its own.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._clock.start()
        self.show()

    @Slot(object)
    def _go_on(self, opacity: float) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opacity == 1.0)
        self.update()

    def _end(self) -> None:
        self.hide()
        self._picture = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is left of the screen before."""
        painter = QPainter(self)
        painter.setOpacity(float(self._clock.currentValue()))
        painter.drawImage(0, 0, self._picture)
