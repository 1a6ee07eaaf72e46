"""Hanzi for typed pinyin: words of the pack first, then single characters, the frequent ones in front.

Not an input method for every word of the language, but for what residents write about: it knows the words
of the pack's lexicon by their whole pinyin, and every character of the language by its syllable. How
frequent a character is comes from the pack's own texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from kiosk.packs import Pack
from kiosk.understanding.sound import readings, syllables

_ALSO = {"di": "地的", "hang": "行", "chong": "重", "le": "了乐", "chang": "长", "shui": "谁"}
MOST = 24  # candidates that are worth paging through


class Pinyin:
    """Candidates for the on-screen keyboard. What it needs is read at the first key, in some 20 ms."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def candidates(self, letters: str) -> list[str]:
        """Words and characters for toneless pinyin without spaces ("diantichang"), likeliest first."""
        letters = "".join(c for c in letters.lower() if c.isalpha() and c.isascii())
        if not letters:
            return []
        whole = self._words.get(letters, [])
        begun = [w for pinyin, words in self._words.items() if pinyin.startswith(letters) for w in words]
        exact = self._characters.get(letters, [])
        longer = [
            c
            for syllable, characters in self._characters.items()
            if syllable.startswith(letters) and syllable != letters
            for c in characters[:3]
        ]
        begun.sort(key=len)
        found = [*whole, *exact[:8], *begun[:6], *exact[8:], *self._by_frequency(longer)]
        return list(dict.fromkeys(found))[:MOST]

    @cached_property
    def _frequency(self) -> Counter[str]:
        texts = [*self._pack.prompts.values(), *(c.name for c in self._pack.categories)]
        for name in ("phrases.txt", "stories.txt", "lexicon.txt", "answers.toml"):
            path = self._pack.folder / name
            if path.is_file():
                texts.append(path.read_text(encoding="utf-8"))
        return Counter("".join(texts))

    def _by_frequency(self, characters: list[str]) -> list[str]:
        return sorted(characters, key=lambda c: -self._frequency[c])

    @cached_property
    def _characters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for character, syllable in readings().items():
            found[syllable].append(character)
        for syllable, also in _ALSO.items():
            found[syllable] += also
        return {syllable: self._by_frequency(characters) for syllable, characters in found.items()}

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        path = self._pack.folder / "lexicon.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        words = [w for line in lines if not line.startswith("#") for w in line.split()[1:]]
        words += [c.name for c in self._pack.categories]
        found: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if len(word) > 1:
                found["".join(syllables(word, folded=False))].append(word)
        return dict(found)
