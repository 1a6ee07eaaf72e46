"""Marks and spaces as Chinese is written: Whisper mixes in half-width marks, and spaces between hanzi."""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = "，。？！：；"
_HALF = ",.?!:;"
_MARK = re.compile(rf"(?<=[{_HAN}”）])\s*[{re.escape(_HALF)}]")
_SPACE = re.compile(rf"(?<=[{_HAN}{_WIDE}])\s+|\s+(?=[{_HAN}{_WIDE}])")


def chinese_marks(text: str) -> str:
    """``text`` with wide marks behind hanzi, and without spaces beside hanzi and those marks."""
    wide = _MARK.sub(lambda mark: _WIDE[_HALF.index(mark.group()[-1])], text)
    return _SPACE.sub("", wide)
