"""A window that shows one sample view after another, a line on stdin each, for a screen reader to be told of.

    python -m tests.e2e.changing_window

A line is a JSON object: ``screen`` and ``language`` of a sample view, and what to change in it;
``words`` are captions, shown one after the other before the window comes to anything else.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication

from kiosk.app.sample_views import sample
from kiosk.conversation.session import Word
from ui.bridge import Bridge
from ui.window import Window


def main() -> int:
    """Show what is asked for until stdin ends."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("changing-window")
    window = Window(24.0)
    bridge = Bridge(lambda timer: None)

    def show(asked: dict[str, Any]) -> None:
        view = sample(asked.pop("screen"), asked.pop("language"))
        captions: list[str] | None = asked.pop("words", None)
        view = replace(view, **asked)
        if captions is None:
            window.show_view(view)
        for caption in captions or ():
            window.show_view(replace(view, words=(Word(caption),) if caption else ()))
        if not window.isVisible():
            window.show_full()

    def read() -> None:
        for line in sys.stdin:
            bridge.post(partial(show, json.loads(line)))
        bridge.post(lambda: app.exit(0))  # a kiosk's window does not let itself be closed

    threading.Thread(target=read, daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
