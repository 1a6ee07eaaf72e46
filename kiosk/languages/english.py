"""English: stems, sounds, places, times and numbers for the eye."""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.languages import english_numbers
from kiosk.languages.base import Language, PhoneFound, PlaceRules

# Words that every question has; two questions that share only these are not alike.
_ASKING = frozenset(
    """
    a an the i i'm i've i'd we my our your you me us he she they it it's its this that these those
    there here is are was were be been am do does did done don't doesn't have has had haven't hasn't
    can could can't would will won't should must may might to of in on at for from by with and or
    but if so as not no any some one ones get got getting go how what when where which who why whose
    much many long please um er oh well dear hello excuse sorry know tell ask want need like about
    out up down them his her their just only still then than very now take come first last year
    years good afternoon morning
    """.split()  # noqa: SIM905 - a text is read more easily than two hundred quotes
)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "mice": "mouse",
    "lorries": "lorry",
}
# An ending, what stands for it, and the letters a word must have to lose it.
_ENDINGS = (("ies", "y", 5), ("sses", "ss", 5), ("ing", "", 6), ("ed", "", 5), ("s", "", 4))
# "It's not the lift, it's the hall light": what it is not says nothing of what it is.
_DENIED = re.compile(
    r"\b(?:it's not|it isn't|it ain't|it is not|i don't mean|never mind) (?:about )?(?:the|my|our|that) \w+"
)
_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|christmas|easter|"
    r"january|february|march|april|june|july|august|september|october|november|december)"
)
_COUNT = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|many|half a|"
    r"over a|about a)"
)
_SPAN = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|fortnight)"
_TIMES = re.compile(
    rf"\b(?:(?:since|from) (?:last )?(?:{_DAY}|the weekend|this morning|last (?:night|week|month|year|"
    rf"winter|summer))(?: (?:morning|afternoon|evening|night|dinner time|lunch time))?|"
    rf"(?:on|last|this|every) {_DAY}(?: (?:morning|afternoon|evening|night))?|every (?:single )?(?:day|"
    rf"night|morning|evening|week|time it rains)|"
    rf"(?:yesterday|last|this) (?:morning|afternoon|evening|night|week|month|year|winter)|yesterday|"
    rf"today|tonight|just now|"
    rf"(?:for|about|it's been|been) (?:the last |the past )?{_COUNT} {_SPAN}(?: now)?|"
    rf"{_COUNT} {_SPAN} (?:ago|now)|at night|till midnight|"
    rf"at (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:o'clock|"
    rf"in the (?:morning|afternoon|evening)))\b"
)


class English(Language):
    """English, of any country."""

    links = frozenset(("and", "then"))
    denied = _DENIED
    times = _TIMES

    def stem(self, word: str) -> str:
        """The word without its commonest endings, so that its forms meet."""
        if word in _IRREGULAR:
            return _IRREGULAR[word]
        word = word.removesuffix("'s")
        for ending, put, least in _ENDINGS:
            if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
                bare = word[: -len(ending)] + put
                doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lse"
                return bare[:-1] if doubled else bare
        return word

    def content(self, plain: str) -> str:
        """The words of a question, in plain form, that say what it is about."""
        return " ".join(w for w in plain.split() if w not in _ASKING)

    def place_rules(self) -> PlaceRules:
        """See ``english_places``."""
        from kiosk.languages import english_places  # its patterns take 0.1 s: not before the first screen

        return english_places

    def for_eye(self, text: str, phones: Callable[[], list[PhoneFound]], sentence: bool) -> str:
        """Number words as digits ("Unit 3"), and a capital at the start of a sentence."""
        text = " ".join(text.split())
        plain = re.search(r"[^\w\s']", text) is None
        for number, start, end in reversed(phones() if plain else []):
            text = f"{text[:start]}{number}{text[end:]}"
        text = english_numbers.as_digits(text)
        return text[:1].upper() + text[1:] if sentence else text
