"""A text in the pieces that are compared by sound: words, hanzi one by one, numbers as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from kiosk.languages.sound import key, syllables
from kiosk.languages.text import HAN
from kiosk.packs import Pack

_UNIT = re.compile(rf"[{HAN}]|\d+|(?:(?![{HAN}])[^\W\d_])+(?:['’](?:(?![{HAN}])[^\W\d_])+)*")


class Unit(NamedTuple):
    """A word or a hanzi: as compared, how it sounds, and where it stands."""

    plain: str
    sounds: tuple[str, ...]
    begin: int
    end: int


def units_of(text: str, pack: Pack) -> list[Unit]:
    """The pieces of a text, in order; marks and spaces are none."""
    return [
        Unit(
            m.group().casefold().replace("’", "'"),
            (*_sounds(m.group(), pack), *_number(m.group(), pack)),
            *m.span(),
        )
        for m in _UNIT.finditer(text)
    ]


def _number(unit: str, pack: Pack) -> tuple[str, ...]:
    """What numbers have in common, however they sound: whoever says "building four" means the "three"."""
    word = unit.casefold()
    numeral = word in pack.words.tens or any(word in words for words in pack.words.digits.values())
    return ("#",) * 3 if unit.isdigit() or numeral else ()


def _sounds(unit: str, pack: Pack) -> tuple[str, ...]:
    """A syllable as its letters, the first apart from the others; a word as its sound key's, hangul as its
    jamo."""
    if unit.isdigit():
        words = [word for number in spoken(unit, pack) for word in _UNIT.findall(number)]
        return tuple(s for word in words if not word.isdigit() for s in _sounds(word, pack))
    if re.fullmatch(f"[{HAN}]", unit):
        syllable = syllables(unit)[0]
        return (syllable[:1].upper(), *syllable[1:])
    word = unit.casefold()
    return tuple(key(word) or word if word.isascii() else normalize("NFD", word))


def spoken(number: str, pack: Pack) -> Iterator[str]:
    """A figure in words: 12 as the pack's word for it, 47 as forty and seven, 302 digit by digit."""
    tens = {digits: word for word, digits in pack.words.tens.items()}
    if number in tens:
        yield tens[number]
        return
    if len(number) == 2 and number[0] + "0" in tens:
        yield tens[number[0] + "0"]
        number = number[1]
    for digit in number:
        yield from pack.words.digits.get(digit, ())[:1]
