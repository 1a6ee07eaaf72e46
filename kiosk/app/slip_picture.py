"""The slip as a picture in the printer's dots: drawn here, for this is where Qt and its type are."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QDate, QIODevice, QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from kiosk.printing.bitmap import Bitmap
from kiosk.printing.slip import DIGITS_MM, Slip, qr_code
from kiosk.settings.printer import PrinterSettings
from ui.fonts import font, has_hanzi

_MM_AN_INCH = 25.4
_LONGEST_MM = 400.0  # of paper; what is left blank is not printed
_HEAD_MM, _TEXT_MM, _GAP_MM = 5.0, 4.5, 3.0
_QR_MM = 24.0  # with the quiet zone: read by a cheap scanner at arm's length
_QUIET = 4  # modules around the code (ISO/IEC 18004)
_PAPER, _INK = 0xFFFFFFFF, 0xFF000000


def drawn(slip: Slip, printer: PrinterSettings) -> Bitmap:
    """The slip as that printer prints it. Any thread may ask for it, once there is a QGuiApplication."""
    width = printer.width_dots // 8 * 8
    dots_a_mm = printer.dots_per_inch / _MM_AN_INCH
    paper = QImage(width, round(_LONGEST_MM * dots_a_mm), QImage.Format.Format_Grayscale8)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    try:
        height = _Drawing(painter, width, dots_a_mm, slip.language).draw(slip)
    finally:
        painter.end()
    picture = paper.copy(0, 0, width, height).convertToFormat(
        QImage.Format.Format_Mono, [_PAPER, _INK], Qt.ImageConversionFlag.ThresholdDither
    )
    rows = bytes(picture.constBits())
    padded = picture.bytesPerLine()
    return Bitmap(width, height, b"".join(rows[y * padded :][: width // 8] for y in range(height)))


def png(picture: Bitmap, dots_per_inch: int) -> bytes:
    """The picture as a PNG file, in its true size."""
    image = QImage(
        picture.data, picture.width, picture.height, picture.bytes_a_row, QImage.Format.Format_Mono
    )
    image.setColorTable([_PAPER, _INK])
    image.setDotsPerMeterX(round(dots_per_inch / _MM_AN_INCH * 1000))
    image.setDotsPerMeterY(round(dots_per_inch / _MM_AN_INCH * 1000))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a QIODevice it is, the stubs know only names
    return bytes(held.data())


class _Drawing:
    """Draws from top to bottom; all sizes are in dots."""

    def __init__(self, painter: QPainter, width: int, dots_a_mm: float, language: str) -> None:
        self._painter, self._width, self._dots_a_mm = painter, width, dots_a_mm
        self._chinese = has_hanzi(language)
        self._locale = QLocale(language)
        self._top = 0

    def draw(self, slip: Slip) -> int:
        """Draw all of it, and return how high it became."""
        self._paragraph(slip.station, self._font(_HEAD_MM, bold=True))
        self._paragraph(slip.label, self._font(_TEXT_MM))
        self._number(slip)
        text = self._font(_TEXT_MM)
        day = self._locale.toString(
            QDate(slip.made.year, slip.made.month, slip.made.day), QLocale.FormatType.LongFormat
        )
        whole = day.replace(" ", "\u00a0")  # a date is not broken
        for line in (slip.day.replace("{day}", whole), slip.about, *slip.advice):
            self._paragraph(line, text)
        return self._top

    def _dots(self, mm: float) -> int:
        return round(mm * self._dots_a_mm)

    def _font(self, mm: float, *, bold: bool = False) -> QFont:
        return font(self._dots(mm), bold, self._chinese)

    def _paragraph(self, text: str, face: QFont) -> None:
        if not text:
            return
        self._painter.setFont(face)
        room = QRect(0, self._top, self._width, self._dots(_LONGEST_MM) - self._top)
        taken = self._painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
        self._top = taken.bottom() + self._dots(_GAP_MM / 2)

    def _number(self, slip: Slip) -> None:
        """The digits, a line each group; the QR code beside them where there is room, else below."""
        face, ink, gap = self._digits(), self._dots(DIGITS_MM) + 2, self._dots(_GAP_MM)
        metrics = QFontMetricsF(face)
        self._painter.setFont(face)
        self._top += gap // 2
        code, code_dots = self._code(slip.number)
        for n, group in enumerate(slip.groups):
            self._painter.drawText(QPoint(0, self._top + n * (ink + gap) + ink), group)
        high = len(slip.groups) * (ink + gap)
        widest = max(metrics.horizontalAdvance(group) for group in slip.groups)
        if widest + gap + code_dots <= self._width:
            high = max(high, code_dots)
            self._painter.drawImage(self._width - code_dots, self._top + (high - gap - code_dots) // 2, code)
        else:
            self._painter.drawImage((self._width - code_dots) // 2, self._top + high, code)
            high += code_dots
        self._top += high + gap // 2

    def _digits(self) -> QFont:
        """The face in which the lowest digit is as high as it must be."""
        hundred = QFontMetricsF(font(100, True, self._chinese))
        lowest = min(hundred.tightBoundingRect(digit).height() for digit in "0123456789")
        return font(ceil(self._dots(DIGITS_MM) * 100 / lowest) + 2, True, self._chinese)

    def _code(self, number: str) -> tuple[QImage, int]:
        """The QR code, and how many dots it measures with its quiet zone."""
        modules = qr_code(number)
        count = len(modules) + 2 * _QUIET
        dots = max(2, self._dots(_QR_MM) // count)
        small = QImage(count, count, QImage.Format.Format_Grayscale8)
        small.fill(QColor("white"))
        for y, row in enumerate(modules, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    small.setPixel(x, y, 0)
        return small.scaled(count * dots, count * dots), count * dots
