"""Korean spelling to sounds, in the letters of the Kokoro model (which has no Korean voice of its own).

The rules are those of standard pronunciation (liaison, aspiration, neutral finals, nasals, tense onsets).
With a Japanese style the accent is foreign, yet it is understood far better than eSpeak NG's Korean.
"""

from __future__ import annotations

import re
from itertools import pairwise

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = [*"aɛ", "ja", "jɛ", *"ʌe", "jʌ", "je", "o", "wa", "wɛ", "we", "jo", "u", "wʌ", "we", "wi", "ju", "ɯ"]
VOWELS += ["ɰi", "i"]
CODAS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
SPLIT = dict(
    zip(
        "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
        ["ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"],
        strict=True,
    )
)
NEUTRAL = {
    **dict.fromkeys("ㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㅍㅄㄿ", "ㅂ"),
}
NEUTRAL |= {**dict.fromkeys("ㄼㄽㄾㅀ", "ㄹ"), **dict.fromkeys("ㄵㄶ", "ㄴ"), "ㄻ": "ㅁ"}
ASPIRATED = dict(zip("ㄱㄷㅂㅈ", "ㅋㅌㅍㅊ", strict=True))
TENSE = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
NASAL = dict(zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True))
ONSET_SOUNDS = dict(
    zip(
        ONSETS,
        ["k", "k", "n", "t", "t", "ɾ", "m", "p", "p", "s", "s", "_", "ʨ", "ʨ", "ʨʰ", "kʰ", "tʰ", "pʰ", "h"],
        strict=True,
    )
) | {"ㅇ": ""}
VOICED = dict(zip("ㄱㄷㅂㅈ", "ɡdbʥ", strict=True))
CODA_SOUNDS = dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", "kntlmpŋ", strict=True)) | {"": ""}
DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))


def kokoro_korean(text: str) -> str:
    """The phoneme letters of ``text``; digits are read one by one, other letters are left out."""
    text = re.sub(r"\d", lambda digit: f" {DIGITS[digit.group()]} ", text)
    text = re.sub(r"[^가-힣,.?! ]", "", text)
    return re.sub(r"[가-힣]+", lambda word: _word(word.group()), text)


def _word(word: str) -> str:
    syllables = []
    for letter in word:
        code = ord(letter) - 0xAC00
        syllables.append([ONSETS[code // 588], VOWELS[code % 588 // 28], CODAS[code % 28]])
    for one, other in pairwise(syllables):
        one[2], other[0] = _meet(one[2], other[0], other[1])
    syllables[-1][2] = NEUTRAL.get(syllables[-1][2], syllables[-1][2])
    said, voiced = "", False
    for onset, vowel, coda in syllables:
        if coda == "ㄹ" and vowel.startswith("ɰ"):
            vowel = "i"
        sound = VOICED[onset] if voiced and onset in VOICED else ONSET_SOUNDS[onset]
        if onset == "ㄹ" and said.endswith("l"):
            sound = "l"
        if sound == "s" and vowel[0] in "ij":
            sound = "ɕ"
        said += sound + ("i" if vowel == "ɰi" and onset != "ㅇ" else vowel) + CODA_SOUNDS[coda]
        voiced = coda in ("", *"ㄴㄹㅁㅇ")
    return said


def _meet(coda: str, onset: str, vowel: str) -> tuple[str, str]:
    """The sounds of a final and the onset that follows it in the same word."""
    if onset == "ㅇ" and coda not in ("", "ㅇ"):  # liaison
        parts = SPLIT.get(coda, " " + coda)
        kept, moved = parts[0], parts[1]
        if moved == "ㅎ":
            return "", "ㅇ" if kept == " " else kept
        if vowel == "i":
            moved = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}.get(moved, moved)
        if kept == "ㄱ" and moved == "ㅅ":
            moved = "ㅆ"
        return kept.strip(), moved
    if coda in ("ㅎ", "ㄶ", "ㅀ"):
        kept = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[coda]
        if onset in ASPIRATED:
            return kept, ASPIRATED[onset]
        if onset == "ㅅ":
            return kept, "ㅆ"
    coda = NEUTRAL.get(coda, coda)
    if onset == "ㅎ" and coda in ("ㄱ", "ㄷ", "ㅂ"):
        return "", ASPIRATED[coda]
    if coda in NASAL:
        if onset == "ㄹ":
            return NASAL[coda], "ㄴ"
        if onset in "ㄴㅁ":
            return NASAL[coda], onset
        return coda, TENSE.get(onset, onset)
    if (coda, onset) in (("ㄴ", "ㄹ"), ("ㄹ", "ㄴ")):
        return "ㄹ", "ㄹ"
    if coda in ("ㅁ", "ㅇ") and onset == "ㄹ":
        return coda, "ㄴ"
    return coda, onset
