"""The script of a rehearsal: a text file, one turn of the resident a line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError

KINDS = ("language", "say", "play", "press")


class ScriptError(KioskError):
    """A script that cannot be played; the message names the file, the line and what to do."""


@dataclass(frozen=True)
class Turn:
    """One line: ``kind`` is language, say, play or press; ``value`` what follows the colon."""

    kind: str
    value: str
    line: int


def read_script(path: Path) -> list[Turn]:
    """Read a script. A ``play`` line's file is looked for beside the script; it must be there.

    :raises ScriptError: naming the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ScriptError(f"{path}: there is no such file; name a script (a turn a line)") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    turns = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            turns.append(_turn(path, number, line))
    if not turns:
        raise ScriptError(f"{path}: the script has no turn; write for example: say: the lift is broken")
    return turns


def _turn(path: Path, number: int, line: str) -> Turn:
    kind, colon, value = line.partition(":")
    kind, value = kind.strip(), value.strip()
    if not colon or kind not in KINDS:
        known = ", ".join(f"{k}:" for k in KINDS)
        raise ScriptError(f"{path}, line {number}: “{line[:40]}” is no turn; it begins with one of {known}")
    if not value:
        raise ScriptError(f"{path}, line {number}: “{kind}:” wants something after the colon")
    if kind == "play":
        file = path.parent / value
        if not file.is_file():
            raise ScriptError(f"{path}, line {number}: {file}: there is no such WAV file")
        value = str(file)
    return Turn(kind, value, number)
