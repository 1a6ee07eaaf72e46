"""The two lists of what is read how (tests/data/readings.*.tsv), and whether the voice reads it so.

The lists were written by hand before the rules that they judge. A Mandarin reading is pinyin as it is said,
but with third tones unchanged, ``/`` between readings that are both right; an English one is words, compared
by the phonemes that eSpeak NG gives them. In it ``ay`` is the letter A; a word may be spelt as it sounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from speech.sayas import spoken
from speech.sayas.readings import words
from speech.synthesizers.espeak import phonemes

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Reading:
    """A line of a list."""

    language: str  # zh or en
    kind: str
    text: str
    wanted: str

    def given(self) -> str:
        """How the voice reads the text, in the form of ``wanted``."""
        said = spoken(self.text, self.language)
        if self.language == "zh":
            return " ".join(s for word in words(said) for s in word.pinyin if s[0].isalpha())
        return said

    def right(self) -> bool:
        """Whether that is the reading, or one of the readings, that was wanted."""
        given = self.given()
        if self.language == "zh":
            wanted = self.wanted.split()
            return len(wanted) == len(given.split()) and all(
                one in other.split("/") for one, other in zip(given.split(), wanted, strict=True)
            )
        return _sounds(given) == _sounds(self.wanted)


def readings(language: str) -> list[Reading]:
    """The list of ``language`` (zh or en)."""
    lines = (DATA / f"readings.{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [Reading(language, *line.split("\t")) for line in lines]


def _sounds(text: str) -> str:
    """Phonemes without stress, pauses and the borders of words."""
    return re.sub(r"[ˈˌ\s,.;:?!-]", "", phonemes(text, "en-us"))
