"""English numbers for the eye: "unit three" as Unit 3, "three pounds fifty" as £3.50.

Only what can mean one number becomes digits; the rest stays as it was said ("one of them", or "seven thirty"
where it may be a time or a house). What the voice says of the digits means the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from kiosk.languages import english_nouns as nouns
from kiosk.languages.english_runs import Run, Words, Written, words_of
from kiosk.languages.english_times import date, is_clock, time, year

_UNITS_OF_TWO = (["per", "cent"], ["years", "old"], ["year", "old"])
_I = re.compile(r"\bi(?=\b|')")


def as_digits(text: str) -> str:
    """Number words as digits where they can mean only one number; "i" as I."""
    words = words_of(text)
    written: list[Written] = []
    at = 0
    while at < len(words):
        run = words.run(at)
        if run is None:
            at += 1
            continue
        found = next(filter(None, (kind(words, run) for kind in _KINDS)), None)
        if found:
            written.append(found)
        at = max(run.end, found.end if found else 0)
    return _I.sub("I", words.replaced(written))


def _named(words: Words, run: Run) -> Written | None:
    """A number behind what it names: "unit three", "flat seven thirty one", "flat three b"."""
    name, after, digits = words[run.begin - 1], words[run.end], run.spelt()
    if name not in nouns.NAMED or not digits or after in nouns.COUNTED - {"p"} or run.is_one(words):
        return None
    number = run.plain()
    if number and number.value < 20 and _plural(after):  # the building three floors up
        return None
    if name == "number" and digits == "1" and after and after not in nouns.FUNCTION:  # the number one cause
        return None
    shown = words.shown(run.begin - 1)
    letter, end = _letter(words, run.end)
    named = shown if name in nouns.NAMED_PLAINLY else shown.capitalize()
    return Written(f"{named} {digits}{letter}", run.begin - 1, end)


def _address(words: Words, run: Run) -> Written | None:
    """A house before its street: "fifteen twenty one maple street", "forty two a mill lane"."""
    digits, before, pair = run.spelt(), words[run.begin - 1], run.pair()
    letter, end = _letter(words, run.end)
    street = next((n for n in range(end + 1, end + 5) if words[n].removesuffix("'s") in nouns.STREETS), 0)
    if words[end] == "a" and any(words[n] in nouns.STREETS for n in range(end + 2, end + 5)):
        letter, street, end = "A", end + 2, end + 1
    if (
        not digits
        or not street
        or any(words[n] in nouns.FUNCTION | nouns.COUNTED for n in range(end, street))
    ):
        return None
    if len(digits) == 1 and (before not in ("at", "number") or _plural(words[end]) or digits == "1"):
        return None  # Seven Sisters Road, a one way street
    if pair and before in nouns.CLOCK and int(pair[0]) < 13 and int(pair[1]) < 60 and int(pair[1]) % 5 == 0:
        return None  # "at seven thirty high street was dark"
    return Written(digits + letter, run.begin, end)


def _money(words: Words, run: Run) -> Written | None:
    """Two coins: "three pounds fifty"."""
    rest = words.run(run.end + 1)
    number, small = run.plain(), rest.plain() if rest else None
    coin = nouns.COINS.get(words[run.end].removesuffix("s"))
    if number is None or rest is None or small is None or coin is None or small.value > 99:
        return None
    after = words[rest.end]
    pence = after in ("pence", "p", "cents", "cent")
    if not pence and (small.value < 10 or (after and after not in nouns.FUNCTION)):
        return None
    return Written(f"{coin}{number.value}.{small.value:02}", run.begin, rest.end + pence)


def _range(words: Words, run: Run) -> Written | None:
    """Two numbers, where the second is written in digits: "ten to fifteen percent"."""
    between = words[run.end]
    other = words.run(run.end + 1) if between in ("to", "or", "by") else None
    one, two = run.plain(), other.plain() if other else None
    if other is None or one is None or two is None or (between != "by" and one.value >= two.value):
        return None
    unit = words[other.end]
    if between == "by":
        measured = unit in nouns.MEASURES | {"foot", "feet"}
        return Written(f"{one.value} by {two.value}", run.begin, other.end) if measured else None
    if two.value < 20 and unit not in nouns.MEASURES and not (one.value > 9 and unit in nouns.COUNTED):
        return None
    letter, end = _letter(words, other.end)
    return Written(f"{_grouped(one.value)} {between} {_grouped(two.value)}{letter}", run.begin, end)


def _pressure(words: Words, run: Run) -> Written | None:
    """Two values of blood pressure: "one forty over ninety"."""
    other = words.run(run.end + 1) if words[run.end] == "over" else None
    digits, two = run.spelt(), other.plain() if other else None
    if other is None or two is None or not 40 <= two.value <= 130 or len(digits) not in (2, 3):
        return None
    return Written(f"{digits} over {two.value}", run.begin, other.end)


def _dictated(words: Words, run: Run) -> Written | None:
    """Three digits and more that are said one by one, but no counting: "one two three"."""
    digits = run.digits()
    if len(digits) < 3 or _counts(digits):
        return None
    letter, end = _letter(words, run.end)
    return Written(digits + letter, run.begin, end)


def _decimal(words: Words, run: Run) -> Written | None:
    """A number with a point: "two point five metres"; but "at one point five of them came"."""
    decimal, before = run.decimal(), words[run.begin - 1]
    if not decimal or (before == "at" and decimal.startswith("1.")):
        return None
    return _signed(words, run, decimal)


def _amount(words: Words, run: Run) -> Written | None:
    """What is measured, what is counted from ten on, and any number from twenty on."""
    number, unit, before = run.plain(), words[run.end], words[run.begin - 1]
    if number is None or is_clock(words, run) or _in_set_phrase(words, run) or _in_name(words, run):
        return None
    measured = unit in nouns.MEASURES | {"o'clock"} or words.at(run.end, 2) in _UNITS_OF_TWO
    counted = number.value > 9 and before != "the" and (unit in nouns.COUNTED or _plural(unit))
    if number.value < 20 and not measured and not counted:
        return None
    if run.article and number.value in (101, 1001) and _plural(unit):  # a hundred and one things
        return None
    letter, end = _letter(words, run.end) if number.value < 1000 else ("", run.end)
    return (
        Written(f"{number.value}{letter}", run.begin, end)
        if letter
        else _signed(words, run, _grouped(number.value))
    )


def _signed(words: Words, run: Run, digits: str) -> Written:
    """The digits, and "minus five degrees" as -5 degrees."""
    minus = words[run.begin - 1] == "minus" and words[run.end].startswith("degree")
    return Written("-" * minus + digits, run.begin - minus, run.end)


_KINDS: tuple[Callable[[Words, Run], Written | None], ...] = (
    time,
    date,
    _named,
    _address,
    year,
    _money,
    _range,
    _pressure,
    _dictated,
    _decimal,
    _amount,
)


def _counts(digits: str) -> bool:
    """Whether each digit follows the one before it, up or down."""
    return {int(b) - int(a) for a, b in pairwise(digits)} in ({1}, {-1})


def _in_set_phrase(words: Words, run: Run) -> bool:
    caught = words[run.begin - 1] == "catch"
    return caught or any(words.at(run.begin, len(phrase)) == phrase for phrase in nouns.SET_PHRASES)


def _in_name(words: Words, run: Run) -> bool:
    """Whether a noun follows that is not counted: "three mile cross", "forty hill", "the forty foot"."""
    before, noun, after = words[run.begin - 1], words[run.end], words[run.end + 1]
    if not _content(noun) or noun in nouns.ROUTES:
        return False
    if before and words.shown(run.begin)[0].isupper():
        return True
    if noun in nouns.SINGULAR_UNITS:
        return before == "the" or _content(after)
    if before == "the":
        return noun not in nouns.MEASURES
    return not (noun in nouns.COUNTED or _many(noun) or _many(after))


def _many(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _content(word: str) -> bool:
    """Whether it is a noun or an adjective, as far as its letters and the lists tell."""
    return len(word) > 1 and word.isalpha() and word not in nouns.FUNCTION | nouns.AMOUNT_AFTER


def _letter(words: Words, at: int) -> tuple[str, int]:
    """The letter that belongs to a number, as in "66 b", and the word behind it; "a" at the end alone."""
    letter = words[at]
    last = not words[at + 1]
    if len(letter) == 1 and letter.isalpha() and (letter not in "aiosp" or (letter == "a" and last)):
        return letter.upper(), at + 1
    return "", at


def _plural(word: str) -> bool:
    return (
        len(word) > 4
        and word.endswith("s")
        and not word.endswith(("ss", "'s"))
        and word not in nouns.FUNCTION
    )


def _grouped(number: int) -> str:
    """Up to four digits together, then 25,000; whole millions with their word."""
    if number and number % 1_000_000 == 0 and number < 1_000_000_000:
        return f"{number // 1_000_000} million"
    return f"{number:,}" if number >= 10_000 else str(number)
