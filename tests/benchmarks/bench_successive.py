"""Acts that send or agree under the same spot as the act before: every succession, size and glass."""

from __future__ import annotations

import os

from kiosk.conversation.session import Comfort
from tests.benchmarks.table import Row

GLASSES = (
    *((inches, glass) for inches in (15.6, 24.0, 32.0) for glass in ((1080, 1920), (1920, 1080))),
    *((10.1, glass) for glass in ((800, 1280), (1280, 800))),
)


def run() -> list[Row]:
    """Touch each act that leads to such a screen, and look where the finger would be."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from tests.ui.successive import successions, under_the_finger
    from ui.window import Window

    app = QApplication.instance() or QApplication([])
    tried, hit = 0, []
    for language in ("zh-CN", "en"):
        found = successions(language)
        for inches, glass in GLASSES:
            window = Window(inches, glass=glass, windowed=True)
            window.resize(*glass)
            window.show()
            for size in range(4):
                for succession in found:
                    hit += under_the_finger(window, succession, Comfort(size=size, less_motion=True))
                    tried += 1
                    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            window.close()
            window.deleteLater()
    what = f"acts under the same spot as the act before, of those that send or agree ({tried} successions)"
    return [Row(what, "0", str(len(hit)), not hit, "; ".join(hit[:5]))]


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
