"""Which of the hotline's six kinds a request is: consult, help, complaint, report, suggestion, praise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.languages import Said, as_said
from kiosk.packs import Pack, read
from kiosk.understanding.understood import Kind, Urgency

# What the trained part's scores (about 0 to 1) and what is usual count beside the signs in kinds.toml.
_TRAINED, _USUAL = 1.5, 0.15


class _KindSign(msgspec.Struct, frozen=True):
    kind: Kind
    words: str
    weight: float = 0.5
    unless: str = ""


class _Kinds(msgspec.Struct, frozen=True):
    urgent_help: float = 0.5
    usual: dict[Kind, tuple[str, ...]] = {}
    sign: tuple[_KindSign, ...] = ()


@dataclass(frozen=True)
class _Signs:
    """The pack's signs, compiled, with what a category's requests usually are."""

    usual: dict[str, Kind]
    urgent_help: float
    signs: tuple[tuple[_KindSign, re.Pattern[str], re.Pattern[str] | None], ...]


@lru_cache(maxsize=8)
def _signs(folder: Path) -> _Signs:
    path = folder / "kinds.toml"
    file = read(path, _Kinds) if path.is_file() else _Kinds()
    return _Signs(
        {code: kind for kind, codes in file.usual.items() for code in codes},
        file.urgent_help,
        tuple((s, re.compile(s.words), re.compile(s.unless) if s.unless else None) for s in file.sign),
    )


def kind(text: str | Said, pack: Pack, scores: Mapping[str, float], category: str, urgency: Urgency) -> Kind:
    """The kind: by the signs in its words, by what the category's requests usually are, by the trained part.

    Danger to life is a call for help; so is near harm, unless its words are those of a mere report.
    """
    if urgency is Urgency.EMERGENCY:
        return Kind.HELP
    said = as_said(text, pack.tag).plain
    known = _signs(pack.folder)
    sums = {k: _TRAINED * scores.get(f"kind:{k}", 0.0) for k in Kind}
    if category in known.usual:
        sums[known.usual[category]] += _USUAL
    for sign, words, unless in known.signs:
        if words.search(said) and not (unless and unless.search(said)):
            sums[sign.kind] += sign.weight
    if urgency is Urgency.URGENT:
        return Kind.REPORT if sums[Kind.REPORT] > sums[Kind.HELP] + known.urgent_help else Kind.HELP
    if not any(sums.values()):
        return Kind.HELP
    return max(sums, key=lambda k: sums[k])
