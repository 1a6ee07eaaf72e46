"""Mandarin text to what the voices need: words with phrase-level readings, digits as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speech.synthesizers.base import VoiceMissingError

DIGITS = "零一二三四五六七八九"
HANZI = r"[\u3400-\u4dbf\u4e00-\u9fff]"
# Full-width marks as the half-width ones that the models' vocabularies hold.
MARKS = str.maketrans({"，": ", ", "、": ", ", "。": ". ", "！": "! ", "？": "? ", "：": ": ", "；": "; "})
BY_DIGIT = 5  # a number this long is a phone or ticket number: read digit by digit


def spoken(text: str) -> str:
    """``text`` with its digits as hanzi: 15号 as 十五号; 4 0 2, 2026年 and long numbers digit by digit."""
    text = re.sub(r"(?<!\d)\d(?: +\d)+(?!\d)", lambda m: "，".join(_group(m.group().replace(" ", ""))), text)
    text = re.sub(r"(\d{4})(?=年)", lambda m: _by_digit(m.group()), text)
    return re.sub(r"(\d+)(?:\.(\d+))?", _number, text)


def pinyin(text: str) -> str:
    """Phrase-level pinyin with tone numbers, words apart, marks half-width: what eSpeak NG reads best."""
    return " ".join("".join(syllables) for syllables in _words(text))


def kokoro_phonemes(text: str) -> str:
    """The letters of Kokoro's vocabulary, one group a word.

    The same table as ``misaki.zh.ZHG2P``, without jieba: its dictionary costs 60 MB and 0.8 s, and
    pypinyin's own segmentation is needed for the readings anyway.
    """
    try:
        from misaki.transcription import pinyin_to_ipa
    except ImportError as trouble:
        raise VoiceMissingError(
            "Mandarin by Kokoro needs misaki; run: pip install 'heard-kiosk[neural]'"
        ) from trouble
    groups = []
    for word in _words(text):
        sounds = (
            "".join("".join(syllable) for syllable in pinyin_to_ipa(part)[0]) if part[0].isalpha() else part
            for part in word
        )
        groups.append(_tones("".join(sounds)))
    return re.sub(r" (?=[,.!?:;])", "", " ".join(groups))


def _words(text: str) -> Iterator[list[str]]:
    """Each word as its syllables in pinyin with tone numbers; marks stand alone, the rest is dropped."""
    from pypinyin import Style, lazy_pinyin
    from pypinyin.seg.mmseg import seg

    for piece in re.findall(rf"{HANZI}+|[,.!?:;]", spoken(text).translate(MARKS)):
        if not re.match(HANZI, piece):
            yield [piece]
            continue
        readings = lazy_pinyin(piece, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
        for word in seg.cut(piece):
            yield readings[: len(word)]
            readings = readings[len(word) :]


def _tones(ipa: str) -> str:
    """Tone letters as the four arrows of Kokoro's vocabulary, its two spellings for the apical vowels."""
    for letters, ours in (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"), ("ɻ̩", "ɨ"), ("ɹ̩", "ɨ")):
        ipa = ipa.replace(letters, ours)
    return ipa.replace("\u032f", "")


def _by_digit(digits: str) -> str:
    return "".join(DIGITS[int(d)] for d in digits)


def _group(digits: str) -> list[str]:
    """Groups of three or four, as people say long numbers, with a breath between."""
    size = 4 if len(digits) % 4 == 0 or len(digits) == 11 else 3
    first = [digits[:3]] if len(digits) == 11 else []
    rest = digits[3:] if first else digits
    return [_by_digit(g) for g in [*first, *(rest[i : i + size] for i in range(0, len(rest), size))]]


def _number(match: re.Match[str]) -> str:
    whole, fraction = match.groups()
    if len(whole) >= BY_DIGIT or (len(whole) > 1 and whole[0] == "0"):
        return "，".join(_group(whole))
    return _cardinal(int(whole)) + (f"点{_by_digit(fraction)}" if fraction else "")


def _cardinal(number: int) -> str:
    """0 to 9999 as it is read: 15 as 十五, 105 as 一百零五."""
    if number < 10:
        return DIGITS[number]
    said, digits = "", str(number)
    for place, digit in zip(("千", "百", "十", "")[-len(digits) :], digits, strict=True):
        if digit != "0":
            said += DIGITS[int(digit)] + place
        elif not said.endswith("零"):
            said += "零"
    said = said.rstrip("零")
    return said.removeprefix("一") if said.startswith("一十") else said
