"""When it happened, in the resident's own words: "since sunday", "three days", 昨天晚上, 三天了."""

from __future__ import annotations

from kiosk.languages import Said, as_said
from kiosk.packs import Pack

_BETWEEN = 12  # characters at most between a time and the one that corrects it


def when(text: str | Said, pack: Pack) -> str:
    """The words of time in a request, the last before a correction left out; empty where there are none."""
    said = as_said(text, pack.tag)
    found = list(said.language.times.finditer(said.plain))
    if not found:
        return ""
    first = found[0]
    if len(found) > 1:
        between = said.plain[first.end() : found[1].start()]
        correction = said.language.any_of(pack.words.corrections)
        if len(between) <= _BETWEEN and correction.fullmatch(between.strip()):
            first = found[1]
    return said.language.time_of(first)
