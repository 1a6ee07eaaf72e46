"""English abbreviations, initials, and words whose sound only their neighbours tell."""

from __future__ import annotations

import re

from numerals.english import cardinal, short
from speech.sayas.rules import Rule, rule

# Written short, said long; the dot belongs to it. (St, Dr and No. mean more than one thing: english.py.)
_SHORT = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor", "Rd": "Road", "Ave": "Avenue",
    "Apt": "apartment", "Bldg": "building", "Fl": "floor", "Ln": "Lane", "Sq": "Square", "Blvd": "Boulevard",
    "Gdns": "Gardens", "Cres": "Crescent", r"e\.\s?g": "for example", r"i\.\s?e": "that is",
    "etc": "et cetera",
    "approx": "approximately", "[Tt]el": "telephone", "ext": "extension", "vs": "versus", "max": "maximum",
    "asap|ASAP": "as soon as possible", "[Dd]ept": "department", "[Gg]ovt": "government", "min": "minimum",
    "appt": "appointment", "incl?": "including", "Jr": "junior", "Sn?r": "senior", "Hosp": "hospital",
}  # fmt: skip
_AS_WORDS = frozenset(["PIN", "AIDS", "NATO", "COVID", "SIM", "LED", "PAYE", "RAM", "ZIP", "ASBO", "OK"])
_SAID = {"wifi": "why fye", "wi-fi": "why fye", "ok": "okay", "covid": "co vid"}
_LETTER = {"A": "ay"}  # alone it would be the article


def letters(word: str) -> str:
    """A word spelt out: each letter by its name, a number within it as a number; dots are left out."""
    parts = re.findall(r"\d+|[A-Za-z]", word)
    return " ".join(short(p) if p.isdigit() else _LETTER.get(p.upper(), p.upper()) for p in parts)


def calmed(text: str) -> str:
    """``text`` without its capitals where all of it is in capitals, as a headline is."""
    words = text.split(" ")
    if len(words) < 2 or text != text.upper() or not re.search(r"[A-Z]{2}", text):
        return text
    return " ".join(
        word if word.strip(".,!?") in _AS_WORDS or re.search(r"[\d/&]", word) else word.lower()
        for word in words
    )


def _initials(found: re.Match[str]) -> str:
    word = found[0]
    plural = word.endswith("s")
    bare = word.removesuffix("s")
    if bare in _AS_WORDS:
        return word
    return letters(bare) + ("'s" if plural else "")


ABBREVIATIONS: list[Rule] = [
    rule(r"\bc/o\b", "care of"),
    rule(r"\bP\.?\s?O\.?\s+Box\b", "P O box", re.I),
    *(rule(rf"\b(?:{written})\b(?!')\.?", said) for written, said in _SHORT.items()),
]
LETTERS: list[Rule] = [
    rule(r"\b(?:wi-?fi|ok|covid)\b", lambda found: _SAID[found[0].lower()], re.I),
    rule(r"\s*&\s*", " and "),
    rule(r"\bA\s+and\s+E\b", "ay and E"),
    rule(
        r"\b([A-Z]{1,2}\d{1,2}[A-Z]?) (\d[A-Z]{2})\b",
        lambda found: f"{letters(found[1])} {letters(found[2])}",
    ),
    rule(r"\b(?:[A-Z]\.){2,}", lambda found: letters(found[0])),
    rule(
        r"\b((?:Unit|Flat|Block|apartment|Gate|Door|Section|Row|Lift|Ward)\s+)([A-Z])\b",
        lambda found: found[1] + letters(found[2]),
    ),
    rule(r"\b[A-Z]{2,4}\d{1,2}\b", lambda found: letters(found[0])),
    rule(r"\b([A-Z]{2,4})(?=\d{3,}\b)", lambda found: letters(found[1]) + " "),
    rule(r"\b[A-Z]{2,6}s?\b", _initials),
    rule(r"\b(\d{1,4})([A-Za-z])\b", lambda found: f"{cardinal(int(found[1]))} {letters(found[2])}"),
    rule(r"\b[A-Za-z]\d{1,4}\b", lambda found: letters(found[0])),
]
# Spelt as they sound; the endings are those that eSpeak NG reads so.
SOUNDS: list[Rule] = [
    rule(r"\b([Ll])ive(?=\s+(?:music|street|wires?|cables?|show|band|traffic|captions?)\b)", r"\1yve"),
    rule(r"\b([Cc])lose(?=\s+(?:by|to|together|friends?|neighbou?rs?)\b)", r"\1loce"),
    rule(
        r"\b([Tt]o|[Pp]lease|[Tt]hey|I|we|you|and|[Cc]an't|[Dd]on't|[Ww]on't|will|doors?)(\s+)close\b",
        r"\1\2cloze",
    ),
    rule(r"\b([Ll])ead(?=\s+(?:pipes?|piping|paint|poisoning|roof|flashing)\b)", r"\1ed"),
    rule(r"\bread(?=(?:\s+(?:it|that|this|them))?\s+(?:last|yesterday|already|before)\b)", "red"),
    rule(r"\b(have|has|had|was|were|been|having|never|already|'ve)(\s+)read\b", r"\1\2red"),
]
