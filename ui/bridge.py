"""Turns calls from other threads, and timers by name, into calls on the window's own thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class Bridge(QObject):
    """``post`` may be called from any thread; the rest from the window's."""

    _posted = Signal(object)

    def __init__(self, on_timer: Callable[[str], None]) -> None:
        super().__init__()
        self._on_timer = on_timer
        self._timers: dict[str, QTimer] = {}
        self._closed = False
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` made on the window's thread, soon and in order."""
        self._posted.emit(call)

    def start_timer(self, name: str, seconds: float) -> None:
        """Call ``on_timer(name)`` after ``seconds``; a timer of this name that runs begins anew."""
        if self._closed:
            return
        timer = self._timers.get(name)
        if timer is None:
            timer = self._timers[name] = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._on_timer(name))
        timer.start(round(seconds * 1000))

    def stop_timer(self, name: str) -> None:
        """Forget the timer."""
        if name in self._timers:
            self._timers[name].stop()

    def close(self) -> None:
        """Forget every timer, and calls that are under way: nothing is called once the window is gone."""
        self._closed = True
        for timer in self._timers.values():
            timer.stop()

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
