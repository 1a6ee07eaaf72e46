"""Phosphor's fill icons (MIT), in any colour and size, drawn once each."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent.parent / "assets" / "icons"
_log = logging.getLogger(__name__)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, side: int) -> QPixmap | None:
    """The icon as a square of ``side`` px; None (and one line in the log) where there is no such icon."""
    path = FOLDER / f"{name}.svg"
    try:
        svg = path.read_text(encoding="utf-8")
    except OSError:
        _log.error("There is no icon %r; add its SVG to assets/icons/.", name)
        return None
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return picture
