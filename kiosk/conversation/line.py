"""A sentence to say, by its prompt's key; and what the voice is at, so that it can go on from there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A sentence to say: a prompt's key, a ``text`` of its own, or a prompt whose placeholder is ``text``.

    A ``private`` line holds what is the resident's: synthesized live, never kept on disk.
    """

    key: str = ""
    text: str = ""
    private: bool = False


@dataclass(frozen=True)
class Speech:
    """The utterance under way and what was left of the one before.

    ``at`` is the line that sounds, ``left`` what was not yet said when the voice was silenced: it begins
    with the sentence that was cut off. ``cut``: the touch or key that is being handled silenced it.
    ``paused``: the resident silenced it to go on later. ``over``: they began to speak before it had
    ended. ``then`` is said afterwards. ``language`` is that of the lines where it is not the resident's.
    """

    lines: tuple[Line, ...] = ()
    at: int = 0
    left: tuple[Line, ...] = ()
    cut: bool = False
    paused: bool = False
    over: bool = False
    then: tuple[Line, ...] = ()
    language: str = ""
