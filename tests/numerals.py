"""Numbers as digits whichever way they are written, so that a listener may write 88 for eighty eight."""

from __future__ import annotations

import re

from numerals.english import cardinal, ordinal

_ENGLISH = {cardinal(n): n for n in [*range(20), *range(20, 100, 10)]} | {"oh": 0, "nought": 0}
_TIMES = {"double": 2, "triple": 3}
_MANDARIN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "幺": 1, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1_000}


# One sound, two spellings: whether the listener writes as Britons or Americans do is not the voice's doing.
_SAME = {"colour": "color", "neighbour": "neighbor", "mrs": "missus", "mr": "mister", "okay": "ok"}
_SAME |= {"misses": "missus", "any way": "anyway", "half way": "halfway", "window sill": "windowsill"}
_SAME |= {"any more": "anymore", "any time": "anytime", "gray": "grey", "tyres": "tires", "centre": "center"}


def as_digits(text: str, language: str) -> str:
    """``text`` with its numbers in digits: "one hundred and five" as 105, "triple five" 555, 二十五 25.

    An ordinal becomes words whichever way it is written: 15th, fifteenth.
    """
    text = re.sub(r"(?<=\d)[,-](?=\d)", "", text)
    if language == "zh":
        return re.sub(r"[零〇一二三四五六七八九十百千万两兩幺]+", lambda found: _mandarin(found[0]), text)
    text = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", lambda found: ordinal(int(found[1])), text.lower())
    text = re.sub(r"\b(double|triple) (\d)\b", lambda found: found[2] * _TIMES[found[1]], text)
    text = " ".join(_english(re.findall(r"[a-z']+|\d", text)))
    for one, other in _SAME.items():
        text = re.sub(rf"\b{one}(?=s?\b)", other, text)
    return text


def _english(words: list[str]) -> list[str]:
    said: list[str] = []
    total, part, times = 0, -1, 1  # part: below a thousand, -1 for none
    for n, word in enumerate([*words, ""]):
        follows = "".join(words[n + 1 : n + 2]) in _ENGLISH
        value = _ENGLISH.get(word, -1)
        if word == "thousand" and part > 0:
            total, part = total + part * 1_000, 0
        elif word == "hundred" and part > 0:
            part *= 100
        elif value > 0 and (part > 0 or total) and _fits(part, value):
            part += value
        elif not (word == "and" and follows and (part > 0 or total) and part % 100 == 0):
            if part >= 0:
                said += str(total + part) * times
                times = 1
            total, part = 0, value
            if word in _TIMES and follows:
                times = _TIMES[word]
            elif value < 0 and word:
                said.append(word)
    return said


def _fits(number: int, value: int) -> bool:
    """Whether ``value`` belongs to the number before it: twenty three, not two three."""
    return (number % 10 == 0 and number % 100 >= 20 and value < 10) or (number % 100 == 0 and value < 100)


def _mandarin(run: str) -> str:
    if not set(run) & set("十百千万"):
        return "".join(str(_MANDARIN[c]) for c in run)
    total = part = 0
    digit: int | None = None
    place = 10  # 一百二 is 120, 一百零二 102
    for c in run:
        if c in _MANDARIN:
            digit, place = _MANDARIN[c], place if _MANDARIN[c] else 10
        elif c == "万":
            total, part, digit, place = total + (part + (digit or 0)) * 10_000, 0, None, 10_000
        else:
            part, digit, place = part + (1 if digit is None else digit) * _PLACES[c], None, _PLACES[c]
    return str(total + part + (digit or 0) * place // 10)
