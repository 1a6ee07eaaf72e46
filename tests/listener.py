"""A listener for synthesized speech: Whisper base by itself, and the rate of what it got wrong."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from functools import cache

from speech.engines.base import BYTES_PER_SECOND
from speech.engines.whisper_model import WINDOW_S, Decoding, WhisperModel
from speech.synthesizers.espeak import find_espeak
from tests.synthetic_speech import models

_NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH = dict(zip("0123456789", _NAMES, strict=True))
_MANDARIN = dict(zip("0123456789", "零一二三四五六七八九", strict=True))


@cache
def _whisper() -> WhisperModel:
    return WhisperModel(models() / "whisper-base")


def heard(pcm: bytes, language: str, primer: str = "") -> str:
    """What Whisper base hears in all of ``pcm``, 16-bit mono at 16 kHz: at once, or in pieces of up to 30 s.

    ``language`` is ``en``, ``zh`` or ``ko``; ``primer`` is a sentence in the script that is wanted.
    """
    whole = Decoding(WINDOW_S, beams=5, words=False)
    texts = [
        _whisper().decode(piece, language, "", primer, whole, threading.Event()).text
        for piece in _pieces(pcm)
    ]
    return " ".join(filter(None, texts))


def _pieces(pcm: bytes) -> Iterator[bytes]:
    """Sound that the model can see whole, cut where it is quietest for 0.3 s."""
    import numpy as np

    window, step, pause = int(WINDOW_S) * BYTES_PER_SECOND, BYTES_PER_SECOND // 10, 3
    while len(pcm) > window:
        ends = np.frombuffer(pcm[window // 2 : window], "<i2").reshape(-1, step // 2).astype(np.float64)
        power = np.convolve(np.mean(ends**2, axis=1), np.ones(pause), "valid")
        cut = window // 2 + int(power.argmin() + pause // 2) * step
        yield pcm[:cut]
        pcm = pcm[cut:]
    yield pcm


def units(text: str, language: str) -> list[str]:
    """The pieces that errors are counted in: words, toneless pinyin syllables, or hangul syllables."""
    if language == "zh":
        from pypinyin import lazy_pinyin

        text = "".join(_MANDARIN.get(c, c) for c in text)
        return list(lazy_pinyin(re.sub(r"[^\u4e00-\u9fff]", "", text)))
    if language == "ko":
        return re.findall(r"[가-힣]", text)
    text = re.sub(r"(?<=\d),(?=\d)", "", text.lower())
    text = re.sub(r"\d", lambda m: f" {_ENGLISH[m.group()]} ", text)
    text = re.sub(r"(?<=i)'m\b", " am", text.replace("’", "'"))  # how it is written, not how it is heard
    return re.sub(r"[^a-z' ]", " ", text).split()


def wrong(meant: str, heard_text: str, language: str) -> tuple[int, int]:
    """How many units were heard wrong (Levenshtein distance), and of how many."""
    one, other = units(meant, language), units(heard_text, language)
    return _wrong(one, other)


def wrong_by_sound(meant: str, heard_text: str) -> tuple[int, int]:
    """The same of English, where "cellar" heard as "seller" is right, as homophones are in Mandarin."""
    one, other = (_sounds(tuple(units(text, "en"))) for text in (meant, heard_text))
    return _wrong(one, other)


def _wrong(one: list[str], other: list[str]) -> tuple[int, int]:
    return _distances(one, other, list(range(len(other) + 1)))[-1], len(one)


def _sounds(words: tuple[str, ...]) -> list[str]:
    """The phonemes of each word, said alone by eSpeak NG."""
    listed = sorted({word for word in words if word.strip("'")})
    done = subprocess.run(
        [find_espeak(), "-q", "--ipa", "-v", "en-us", "--stdin"],
        input="\n\n".join(listed),  # each a paragraph, so that it has a line of its own
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    sounds = dict(zip(listed, done.stdout.splitlines(), strict=True))
    return [sounds[word] for word in words if word in sounds]


def wrong_within(meant: str, heard_text: str, language: str) -> int:
    """How many units of ``meant`` were heard wrong where it fits best in all that was heard."""
    one, other = units(meant, language), units(heard_text, language)
    return min(_distances(one, other, [0] * (len(other) + 1)))


def _distances(one: list[str], other: list[str], row: list[int]) -> list[int]:
    """Levenshtein distances of ``one`` to each beginning of ``other``; ``row``: what skipping those costs."""
    for i, a in enumerate(one, 1):
        before, row[0] = row[:], i
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
    return row
