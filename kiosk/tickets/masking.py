"""Long numbers in a text, in whatever form they were said or typed, with their middle hidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from kiosk.languages import language
from kiosk.packs import available, load_pack

_MOBILE = range(11, 14)
HIDDEN = "····"
"""In place of what is not shown."""

LONG = 7
"""Digits from which a number may be somebody's: the shortest fixed lines have so many."""


def mask_number(phone: str) -> str:
    """Return a phone number with its middle hidden, or all but its end where it is short.

    So too where it is so long that it may be two: half of each would be seen.
    """
    if not phone:
        return ""
    return f"{phone[:3]}····{phone[-4:]}" if len(phone) in _MOBILE else f"····{phone[-2:]}"


def mask_numbers(text: str) -> str:
    """Return a text with every long number masked: in figures with any marks between, or in words.

    What is said between two digits of one number ("no sorry", 然后) hides with it.
    """
    return _spoken().masked(text, mask_number)


def hide_numbers(text: str) -> str:
    """Return a text with every long number taken out of it, as a whole."""
    return _spoken().masked(text, lambda _: HIDDEN)


class _Spoken:
    """How digits are said in every language that is here, since a resident may use more than one."""

    def __init__(self) -> None:
        self._digits: dict[str, str] = {}
        self._repeats: dict[str, int] = {}
        spaced: set[str] = set()
        between: set[str] = set()
        between_joined: set[str] = set()
        for tag in available():
            pack, lang = load_pack(tag), language(tag)
            words = pack.words
            said = {w.casefold(): digit for digit, many in words.digits.items() for w in many}
            said |= {w.casefold(): digits for w, digits in words.tens.items()} | dict(lang.zeros)
            self._digits |= said
            self._repeats |= {w.casefold(): times for w, times in words.repeats.items()}
            links = {p.casefold() for p in (*words.fillers, *words.corrections, *words.last, *lang.links)}
            between |= links if lang.space else set()
            between_joined |= set() if lang.space else links
            if lang.space:
                spaced |= said.keys() | words.repeats.keys()
        apart = _any_of(w for w in (*self._digits, *self._repeats) if w in spaced and not w.isdigit())
        joined = _any_of(w for w in (*self._digits, *self._repeats) if w not in spaced and not w.isdigit())
        edge, end = r"(?<![a-z'가-힣])", r"(?![a-z'가-힣])"
        word = f"{edge}(?:{apart}){end}"
        one = rf"(?:\d|{joined}|{word})"
        # one short word or hanzi may stand between two digits ("dot", "dash", 啊), but no unit (年, 号)
        other = rf"{edge}(?:[a-z']{{1,4}}|comma|space|slash|hyphen){end}|[{_HAN}](?<![{_UNITS}])"
        link = f"{edge}(?:{_any_of(between)}){end}|{_any_of(between_joined)}"
        gap = rf"(?:[\W_]*(?:{link}))*[\W_]*(?:{other})?[\W_]*"
        self._one = re.compile(one, re.IGNORECASE)
        self.run = re.compile(rf"\+?{one}(?:{gap}{one})*", re.IGNORECASE)

    def masked(self, text: str, mask: Callable[[str], str]) -> str:
        """The text with each number that is long as ``mask`` shows it."""
        return self.run.sub(lambda run: self._shown(run, mask), text)

    def _shown(self, run: re.Match[str], mask: Callable[[str], str]) -> str:
        digits, times = "", 1
        for piece in self._one.findall(run[0]):
            said = unicodedata.normalize("NFKC", piece).casefold()
            if said in self._repeats:
                times = self._repeats[said]
                continue
            value = self._digits.get(said) or (str(unicodedata.digit(said)) if said.isdigit() else "")
            digits, times = digits + value[:1] * (times - 1) + value, 1
        return mask(digits) if len(digits) >= LONG else run[0]


_UNITS = "年月日号楼栋幢座室层点分秒元块度路岁个天排组弄"
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) or "(?!)"


@lru_cache(maxsize=1)
def _spoken() -> _Spoken:
    return _Spoken()
