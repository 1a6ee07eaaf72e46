"""English number words read back: "one hundred and five" as 105, "five double oh" as 500 digit by digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numerals.english import SCALES, cardinal, ordinal

_BELOW_20 = {cardinal(n): n for n in range(20)} | {"nought": 0}
_TENS = {cardinal(n): n for n in range(20, 100, 10)}
_DIGITS = {cardinal(n): str(n) for n in range(10)} | {"oh": "0", "o": "0", "nought": "0"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_SCALES = {name: value for value, name in SCALES} | {"hundred": 100}
_ORDINALS = {ordinal(n).split()[-1]: cardinal(n).split()[-1] for n in [*range(1, 21), *range(30, 100, 10)]}
_ORDINALS |= {ordinal(n).split()[-1]: cardinal(n).split()[-1] for n in (100, 1_000)}


@dataclass(frozen=True)
class Read:
    """A number that was read: ``digits`` as they are written, and the word behind its last."""

    digits: str
    end: int
    ordinal: bool = False

    @property
    def value(self) -> int:
        """The number itself."""
        return int(self.digits)


def is_number(word: str) -> bool:
    """Whether a word is part of numbers and of nothing else."""
    return word in _BELOW_20 or word in _TENS or word in _SCALES


def is_digit(word: str) -> bool:
    """Whether a word stands for one digit; "oh" and "o" do among others only."""
    return word in _DIGITS


def read_digits(words: Sequence[str], at: int) -> Read | None:
    """Digits that are said one by one, at least two: "one three double oh" as 1300."""
    digits, n = "", at
    while n < len(words):
        if words[n] in _DIGITS:
            digits, n = digits + _DIGITS[words[n]], n + 1
        elif words[n] in _TIMES and n + 1 < len(words) and words[n + 1] in _DIGITS:
            digits, n = digits + _DIGITS[words[n + 1]] * _TIMES[words[n]], n + 2
        else:
            break
    return Read(digits, n) if len(digits) > 1 else None


def read_cardinal(words: Sequence[str], at: int) -> Read | None:
    """The longest cardinal or ordinal that begins at a word: "two thousand and five", "twenty first".

    "A hundred and five" is one; "a hundred" alone may be any amount and is none.
    """
    article = at + 1 < len(words) and words[at] == "a" and words[at + 1] in _SCALES
    found = _scaled(words, at + 1 if article else at, article)
    if found is None or (article and found.end == at + 2):
        return None
    return found


def _scaled(words: Sequence[str], at: int, article: bool) -> Read | None:
    """Thousands, millions and what follows them."""
    total, last, n = 0, 0, at
    while True:
        part = _below_1000(words, n, article and n == at)
        if part is None or (part.ordinal and n == at and total):
            break
        scale = _SCALES.get(_word(words, part.end), 0)
        if last and (part.value >= last or scale >= last):  # "one thousand and two thousand"
            break
        if scale >= 1_000 and not part.ordinal:
            total, n, last = total + part.value * scale, part.end + 1, scale
            after = n + 1 if _word(words, n) == "and" else n
            following = _below_1000(words, after, False)
            if following is None or _SCALES.get(_word(words, following.end), 0) >= last:
                break
            n = after
            continue
        return Read(str(total + part.value), part.end, part.ordinal)
    return Read(str(total), n) if total else None


def _below_1000(words: Sequence[str], at: int, article: bool) -> Read | None:
    """Up to 999, and hundreds to 9900: "twelve hundred"."""
    first = Read("1", at) if article and _word(words, at) == "hundred" else _below_100(words, at)
    if article and first is None:
        return Read("1", at) if _word(words, at) in _SCALES else None
    if first is None or first.ordinal or not first.value:
        return first
    if _word(words, first.end) == "hundredth":
        return Read(str(first.value * 100), first.end + 1, True)
    if _word(words, first.end) != "hundred":
        return first
    hundreds, end = first.value * 100, first.end + 1
    rest = _below_100(words, end + 1 if _word(words, end) == "and" else end)
    if rest is None or not rest.value or _word(words, rest.end) == "hundred":  # "one hundred and two hundred"
        return Read(str(hundreds), end)
    return Read(str(hundreds + rest.value), rest.end, rest.ordinal)


def _below_100(words: Sequence[str], at: int) -> Read | None:
    word = _word(words, at)
    bare = _ORDINALS.get(word, word)
    if bare in _TENS:
        if bare != word:
            return Read(str(_TENS[bare]), at + 1, True)
        last = _word(words, at + 1)
        ones = _BELOW_20.get(_ORDINALS.get(last, last), 0)
        if 0 < ones < 10:
            return Read(str(_TENS[bare] + ones), at + 2, last in _ORDINALS)
        return Read(str(_TENS[bare]), at + 1)
    if bare in _BELOW_20:
        return Read(str(_BELOW_20[bare]), at + 1, bare != word)
    return None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""
