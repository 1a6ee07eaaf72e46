"""The words of the prompts: no sentence too long for a ten-year-old's ear, none with a word of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.languages import language
from kiosk.languages.text import HAN
from kiosk.packs import Pack

_SENTENCE = re.compile(r"[^。！？.!?…]+[。！？.!?…]*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_WORD = re.compile(rf"[{HAN}]|(?:(?![{HAN}])[\w’'-])+")


def sentences(prompt: str) -> list[str]:
    """The sentences of a prompt, without what its placeholders stand for."""
    bare = _PLACEHOLDER.sub("", prompt)
    return [s.strip() for s in _SENTENCE.findall(bare) if s.strip()]


def length(sentence: str) -> int:
    """How long it is: hanzi, and words of other letters and figures."""
    return len(_WORD.findall(sentence))


def too_long(pack: Pack) -> Iterator[str]:
    """Each sentence over the language's limit, with its key and its length."""
    most = language(pack.tag).longest_sentence
    for key, text in pack.prompts.items():
        for sentence in sentences(text):
            count = length(sentence)
            if count > most:
                yield f"{pack.tag} {key}: {sentence} ({count})"


def of_the_trade(pack: Pack) -> Iterator[str]:
    """Each prompt with a word of the trade in it."""
    for key, text in pack.prompts.items():
        found = re.search(pack.trade, _PLACEHOLDER.sub("", text), re.IGNORECASE)
        if found:
            yield f"{pack.tag} {key}: {found[0]!r} in {text}"


def characters(pack: Pack) -> set[str]:
    """Every character the kiosk may have to show in a language: all that its pack holds."""
    texts = [pack.name, *pack.prompts.values()]
    texts += [t for c in pack.categories for t in (c.name, c.department, c.group)]
    texts += [path.read_text(encoding="utf-8") for path in sorted(pack.folder.glob("*.toml"))]
    return {c for text in texts for c in text if not c.isspace() and c.isprintable()}
