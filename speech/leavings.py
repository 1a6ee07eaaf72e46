"""What a process leaves behind tells nothing that was said: no core dump, no exception's words in a log."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

log = logging.getLogger(__name__)

_Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Reticent(logging.Formatter):
    """Shows where an exception arose and of which kind it is, not its message: that may quote a resident."""

    def formatException(self, ei: _Told) -> str:  # noqa: N802 - logging's name
        """The frames and kinds of an exception and of those that led to it, the first first."""
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def begin_log(level: int, form: str) -> None:
    """Log on stderr without what residents said, also what nobody caught."""
    handler = logging.StreamHandler()
    handler.setFormatter(Reticent(form))
    logging.basicConfig(level=level, handlers=[handler])


def tell_uncaught() -> None:
    """Send exceptions that nobody caught, in any thread, through the log."""
    sys.excepthook = lambda kind, error, trace: _uncaught(error)
    threading.excepthook = lambda told: _uncaught(told.exc_value)


def no_core_dumps() -> None:
    """Keep this process's memory from being written down when it crashes; its children's too.

    One byte is less than any dump takes, and to Linux the sign that no program is handed one either, which 0
    is not (fs/coredump.c). Windows writes none by itself.
    """
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        least = 0 if most == 0 else 1  # a limit cannot be raised again
        resource.setrlimit(resource.RLIMIT_CORE, (least, least))


def _uncaught(error: BaseException | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        return
    log.critical("nobody caught this", exc_info=error)


def _told(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}"
