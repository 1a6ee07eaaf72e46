"""What a language does in code: one object a tag, the defaults for every language without one."""

from __future__ import annotations

from functools import lru_cache

from kiosk.languages.base import InputMethod, Language
from kiosk.languages.english import English
from kiosk.languages.mandarin import Mandarin
from kiosk.languages.said import Said

__all__ = ["InputMethod", "Language", "Said", "as_said", "language"]

_BY_SUBTAG: dict[str, type[Language]] = {"zh": Mandarin, "cmn": Mandarin, "yue": Mandarin, "en": English}


@lru_cache(maxsize=32)
def language(tag: str) -> Language:
    """The language of a pack, by the first part of its tag ("zh-CN"); the defaults where it has no object."""
    return _BY_SUBTAG.get(tag.partition("-")[0], Language)(tag)


def as_said(text: str | Said, tag: str) -> Said:
    """A text as ``Said``, unless it is already."""
    return text if isinstance(text, Said) else Said(text, language(tag))
