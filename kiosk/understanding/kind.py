"""Which of the hotline's six kinds a request is: consult, help, complaint, report, suggestion, praise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.packs import Pack, read
from kiosk.understanding.text import plain
from kiosk.understanding.understood import Kind, Urgency

# Beside the trained part's scores (about 0 to 1) and the weights of the signs in kinds.toml.
_USUAL = 0.35


class _Sign(msgspec.Struct, frozen=True):
    kind: Kind
    words: str
    weight: float = 0.5
    unless: str = ""


class _File(msgspec.Struct, frozen=True):
    usual: dict[Kind, tuple[str, ...]] = {}
    sign: tuple[_Sign, ...] = ()


_Signs = tuple[tuple[_Sign, re.Pattern[str], re.Pattern[str] | None], ...]


@lru_cache(maxsize=8)
def _signs(folder: Path) -> tuple[dict[str, Kind], _Signs]:
    path = folder / "kinds.toml"
    if not path.is_file():
        return {}, ()
    file = read(path, _File)
    usual = {code: kind for kind, codes in file.usual.items() for code in codes}
    return usual, tuple(
        (s, re.compile(s.words), re.compile(s.unless) if s.unless else None) for s in file.sign
    )


def kind(text: str, pack: Pack, scores: Mapping[str, float], category: str, urgency: Urgency) -> Kind:
    """The kind: by the signs in its words, by what the category's requests usually are, by the trained part.

    Danger makes it a call for help, or a report where it is told of others and nobody asks for help.
    """
    said = plain(text, pack.tag)
    usual, signs = _signs(pack.folder)
    sums = {k: scores.get(f"kind:{k}", 0.0) for k in Kind}
    if category in usual:
        sums[usual[category]] += _USUAL
    for sign, words, unless in signs:
        if words.search(said) and not (unless and unless.search(said)):
            sums[sign.kind] += sign.weight
    if urgency is not Urgency.NORMAL:
        return (
            Kind.REPORT
            if usual.get(category) is Kind.REPORT and sums[Kind.REPORT] > sums[Kind.HELP]
            else Kind.HELP
        )
    if not any(sums.values()):
        return Kind.HELP
    return max(sums, key=lambda k: sums[k])
