"""Mandarin, as speech.sayas gives it, in what the voices read: pinyin, or Kokoro's phoneme letters."""

from __future__ import annotations

import re

from speech.sayas.readings import third_tones, words

# International phonetic letters as Kokoro was trained on them (misaki's table for Mandarin); the tone's arrow
# follows the vowel, where "0" stands. pinyin writes u for ü after j, q, x and y.
INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ",
    "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ",
    "s": "s", "": "",
}  # fmt: skip
FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n",
    "eng": "ə0ŋ", "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ", "iao": "jau0", "ie": "je0",
    "in": "i0n", "iou": "jou0", "ing": "i0ŋ", "iong": "jʊ0ŋ", "ong": "ʊ0ŋ", "ou": "ou0", "u": "u0",
    "uei": "wei0", "ua": "wa0", "uai": "wai0", "uan": "wa0n", "uen": "wə0n", "uang": "wa0ŋ", "ueng": "wə0ŋ",
    "uo": "wo0", "o": "wo0", "v": "y0", "ve": "ɥe0", "van": "ɥɛ0n", "vn": "y0n", "er": "ɚ0", "ii": "ɨ0",
    "io": "jɔ0", "oh": "ɔ0",
}  # fmt: skip
TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
_SHORT = {"iu": "iou", "ui": "uei", "un": "uen", "ue": "ve"}
_AFTER_W = {
    "u": "u",
    "a": "ua",
    "o": "uo",
    "ai": "uai",
    "ei": "uei",
    "an": "uan",
    "en": "uen",
    "ang": "uang",
    "ong": "ueng",
}
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-z]+)([1-5])")


def pinyin(text: str) -> str:
    """Phrase-level pinyin with tone numbers, words apart, marks half-width: what eSpeak NG reads best."""
    return " ".join("".join(word.pinyin) for word in words(text))


def kokoro_phonemes(text: str) -> str:
    """The letters of Kokoro's vocabulary, one group a word, with the third tone's change within a word."""
    groups = ("".join(map(_sounds, third_tones(word.pinyin))) for word in words(text))
    return re.sub(r" (?=[,.!?:;])", "", " ".join(groups))


def _sounds(syllable: str) -> str:
    """A pinyin syllable with its tone number in Kokoro's letters; a mark as itself."""
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return syllable if not syllable[:1].isalpha() else ""
    initial, final, tone = found.groups()
    initial, final = _spelt_out(initial, final)
    return INITIALS[initial] + FINALS.get(final, FINALS["e"]).replace("0", TONES[tone])


def _spelt_out(initial: str, final: str) -> tuple[str, str]:
    """Initial and final as they sound: yu as v, wo as uo, liu as l and iou, zhi with its own vowel."""
    if initial == "y":
        if final.startswith("u"):
            return "", {"u": "v", "ue": "ve", "uan": "van", "un": "vn"}.get(final, final)
        return "", final if final.startswith("i") else {"ou": "iou", "o": "io"}.get(final, "i" + final)
    if initial == "w":
        return "", _AFTER_W.get(final, "u" + final)
    if initial in ("j", "q", "x") and final.startswith("u"):
        return initial, "v" + final[1:]
    if (initial, final) == ("", "o"):
        return "", "oh"
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return initial, "ii"
    return initial, _SHORT.get(final, final)
