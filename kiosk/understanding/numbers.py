"""A request for the eye: numbers as digits, a phone number in groups; what was heard is kept elsewhere."""

from __future__ import annotations

from kiosk.languages import Said, as_said
from kiosk.languages.base import PhoneFound
from kiosk.packs import Pack
from kiosk.understanding import phone


def for_eye(text: str | Said, pack: Pack, sentence: bool = True) -> str:
    """The text as one would write it in its language, where it is a ``sentence`` with a capital to begin."""
    said = as_said(text, pack.tag)

    def grouped() -> PhoneFound | None:
        found = phone.numbers(said, pack)
        return (pack.phone.group(found[-1].digits), found[-1].start, found[-1].end) if found else None

    return said.language.for_eye(said.text, grouped, sentence)
