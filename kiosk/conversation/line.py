"""A sentence to say, by its prompt's key; and what the voice is at, so that it can go on from there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a sentence is for: what the screen asks or tells, how to answer it, what is kept of the answer."""

    TEXT = "text"
    HINT = "hint"
    NOTICE = "notice"


@dataclass(frozen=True)
class Line:
    """A sentence to say: a prompt's key, a ``text`` of its own, or a prompt whose placeholder is ``text``.

    ``of`` is what fills the placeholder where that has words of its own in each language: the key of another
    line, ``department:elevator`` or ``day:`` with a date. A ``private`` line holds what is the resident's:
    synthesized live, never kept on disk.
    """

    key: str = ""
    text: str = ""
    private: bool = False
    role: Role = Role.TEXT
    of: str = ""


def hint(key: str) -> Line:
    """How one may answer; somebody who does not look is told what can be said instead."""
    return Line(key, role=Role.HINT)


def notice(key: str) -> Line:
    """What is kept of what is said: nobody may answer before they have heard it."""
    return Line(key, role=Role.NOTICE)


NOTICE = notice("notice.said")
"""What is said before the microphone opens for the first time: all of it stands on the glass meanwhile."""


@dataclass(frozen=True)
class Speech:
    """The utterance under way and what was left of the one before.

    ``at`` is the line that sounds, ``left`` what was not yet said when the voice was silenced: it begins
    with the sentence that was cut off. ``cut``: the touch or key that is being handled silenced it.
    ``paused``: the resident silenced it to go on later. ``barged_in``: they began to speak before it had
    ended. ``then`` is said afterwards. ``language`` is that of the lines where it is not the resident's.
    """

    lines: tuple[Line, ...] = ()
    at: int = 0
    left: tuple[Line, ...] = ()
    cut: bool = False
    paused: bool = False
    barged_in: bool = False
    then: tuple[Line, ...] = ()
    language: str = ""
