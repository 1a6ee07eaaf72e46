"""A station's own list of how words are read: a word, and its pinyin or how it would be spelt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from speech.errors import SpeechError
from speech.sayas.ruby import marked, outside

_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?ang?|[iu]?ai|[iu]?a|i?ao|[iuv]?e|[u]?eng?|[u]?ei|er|ing?|i?ong|iu|i|ou|uo|o|u[in]|u|vn|van|v)[1-5]"
)


class PronunciationError(SpeechError):
    """An entry that cannot be used; the text is one clear sentence."""


def check(word: str, reading: str, language: str) -> str:
    """``reading`` in the form that :func:`respell` takes; raises PronunciationError.

    For Mandarin, pinyin with a tone number after each syllable (``da4 shi5 lan4``; ``lü`` is ``lv``), or
    other hanzi. For other languages, the word as it would be spelt if it were spelt as it sounds.
    """
    reading = " ".join(reading.replace("ü", "v").replace("u:", "v").split())
    where = f"pronunciation.{language}: “{word}”"
    if not word.strip() or not reading:
        raise PronunciationError(f"{where} needs a word and how it is read; correct or delete that line")
    if not language.startswith("zh") or not re.search(r"[a-zA-Z]", reading):
        return reading
    syllables = re.sub(r"(?<=[1-5])(?=[a-z])", " ", reading.lower()).split()
    for syllable in syllables:
        if not _SYLLABLE.fullmatch(syllable):
            raise PronunciationError(
                f"{where} is read “{reading}”, but “{syllable}” is no pinyin syllable with a tone number "
                "(1 to 4, 5 for a light one), such as lan4"
            )
    hanzi = len(re.findall(r"[\u3400-\u9fff]", word))
    if hanzi == len(word) and hanzi != len(syllables):
        raise PronunciationError(
            f"{where} has {hanzi} characters, but “{reading}” has {len(syllables)} syllables: "
            "give one for each"
        )
    return " ".join(syllables)


def checked(words: Mapping[str, str], language: str) -> tuple[dict[str, str], list[str]]:
    """The entries that can be used, and a sentence for each that cannot."""
    good, wrong = {}, []
    for word, reading in words.items():
        try:
            good[word] = check(word, reading, language)
        except PronunciationError as trouble:
            wrong.append(str(trouble))
    return good, wrong


def respell(text: str, words: Mapping[str, str], language: str) -> str:
    """``text`` with the words of a checked list given their readings; the longest word first.

    Upper and lower case count as the same, and a Latin word is found only whole.
    """
    pinyin = language.startswith("zh")
    for word in sorted(words, key=len, reverse=True):
        reading = words[word]
        before, after = (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])")
        pattern = re.compile(
            (before if word[0].isascii() else "") + re.escape(word) + (after if word[-1].isascii() else ""),
            re.IGNORECASE,
        )

        def read(found: re.Match[str], reading: str = reading) -> str:
            return marked(found[0], reading) if pinyin and reading[-1:].isdigit() else reading

        text = outside(text, lambda piece, pattern=pattern, read=read: pattern.sub(read, piece))  # type: ignore[misc]  # the loop's own values are bound as defaults
    return text
