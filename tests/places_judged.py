"""Whether a place that was found is the one that was said: the words overlap, and no number is another."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from kiosk.languages import language

_HANZI = "零〇一二三四五六七八九十百千两幺"
_NUMBERS = re.compile(
    rf"[甲乙丙丁戊]?(?:[0-9]+|[{_HANZI}]+)(?:[ 杠-]+(?:[0-9]+|[{_HANZI}]+))*[a-z]?(?![a-z])"
    r"|\b(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|hundred|oh|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|thousand|and|double)\b ?)+"
)


def numbers(text: str, tag: str) -> list[str]:
    """The numbers in a text, each whole, as they are written in plain text."""
    found = (
        re.sub(r"^(?:a|and) |(?: (?:a|and))+$", "", m.group().strip())
        for m in _NUMBERS.finditer(_plain(text, tag))
    )
    return [number for number in found if number not in ("a", "and", "")]


def wrong_number(found: str, expected: str, text: str, tag: str) -> bool:
    """Whether the place that was found has a number that is none of the text's, or another than expected."""
    told, wanted, whole = (numbers(part, tag) for part in (found, expected, text))
    if any(number not in whole and f"{number} a" not in whole for number in told):
        return True
    return bool(wanted and told) and not (set(wanted) <= set(told) or set(told) <= set(wanted))


def right(found: str, expected: str, text: str, tag: str) -> bool:
    """Whether it is the expected place: all of it, or most of it and all its numbers."""
    if wrong_number(found, expected, text, tag):
        return False
    one, other = (_plain(place, tag).replace(" ", "") for place in (found, expected))
    if other in one:
        return len(one) <= 3 * len(other) + 12
    shared = sum(
        block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    return 2 * shared >= (len(one) + len(other)) / 2 and set(numbers(expected, tag)) <= set(
        numbers(found, tag)
    )


def _plain(text: str, tag: str) -> str:
    return language(tag).plain(text)
