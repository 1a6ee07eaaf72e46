"""How far a download is: a progress bar on a terminal, a line now and then in a log, nothing in tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from tqdm import tqdm


class Bar(Protocol):
    """What a download reports its bytes to."""

    def update(self, n: float = 1, /) -> object:
        """``n`` more bytes are there."""

    def close(self) -> object:
        """Nothing more comes."""


OpenBar: TypeAlias = Callable[[str, int | None, int], Bar]
"""(label, total bytes or None, bytes already there) -> the bar."""


def terminal_bar(label: str, total: int | None, done: int) -> Bar:
    """A tqdm bar of bytes on stderr; where stderr is a log, a line each ten seconds."""
    return _tqdm(label, total, done, unit="B", unit_scale=True)


def counting_bar(label: str, total: int | None, done: int) -> Bar:
    """The same of things that are counted."""
    return _tqdm(label, total, done, unit="")


def _tqdm(label: str, total: int | None, done: int, **how: Any) -> Bar:
    seconds = 0.1 if sys.stderr.isatty() else 10.0
    bar: Bar = tqdm(desc=label, total=total, initial=done, mininterval=seconds, maxinterval=seconds, **how)
    return bar


class _NoBar:
    def update(self, n: float = 1, /) -> object:
        return None

    def close(self) -> object:
        return None


def no_bar(label: str, total: int | None, done: int) -> Bar:
    """Report to nobody."""
    return _NoBar()
