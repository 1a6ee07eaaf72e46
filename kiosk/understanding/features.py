"""What the trained part sees of a text: n-grams of characters or words, and the same by sound."""

from __future__ import annotations

import re
from itertools import pairwise

from kiosk.understanding.sound import key, syllables
from kiosk.understanding.text import is_chinese, plain

# A resident's story is at most some minutes long; more than this adds nothing to what it is about.
_LONGEST = 600

# "It's not the lift, it's the hall light", "不是楼道的灯，是马路上的灯": what it is not
# says nothing of what it is.
_DENIED_EN = re.compile(
    r"\b(?:it's not|it isn't|it ain't|it is not|i don't mean|never mind) (?:about )?(?:the|my|our|that) \w+"
)
_DENIED_ZH = re.compile(r"(?<!是)不是[^是]{2,8}(?=是)")

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "mice": "mouse",
    "lorries": "lorry",
}


def features(text: str, tag: str) -> set[str]:
    """The features of a text in a language. The first character names the sort: c characters, s sounds,
    w words, g character grams, b beginning, e end."""
    said = plain(text, tag)[:_LONGEST]
    return _chinese(_DENIED_ZH.sub("", said)) if is_chinese(tag) else _spaced(_DENIED_EN.sub("", said))


def _chinese(said: str) -> set[str]:
    found = {"c" + said[i : i + n] for n in (1, 2, 3) for i in range(len(said) - n + 1)}
    sounds = syllables(said)
    found |= {"s" + " ".join(sounds[i : i + n]) for n in (1, 2, 3) for i in range(len(sounds) - n + 1)}
    return found | {"e" + said[-n:] for n in (1, 2)} | {"b" + said[:2]}


def _spaced(said: str) -> set[str]:
    words = [stem(w) for w in said.split()]
    found = {"w" + w for w in words}
    found |= {f"w{a} {b}" for a, b in pairwise(words)}
    found |= {f"w{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    keys = [key(w) for w in words]
    found |= {"s" + k for k in keys if len(k) > 1}
    found |= {f"s{a} {b}" for a, b in pairwise(keys)}
    for word in words:
        edged = f"<{word}>"
        if len(word) > 3:
            found |= {"g" + edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)}
    return found | {"e" + " ".join(words[-2:]), "b" + " ".join(words[:2]), "b" + " ".join(words[:3])}


def stem(word: str) -> str:
    """An English word without its commonest endings, so that forms of a word meet."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = word.removesuffix("'s")
    for ending, put, least in (
        ("ies", "y", 5),
        ("sses", "ss", 5),
        ("ing", "", 6),
        ("ed", "", 5),
        ("s", "", 4),
    ):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            bare = word[: -len(ending)] + put
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lse" else bare
    return word
