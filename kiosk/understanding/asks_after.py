"""Whether somebody asks after what they told before, and tells nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kiosk.languages import Said, language
from kiosk.packs import AsksAfter, Pack
from kiosk.understanding.answers import exactly

Words = tuple[str, ...]


def asks_after(said: Said, pack: Pack) -> bool:
    """Whether the whole utterance asks how an earlier request stands.

    Each of its words must be one that is used for that. Where one is left over ("the street lamp that I
    reported"), it may be what they have come about, and their words are kept.
    """
    if exactly(said, pack, ("ticket",)) == "ticket":
        return True
    asking = pack.words.asks_after
    words = tuple(language(pack.tag).words(said.plain))
    if not _covered(
        words, _phrases(pack.tag, (*asking.every, *pack.words.fillers, *pack.words.agreement.polite))
    ):
        return False
    return _asks(words, asking, pack.tag)


def _asks(words: Words, asking: AsksAfter, tag: str) -> bool:
    def names(phrases: tuple[str, ...]) -> bool:
        return any(_ends(words, at, _phrases(tag, phrases)) for at in range(len(words)))

    known = names(asking.mine) or names(asking.earlier)
    about = names(asking.slip) or (known and (names(asking.request) or names(asking.told)))
    return about and names(asking.asks)


def _covered(words: Words, phrases: frozenset[Words]) -> bool:
    """Whether the words are phrases, one behind the other."""
    reached = {0}
    for at in range(len(words)):
        if at in reached:
            reached.update(_ends(words, at, phrases))
    return len(words) in reached and bool(words)


def _ends(words: Words, at: int, phrases: frozenset[Words]) -> Sequence[int]:
    """Where phrases end that begin ``at`` a word."""
    longest = max(map(len, phrases), default=0)
    return [end for end in range(at + 1, min(at + longest, len(words)) + 1) if words[at:end] in phrases]


@lru_cache(maxsize=64)
def _phrases(tag: str, phrases: tuple[str, ...]) -> frozenset[Words]:
    lang = language(tag)
    return frozenset(tuple(lang.words(lang.plain(phrase))) for phrase in phrases)
