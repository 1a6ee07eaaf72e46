"""How long the window holds its thread: at a screen change, a caption that grows, a level."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kiosk.conversation.session import Comfort, Theme, Word
from tests.benchmarks.table import Row, percentile

GLASSES = {"upright": (1080, 1920), "across": (1920, 1080)}
WAY = ("welcome", "speak", "check", "category", "place", "contact", "readback", "saving", "done")
ASIDE = ("edit", "emergency", "comfort", "help", "start-over", "still-there", "categories")
FRAME_MS = 50.0
SWITCH_MS = 200.0
LEVELS = 200


def run() -> list[Row]:
    """Walk through every screen, upright and across, in the default and the largest size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from kiosk.app.sample_views import sample
    from ui.window import Window

    app = QApplication.instance() or QApplication([])
    for language in ("zh-CN", "en"):
        sample("check", language)  # packs are read before a screen is asked for
    rows = []
    for name, glass in GLASSES.items():
        for size in (0, 3):
            window = Window(24.0, glass=glass, windowed=True)
            window.resize(*glass)
            blocks = Blocks(app.processEvents)
            window.show_view(sample("welcome", "zh-CN", Comfort(size=size)))
            window.show()
            blocks.settle()
            views = [sample(s, tag, Comfort(size=size)) for tag in ("zh-CN", "en") for s in (*WAY, *ASIDE)]
            first = [blocks.of(partial(window.show_view, view)) for view in views]
            again = [blocks.of(partial(window.show_view, view)) for view in views]
            size_name = "" if size == 0 else ", type twice as large"
            rows.append(_row(f"screen change, first time, {name}{size_name}", first))
            rows.append(_row(f"screen change, seen before, {name}{size_name}", again))
            if name == "upright" and size == 0:
                rows += _live(window, blocks)
            if size == 0:
                rows.append(_switches(window, blocks, name))
            window.close()
            window.deleteLater()
    return rows


Held = tuple[float, float]
"""Longest turn of the event loop, ms: by the clock, and of the thread's own work."""


class Blocks:
    """The longest single turn of the event loop that a call leads to: what a thread is held for."""

    def __init__(self, turn: Callable[[], None]) -> None:
        self._turn = turn

    def settle(self, seconds: float = 0.3) -> Held:
        """Let events and paints run."""
        longest, until = (0.0, 0.0), time.perf_counter() + seconds
        while time.perf_counter() < until:
            longest = max(longest, held(self._turn))
            time.sleep(0.002)  # the loop of a real window rests too
        return longest

    def of(self, call: Callable[[], None]) -> Held:
        """The longest turn from the call on, until the fade is over."""
        return max(held(call), self.settle())


def held(call: Callable[[], None]) -> Held:
    """How long one call holds the thread."""
    began, worked = time.perf_counter(), time.thread_time()
    call()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


def _switches(window: object, blocks: Blocks, glass: str) -> Row:
    """Language, size or contrast changed on every screen, until it is painted anew."""
    from kiosk.app.sample_views import SCREENS, sample
    from ui.window import Window

    assert isinstance(window, Window)
    ready = []
    for screen in SCREENS:
        for tag, comfort in (
            ("en", Comfort()),
            ("en", Comfort(size=3)),
            ("en", Comfort(theme=Theme.YELLOW_ON_BLACK)),
        ):
            window.show_view(sample(screen, "zh-CN" if comfort == Comfort() else "en"))
            blocks.settle(0.1)
            ready.append(_until_painted(partial(window.show_view, sample(screen, tag, comfort))))
    p95 = percentile([wall for wall, _ in ready], 95)
    what = f"language, size or contrast switched in mid-step to screen ready, p95, {glass}"
    own = percentile([cpu for _, cpu in ready], 95)
    note = f"longest {max(ready)[0]:.0f} ms of {len(ready)}, on every screen; own work p95 {own:.0f} ms"
    return Row(what, f"<= {SWITCH_MS:.0f} ms", f"{p95:.0f} ms", p95 <= SWITCH_MS, note)


def _live(window: object, blocks: Blocks) -> list[Row]:
    from kiosk.app.sample_views import sample
    from ui.window import Window

    assert isinstance(window, Window)
    view = sample("speak-quiet", "en")
    window.show_view(view)
    blocks.settle()
    words = ("the lift in block three is broken again and my mother cannot get down " * 3).split()
    captions = []
    for n in range(1, len(words) + 1):
        caption = replace(view, words=tuple(Word(w) for w in words[:n]), notes=())
        captions.append(_until_painted(partial(window.show_view, caption)))
    levels = [_until_painted(partial(window.set_level, -20.0)) for _ in range(LEVELS)]
    return [_row("caption grows by a word, with its paint", captions), _row("level, with its paint", levels)]


def _until_painted(call: Callable[[], None]) -> Held:
    from PySide6.QtWidgets import QApplication

    def both() -> None:
        call()
        QApplication.processEvents()

    return held(both)


def _row(what: str, turns: list[Held]) -> Row:
    """By the clock, which other processes lengthen; the note has the thread's own share."""
    clock, work = [wall for wall, _ in turns], [cpu for _, cpu in turns]
    longest = max(clock)
    note = f"p95 {percentile(clock, 95):.0f} ms of {len(turns)}; own work {max(work):.0f} ms at most"
    return Row(what, f"<= {FRAME_MS:.0f} ms", f"{longest:.0f} ms", longest <= FRAME_MS, note)


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
