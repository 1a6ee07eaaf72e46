"""Numbers for the eye: 十五度 as 15 度, "unit three" as Unit 3."""

from __future__ import annotations

from kiosk.packs import Pack
from kiosk.understanding.text import close_spaces


def for_eye(text: str, pack: Pack, sentence: bool = True) -> str:
    """The text for the eye."""
    return close_spaces(text)
