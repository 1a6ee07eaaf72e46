"""A number's digits where some were said again: "no, four five six", "nine, not five", 最后一位是二不是五."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.understanding.digit_tokens import CORRECTIONS, DENIALS, Token

_WHOLE = 10
"""Digits from which a number may be whole by itself."""
Fits = Callable[[str], bool]
"""Whether digits are a whole number."""


@dataclass
class _Said:
    """Digits in a row, what was said before them, and after how many of them something else was said."""

    kind: str
    digits: str = ""
    broken: int = 0


def settle(run: Sequence[Token], fits: Fits) -> str:
    """The digits a run of tokens comes to, what was said again laid over what was said before.

    Of the ways to lay it the first that fits is taken; none where what is said again contradicts itself.
    """
    total = before = again = ""
    rows = _in_rows(run)
    if anew := _said_anew(rows, fits):
        return anew
    for said in rows:
        if not total or not said.digits:
            wrong = said.broken if said.kind in DENIALS else 0  # "not one nine two, it's oh seven ..."
            total = total or said.digits[wrong:]
        elif said.kind in DENIALS:
            total = _denied(total, said, before, again, fits)
            before = again = ""
        else:
            before, again = total, said.digits
            total = _join(total, said.digits, said.kind, fits)
    return total


def _said_anew(rows: Sequence[_Said], fits: Fits) -> str:
    """The whole number with which a correction ends, said once more from the front after what it mends.

    "… two eight six, sorry, two six eight, oh seven seven … two six eight": what was mended stands in it too.
    """
    last = rows[-1].digits
    if len(rows) == 1 or rows[-1].kind in DENIALS or fits(last):
        return ""
    ways = ((last[:n], last[n:]) for n in range(1, len(last) - _WHOLE + 1))
    return next((whole for mended, whole in ways if mended in whole and fits(whole)), "")


def _in_rows(run: Sequence[Token]) -> list[_Said]:
    rows, times = [_Said("")], 1
    for token in run:
        row = rows[-1]
        if token.kind in CORRECTIONS:
            if row.digits:
                rows.append(_Said(token.kind))
            else:
                row.kind = "no not" if row.kind == "no" and token.kind == "not" else token.kind
            times = 1
        elif token.kind == "repeat":
            times = int(token.value)
        elif token.kind in ("digit", "sound"):
            row.digits += token.value[0] * (times - 1) + token.value
            times = 1
        elif token.kind == "zeros" and (row.digits or len(rows) > 1):
            row.digits += token.value
        elif token.kind == "word":
            row.broken = row.broken or len(row.digits)
    return rows


def _join(before: str, part: str, kind: str, fits: Fits) -> str:
    """``part`` after ``before``, put in place of what it says again."""
    tail = before[: max(0, len(before) - len(part))] + part
    if kind == "last":
        return tail
    ways = [part] if len(part) >= _WHOLE else []
    for shared in range(len(part), 0, -1):
        at = before.rfind(part[:shared])
        while at >= 0:
            ways.append(before[:at] + part)
            at = before.rfind(part[:shared], 0, at)
    ways += [tail, part, *(before[:-n] + part for n in range(1, len(before)))]
    if fits(before):  # what is said again is as long as what it stands for
        ways.sort(key=lambda way: len(way) != len(before) and way != part)
    return next((way for way in ways if fits(way)), ways[0] if len(part) > 1 else tail)


def _denied(total: str, said: _Said, before: str, again: str, fits: Fits) -> str:
    """The number after "not five": "no, nine, not five" and "no, not five, nine" put nine for five."""
    wrong = said.digits
    if again:  # what it is was said first
        mended = _put(before, wrong, again)
        return mended if mended == total or fits(mended) else ""
    first = _put(total[: -len(wrong)], wrong, total[-len(wrong) :])
    if not fits(total) and fits(first):
        return first
    if said.kind == "not" and fits(total):
        return total
    splits = [said.broken] if said.broken else [n for n in range(1, len(wrong)) if total.endswith(wrong[:n])]
    ways = [way for n in splits if fits(way := _put(total, wrong[:n], wrong[n:]))]
    whole = _join(total, wrong, "no", fits)
    if (
        said.kind == "either" and fits(whole) and fits(total) and not said.broken
    ):  # "A, no, B" or "A and not B"
        doubtful = (fits(wrong) and wrong != total) or any(way != whole for way in ways)
        return "" if doubtful else whole
    return (ways or [whole])[0]


def _put(number: str, wrong: str, right: str) -> str:
    """The number with the last ``wrong`` in it replaced; nothing where it has none."""
    head, found, tail = number.rpartition(wrong)
    return head + right + tail if found and (not tail or len(wrong) == len(right)) else ""
