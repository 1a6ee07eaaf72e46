"""Lets speech through with margins and keeps silence out, and remembers when what passed was said."""

from __future__ import annotations

from bisect import bisect_right

from speech.engines.base import BYTES_PER_SECOND, Word

MARGIN_S = 0.4
"""Sound kept from before speech: the detector needs a moment, and a first consonant is soft."""


class Gate:
    """Opens where speech begins, closes where a pause is marked."""

    def __init__(self, began_s: float = 0.0) -> None:
        self._margin = bytearray()
        self._came_s, self._passed_s = began_s, 0.0
        self._open = False
        self._openings: list[tuple[float, float]] = []
        """(second of what passed, second of what came), a pair for each opening."""

    def push(self, block: bytes, speaks: bool, paused: bool) -> bytes:
        """Take a block; give what may pass now, the margin before it included."""
        self._came_s += len(block) / BYTES_PER_SECOND
        if speaks and not self._open:
            self._open = True
            block = bytes(self._margin) + block
            self._margin.clear()
            self._openings.append((self._passed_s, self._came_s - len(block) / BYTES_PER_SECOND))
        elif paused:
            self._open = False
        if not self._open:
            self._margin += block
            del self._margin[: max(0, len(self._margin) - int(MARGIN_S * BYTES_PER_SECOND))]
            return b""
        self._passed_s += len(block) / BYTES_PER_SECOND
        return block

    def when(self, word: Word) -> Word:
        """``word``, timed in what passed, as timed in what came."""
        return Word(word.word, self._came(word.start), self._came(word.end), word.conf)

    def _came(self, passed_s: float) -> float:
        if not self._openings:
            return passed_s
        passed, came = self._openings[max(0, bisect_right(self._openings, (passed_s, 0.0)) - 1)]
        return round(came + passed_s - passed, 2)
