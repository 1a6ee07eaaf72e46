"""How words sound: Mandarin syllables and English sound keys, so that sound-alikes match."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("syllables.txt")


@lru_cache(maxsize=1)
def readings() -> dict[str, str]:
    """Each character of the language with the toneless syllable it is mostly read as (ü as v)."""
    table: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        syllable, characters = line.split(" ")
        for character in characters:
            table[character] = syllable
    # readings by which our words go rather than by the dictionary's first one
    table |= dict.fromkeys("谁", "shei") | dict.fromkeys("地的得", "de") | {"行": "xing", "重": "zhong"}
    return table


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    return {character: fold(syllable) for character, syllable in readings().items()}


@lru_cache(maxsize=1024)  # some four hundred syllables, seven thousand characters
def fold(syllable: str) -> str:
    """A syllable as many speakers and recognizers blur it: zh=z, ch=c, sh=s, -ng=-n, l=n, f=h before u."""
    s = re.sub(r"^([zcs])h", r"\1", syllable)
    s = re.sub(r"^l", "n", s)
    return re.sub(r"([aei])ng$", r"\1n", s)


def syllables(text: str, folded: bool = True) -> list[str]:
    """The toneless syllables of a Chinese text; what is not Han stands for itself, character by character."""
    table = _folded() if folded else readings()
    return [table.get(c, c) for c in text if not c.isspace()]


_KEY = (
    (re.compile(r"'"), ""),
    (re.compile(r"^(?:kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^wh"), "w"),
    (re.compile(r"^h(?=[aeiou])"), ""),  # dropped as often as not: "eating" for heating
    (re.compile(r"tch|ch|sh|ti(?=on|ou|al)|ci(?=ou|al|an)|si(?=on)"), "x"),
    (re.compile(r"ph|gh(?=$)"), "f"),
    (re.compile(r"gh"), ""),
    (re.compile(r"dg|j|g(?=[eiy])"), "j"),
    (re.compile(r"th|d"), "t"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|c|q|g"), "k"),
    (re.compile(r"x(?=.)"), "x"),
    (re.compile(r"v"), "f"),
    (re.compile(r"b"), "p"),
    (re.compile(r"mb$"), "m"),
    (re.compile(r"[hwy](?![aeiou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile(r"(?<=.)[aeiouy]+")

# Sound keys of the commonest English words ("it's", "at", "on"): nothing is heard in them.
WEAK_KEYS = frozenset(
    ("a", "ak", "al", "an", "ar", "as", "at", "ap", "t", "k", "s", "f", "m", "n", "p", "w", "apt", "tn", "ts")
)


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """A key that English words of like sound share: consonants (voiced as voiceless), first vowel as "a"."""
    s = word.casefold()
    for pattern, put in _KEY:
        s = pattern.sub(put, s)
    s = _VOWELS.sub("", s)
    return "a" + s[1:] if s[:1] in "aeiouy" and s else s


def likeness(a: list[str], b: list[str]) -> float:
    """How alike two sequences are: twice their longest common subsequence over their lengths, 0 to 1."""
    if not a or not b:
        return 0.0
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], (before + 1 if x == y else max(row[j], row[j - 1]))
    return 2 * row[-1] / (len(a) + len(b))
