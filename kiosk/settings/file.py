"""The settings file as a table: what of it is no text or no TOML is left out and named, the rest stands."""

from __future__ import annotations

import logging
import re
import tomllib
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError

log = logging.getLogger(__name__)

MOST_LEFT_OUT = 30
"""Statements that may be left out; what has more mistakes is no settings file."""
LOOKED_BACK = 30
"""Lines before the place where TOML fails that may be the cause: a bracket or a quote that is not closed."""
_SPACE = " \t"
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class SettingsError(KioskError):
    """The settings file cannot be used; the message is one sentence for the administrator."""


def table_of(path: Path, problems: list[str] | None = None) -> dict[str, Any]:
    """Read a TOML file; a missing one is empty.

    A mistake in one line must not cost the others: with all of its settings at their defaults, a kiosk would
    go on with another database and another key. With ``problems`` each part that is left out is named there;
    without, the first mistake raises :class:`SettingsError`. A file that cannot be opened raises it always.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        log.info("no settings file at %s: every setting has its default", path)
        return {}
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        why = getattr(error, "strerror", None) or error
        raise SettingsError(f"{path}: the file cannot be read ({why}); correct that.") from error
    told: list[str] = []
    table = _parsed(_text(raw, path, told), path, told)
    if problems is None and told:
        raise SettingsError(told[0])
    if problems is not None:
        problems += told
    return table


def _text(raw: bytes, path: Path, told: list[str]) -> str:
    try:
        return raw.decode("utf-8-sig")  # Notepad writes a mark at the start
    except UnicodeDecodeError as error:
        wrong = f"{path}: the file is not UTF-8 (byte {error.start}); save it as UTF-8."
    try:
        text = raw.decode("gb18030")
        told.append(f"{wrong} It was read as GB18030, which is what Chinese editors save by default.")
    except UnicodeDecodeError:
        text = raw.decode("utf-8-sig", "replace")
        told.append(f"{wrong} The characters that cannot be read are left out.")
    return text


def _parsed(text: str, path: Path, told: list[str]) -> dict[str, Any]:
    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(MOST_LEFT_OUT):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            at, why = _place(error, lines)
        # The line whose absence lets TOML be read furthest is the cause; of several the one that is nearest.
        back = range(at, max(-1, at - LOOKED_BACK), -1)
        cause = max(
            (line for line in back if lines[line].strip(_SPACE)), key=lambda line: _reach(lines, line)
        )
        told.append(
            f"{path}: the file is not valid TOML in line {cause + 1} ({why}); it is left out. Correct it."
        )
        lines = _without(lines, cause)
    told.append(f"{path}: the file is not valid TOML in too many places; nothing of it is used.")
    return {}


def _place(error: tomllib.TOMLDecodeError, lines: list[str]) -> tuple[int, str]:
    """The line (from 0) where reading failed, and why; what is not closed fails at the last line."""
    found = _AT_LINE.search(str(error))
    last = max(n for n, line in enumerate(lines) if line.strip(_SPACE))
    at = min(int(found[1]) - 1, last) if found else last
    return at, _AT_LINE.sub("", str(error)).replace(" (at end of document)", "")


def _reach(lines: list[str], cause: int) -> int:
    """How many lines TOML reads without the line ``cause``."""
    try:
        tomllib.loads("\n".join(_without(lines, cause)))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        return int(found[1]) if found else 0
    return len(lines) + 1


def _without(lines: list[str], cause: int) -> list[str]:
    """The lines with one left empty; with a table's heading goes the table, or it would be another one's."""
    end = cause + 1
    if lines[cause].lstrip().startswith("["):
        while end < len(lines) and not lines[end].lstrip().startswith("["):
            end += 1
    return [*lines[:cause], *[""] * (end - cause), *lines[end:]]
