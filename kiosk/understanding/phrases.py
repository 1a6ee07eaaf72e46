"""The phrases that mean a code ("yes", "choice-2", "digit-7"), and which of them an utterance sounds like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kiosk.languages import language
from kiosk.languages.sound import syllables
from kiosk.packs import Pack


def phrases_of(pack: Pack, code: str) -> tuple[str, ...]:
    """The phrases of a code of the pack's words, ordinals for choice-N, words of a digit for digit-N."""
    if code in pack.words.said:
        return pack.words.said[code]
    name, _, number = code.partition("-")
    if name == "choice" and number.isdigit() and 0 < int(number) <= len(pack.words.choices):
        return pack.words.choices[int(number) - 1]
    if name == "digit":
        return pack.words.digits.get(number, ())
    return ()


@dataclass(frozen=True)
class Phrases:
    """Phrases in plain form, each with its code."""

    codes: Mapping[str, str]
    homophones: bool

    @cached_property
    def _sounds(self) -> tuple[Mapping[tuple[str, ...], set[str]], ...]:
        sounds: list[dict[tuple[str, ...], set[str]]] = [{}, {}]
        for phrase, code in self.codes.items():
            for folded in (False, True):
                sounds[folded].setdefault(tuple(syllables(phrase, folded)), set()).add(code)
        return tuple(sounds)

    def sounding(self, plain: str) -> str | None:
        """The one code with a phrase that sounds exactly as the whole text does (Mandarin homophones)."""
        if not self.homophones or not plain:
            return None
        for folded in (False, True):
            heard = tuple(syllables(plain, folded))
            meant = self._sounds[folded].get(heard, set())
            if len(meant) == 1 and not (folded and len(heard) == 1):
                return next(iter(meant))
        return None


def table(pack: Pack, codes: Sequence[str]) -> Phrases:
    """Every phrase of the codes."""
    return _table(pack.tag, tuple((code, phrases_of(pack, code)) for code in reversed(codes)))


@lru_cache(maxsize=64)
def _table(tag: str, phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    lang = language(tag)
    return Phrases({lang.plain(p): code for code, said in phrases for p in said}, lang.homophones)
