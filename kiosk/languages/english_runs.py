"""The words of an English text, and the number words that stand in a row among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from numerals.english_reading import Read, is_digit, is_number, read_cardinal, read_digits

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d[\d.,:]*|[^\sA-Za-z\d]")
_SINGLE = frozenset(("double", "triple", "treble"))


@dataclass(frozen=True)
class Written:
    """What is written for some words: from the first to the one behind the last."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True)
class Run:
    """Number words in a row, as long as there are any: the first, and the word behind the last."""

    words: tuple[str, ...]
    begin: int

    @property
    def end(self) -> int:
        """The place of the word behind the last."""
        return self.begin + len(self.words)

    @property
    def article(self) -> bool:
        """Whether it begins with "a"."""
        return self.words[0] == "a"

    def cardinal(self) -> Read | None:
        """The one number that all of the words are; an ordinal too."""
        found = read_cardinal(self.words, 0)
        return found if found and found.end == len(self.words) else None

    def plain(self) -> Read | None:
        """The same, but no ordinal."""
        found = self.cardinal()
        return found if found and not found.ordinal else None

    def spelt(self) -> str:
        """The digits, in whichever way the number is said: one by one, as a number, in two parts."""
        number = self.plain()
        return self.digits() or (number.digits if number else "".join(self.pair() or ()))

    def value(self) -> int:
        """Its value; -1 where the words are more than one number."""
        found = self.cardinal()
        return found.value if found else -1

    def digits(self) -> str:
        """The digits, where all of the words are said one by one; else empty."""
        found = read_digits(self.words, 0)
        return found.digits if found and found.end == len(self.words) else ""

    def pair(self) -> tuple[str, str] | None:
        """Two numbers that are said as one: "seven thirty" 7 30, "nineteen oh five" 19 05."""
        one = read_cardinal(self.words, 0)
        if one is None or one.ordinal or not 0 < one.value < 100:
            return None
        rest = self.words[one.end :]
        if len(rest) == 2 and rest[0] in ("oh", "o") and is_digit(rest[1]):
            two = read_digits(rest, 0)
            return (one.digits, two.digits) if two else None
        two = read_cardinal(rest, 0)
        whole = two and two.end == len(rest) and not two.ordinal and 10 <= two.value < 100
        return (one.digits, two.digits) if two and whole else None

    def decimal(self) -> str:
        """A number with a point in it: "two point five"; else empty."""
        if "point" not in self.words:
            return ""
        at = self.words.index("point")
        whole, rest = read_cardinal(self.words[:at], 0), self.words[at + 1 :]
        digits = read_digits(("zero", *rest), 0)
        if whole is None or whole.ordinal or whole.end != at or digits is None or digits.end != len(rest) + 1:
            return ""
        return f"{whole.digits}.{digits.digits[1:]}"

    def is_one(self, words: Words) -> bool:
        """Whether it is a "one" that counts or means somebody: "one day", "one of them"."""
        after = words[self.end]
        return self.words == ("one",) and after in ("of", "day", "night", "time", "thing", "more", "another")


@dataclass(frozen=True)
class Words:
    """A text's words in lower case, with where they stand; a mark is a word, a hyphen between words none."""

    text: str
    found: tuple[re.Match[str], ...]

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, at: int) -> str:
        """The word at a place; "" beyond either end and where a mark stands."""
        if not 0 <= at < len(self.found):
            return ""
        word = self.lower[at]
        return word if word[0].isalnum() else ""

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """All words in lower case."""
        return tuple(found[0].lower() for found in self.found)

    def shown(self, at: int) -> str:
        """The word as it stands in the text."""
        return self.found[at][0]

    def at(self, begin: int, count: int) -> list[str]:
        """Some words in a row."""
        return [self[n] for n in range(begin, begin + count)]

    def half_of_day(self, at: int) -> tuple[str, int]:
        """ "am" or "pm" where either is said, and the place behind it."""
        if self[at] in ("am", "pm"):
            return self[at], at + 1
        if self[at] in ("a", "p") and self[at + 1] == "m":
            return self[at] + "m", at + 2
        return "", at

    def run(self, begin: int) -> Run | None:
        """The number words in a row that begin at a place; None where none does."""
        end = begin
        while end < len(self) and self._belongs(begin, end):
            end += 1
        while end > begin and self[end - 1] in ("and", "point", "oh", "o", *_SINGLE) and end - 1 > begin:
            if self[end - 1] in ("oh", "o") and (is_digit(self[end - 2])):
                break
            end -= 1
        words = tuple(self[n] for n in range(begin, end))
        whole = read_cardinal(words, 0)
        if whole and whole.end < len(words) and words[whole.end] == "and":  # "one hundred and two hundred"
            words = words[: whole.end]
        return (
            Run(words, begin) if any(is_number(word) or read_cardinal([word], 0) for word in words) else None
        )

    def _belongs(self, begin: int, at: int) -> bool:
        word, before, after = self[at], self[at - 1] if at > begin else "", self[at + 1]
        if is_number(word) or (
            read_cardinal([word], 0) and (at == begin or is_number(before) or before == "and")
        ):
            return True
        if word == "a":
            return at == begin and after in ("hundred", "thousand", "million")
        if word == "and":
            return before in ("hundred", "thousand", "million") and _number(after)
        if word == "point":
            return is_number(before) and is_digit(after)
        if word in ("oh", "o"):
            return (at > begin or is_digit(after)) and (
                is_digit(after) or is_digit(before) or after in _SINGLE
            )
        return word in _SINGLE and is_digit(after)

    def replaced(self, written: Iterable[Written]) -> str:
        """The text with what is written for some of its words."""
        out, at = "", 0
        for one in written:
            out += self.text[at : self.found[one.begin].start()] + one.text
            at = self.found[one.end - 1].end()
        return out + self.text[at:]


def _number(word: str) -> bool:
    return is_number(word) or read_cardinal([word], 0) is not None


def words_of(text: str) -> Words:
    """The words of a text."""
    found = []
    for match in _WORD.finditer(text):
        between = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if not (match[0] == "-" and between.isalpha() and len(between) == 2):
            found.append(match)
    return Words(text, tuple(found))
