"""The trained part that tells an answer to "where is it?" that describes a place from one that tells none."""

from __future__ import annotations

from kiosk.languages import Language, Said
from kiosk.packs import Pack
from kiosk.understanding import weighed

LEAST = -1.0
"""The score from which an answer describes a place: what is kept unmeant is seen in the read-back, what is
not kept is asked for again."""
_LONGEST = 8
_WHOLE = 4  # letters of a word from which its parts are looked at


def describes_place(said: Said, pack: Pack) -> bool:
    """Whether the text may describe a place; where nothing was trained, whether it denies or asks nothing."""
    if trained := weighed.load(pack.folder / "described.bin"):
        return trained.score(features(said.plain, said.language)) >= LEAST
    words = pack.words
    against = (*words.negations, *words.doubts, *words.said.get("no", ()))
    return said.language.any_of(against).search(said.plain) is None


def features(plain: str, lang: Language) -> set[str]:
    """One to three words in a row with the text's bounds (characters where nothing parts words), parts of
    words, and how long it is."""
    words = lang.words(plain)
    bound = ["<", *words, ">"]
    found = {" ".join(bound[at : at + n]) for n in (1, 2, 3) for at in range(len(bound) - n + 1)}
    if lang.space:
        edged = [f"^{word}$" for word in words if len(word) >= _WHOLE]
        found |= {"~" + w[at : at + n] for w in edged for n in (3, 4) for at in range(len(w) - n + 1)}
    return found | {f"#{min(len(words), _LONGEST)}"}
