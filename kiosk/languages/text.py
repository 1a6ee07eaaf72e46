"""Text as recognizers give it, brought to one plain form: lower case, no punctuation, single spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[^\w\s']|_")
_SPACES = re.compile(r"\s+")
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
"""Han characters, for a character class of a regular expression."""
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_AROUND_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


def normalized(text: str) -> str:
    """Lower case, no punctuation, single spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return _SPACES.sub(" ", _MARKS.sub(" ", text)).strip()


@lru_cache(maxsize=4096)
def letters(sign: str) -> str:
    """What of a sign has a place in plain text but spaces: letters, figures, apostrophes."""
    return normalized(sign).replace(" ", "")


def close_spaces(text: str) -> str:
    """The text without a recognizer's spaces between Han characters; Latin words and digits keep theirs."""
    return _BETWEEN_HAN.sub("", _SPACES.sub(" ", text)).strip()


def without_spaces_at_han(text: str) -> str:
    """The text without spaces beside Han characters."""
    return _AROUND_HAN.sub("", text)
