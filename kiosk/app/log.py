"""Begins the log of a command, and keeps what residents say out of it and out of core dumps."""

from __future__ import annotations

import logging

from speech.leavings import begin_log, no_core_dumps


def begin(*, verbose: bool) -> None:
    """Log on stderr: what is wrong, and with ``verbose`` what happens."""
    no_core_dumps()
    begin_log(
        logging.INFO if verbose else logging.WARNING, "%(asctime)s %(levelname).1s %(name)s: %(message)s"
    )
