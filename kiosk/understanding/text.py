"""Text as recognizers give it, brought to one plain form: lower case, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKS = re.compile(r"[^\w\s']|_")
_SPACES = re.compile(r"\s+")
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_AROUND_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


def is_chinese(tag: str) -> bool:
    """Whether the language is written without spaces between words, in Han characters."""
    return tag.split("-")[0] in ("zh", "yue", "cmn")


def plain(text: str, tag: str) -> str:
    """Lower case, no punctuation, no spaces in Chinese and single ones elsewhere."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    text = _SPACES.sub(" ", _MARKS.sub(" ", text)).strip()
    return _AROUND_HAN.sub("", text) if is_chinese(tag) else text


def close_spaces(text: str) -> str:
    """The text without a recognizer's spaces between Han characters; Latin words and digits keep theirs."""
    return _BETWEEN_HAN.sub("", _SPACES.sub(" ", text)).strip()


@lru_cache(maxsize=64)
def any_of(phrases: tuple[str, ...], tag: str) -> re.Pattern[str]:
    """A pattern that finds the longest of the phrases (plain form), at word bounds where there are any."""
    plains = sorted({p for p in (plain(x, tag) for x in phrases) if p}, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p) for p in plains) or r"(?!)"
    return re.compile(f"(?:{body})" if is_chinese(tag) else rf"(?<![\w'])(?:{body})(?![\w'])")


def without(text: str, phrases: Iterable[str], tag: str) -> str:
    """Plain text without the given words (fillers) at either end, as often as they come."""
    words = sorted((plain(p, tag) for p in phrases), key=len, reverse=True)
    space = "" if is_chinese(tag) else " "
    while True:
        for word in words:
            if word and text.startswith(word + space) and text != word:
                text = text[len(word) :].strip()
                break
            if word and text.endswith(space + word) and text != word:
                text = text[: -len(word)].strip()
                break
        else:
            return text
