"""Whether somebody greets the kiosk, and what they say behind the greeting."""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.languages import Said, language
from kiosk.packs import Pack, filled
from kiosk.understanding.answers import exactly
from kiosk.understanding.understood import Understood, Urgency

GREETS = ("hello", "go-on")
"""A greeting, and what one says to begin."""
_SOME = 0.3
"""The score from which a text is about something, though one would ask which category it is."""
_BETWEEN = r"[\s,，]*"

Slots = tuple[tuple[str, tuple[str, ...]], ...]


def greeted(said: Said, pack: Pack) -> str | None:
    """What follows the greeting that ``said`` begins with, "" where nothing does; None without a greeting."""
    if exactly(said, pack, GREETS):
        return ""
    words, clauses = pack.words, said.clauses
    pattern = _compiled(pack.tag, words.greetings, words.fillers, words.agreement.every_slot)
    if greeting := pattern.match(clauses):
        return said.written(greeting.end(), len(clauses)) if greeting.end() < len(clauses) else ""
    first, mark, _ = clauses.partition(language(pack.tag).clause)
    if mark and exactly(first, pack, GREETS):  # "为你好，…": it sounds like "喂，你好"
        return said.written(len(first + mark), len(clauses))
    return None


def tells_a_matter(request: Understood) -> bool:
    """Whether it says what somebody has come about: it is no mere "I want to report something", and nothing
    that was said to somebody else."""
    about = any(best.code != "other" and best.score >= _SOME for best in request.candidates[:1])
    return about or bool(request.place or request.deed) or request.urgency is not Urgency.NORMAL


@lru_cache(maxsize=8)
def _compiled(
    tag: str, greetings: tuple[str, ...], fillers: tuple[str, ...], slots: Slots
) -> re.Pattern[str]:
    """Fillers, then greetings in a row."""
    lang = language(tag)
    edge = r"(?![\w'])" if lang.space else ""
    before = "|".join(re.escape(lang.plain(filler)) for filler in fillers) or r"(?!)"
    greeting = filled(greetings, slots)
    return re.compile(rf"{_BETWEEN}(?:(?:{before}){edge}{_BETWEEN})*(?:(?:{greeting}){edge}{_BETWEEN})+")
