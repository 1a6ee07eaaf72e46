"""Latin letters in Mandarin: a word that everybody knows by its sound, else letter by letter, in pinyin."""

from __future__ import annotations

import re

# As people here name the letters; syllables with tone numbers, some of them not of standard Mandarin.
LETTERS = {
    "A": "ei1", "B": "bi4", "C": "xi1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4", "H": "ei1 chi5",
    "I": "ai4", "J": "zhei4", "K": "kei4", "L": "ai2 lou5", "M": "ai1 mu5", "N": "en1", "O": "ou1",
    "P": "pi4", "Q": "kiu4", "R": "a1 er5", "S": "ai2 si5", "T": "ti4", "U": "you1", "V": "wei1",
    "W": "da2 bu5 liu5", "X": "ai2 ke5 si5", "Y": "wai4", "Z": "zei4",
}  # fmt: skip
WORDS = {
    "wifi": "wai1 fai1", "wi-fi": "wai1 fai1", "ok": "ou1 kei4", "unit": "you1 ni2 te5", "hello": "ha1 lou2",
    "hi": "hai1", "bye": "bai4", "bus": "ba1 si5", "taxi": "tai4 ke5 xi1", "email": "yi4 mei1 er5",
    "room": "ru1 mu5", "no": "nou4", "yes": "ye4 si5", "line": "lai1 en5", "office": "ou1 fei1 si5",
    "block": "bu4 lao1 ke5",
}  # fmt: skip


def pinyin_of(word: str) -> str:
    """The pinyin of a Latin word, such as ``xi1 ti4`` for CT."""
    known = WORDS.get(word.lower())
    return known or " ".join(LETTERS[letter] for letter in re.sub(r"[^A-Z]", "", word.upper()))
