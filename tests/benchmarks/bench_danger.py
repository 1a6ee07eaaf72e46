"""Emergencies found and made up, and people who are being hurt, on sentences that nothing was trained on.

In the folder blind of tests/data/said are sentences that nobody read before they were measured on; where
they are not there, the second half of the development sets stands in, and no line of it was trained on.
"""

from __future__ import annotations

import time

from kiosk.packs import Pack, load_pack
from kiosk.understanding import understand
from kiosk.understanding.understood import Urgency
from kiosk.understanding.urgency import find_danger
from tests.benchmarks.table import Row, percentile
from tests.said_sets import BLIND, TAGS, deeds, labelled

_LETTER = 1500
"""Characters of a long letter."""


def run() -> list[Row]:
    """Judge both languages."""
    return [row for short in TAGS for row in (*_dangers(short), *_deeds(short), *_times(short))]


def _dangers(short: str) -> list[Row]:
    pack = load_pack(TAGS[short])
    lines = labelled(f"danger.{short}.tsv", BLIND)
    which = "blind" if lines else "development, every second line"
    lines = lines or labelled(f"danger.{short}.tsv")[1::2]
    heard = [(level, find_danger(text, pack).level) for level, text in lines]
    found = [h is Urgency.EMERGENCY for level, h in heard if level == "emergency"]
    false = [h is Urgency.EMERGENCY for level, h in heard if level == "normal"]
    return [
        _row(f"{short}: emergencies found ({which})", found, 0.97),
        _row(f"{short}: ordinary matters taken for an emergency ({which})", false, 0.01, at_most=True),
    ]


def _deeds(short: str) -> list[Row]:
    pack = load_pack(TAGS[short])
    lines = deeds(short, BLIND)
    which = "blind" if lines else "development, every second line"
    lines = lines or deeds(short)[1::2]
    heard = [(category, understand(text, pack)) for _, category, text in lines]
    return [
        _row(
            f"{short}: somebody is being hurt: at least urgent ({which})",
            [r.urgency is not Urgency.NORMAL for _, r in heard],
            0.97,
        ),
        _row(
            f"{short}: somebody is being hurt: right category ({which})",
            [_first(r.category, [c.code for c in r.candidates]) == category for category, r in heard],
            0.90,
        ),
    ]


def _times(short: str) -> list[Row]:
    pack = load_pack(TAGS[short])
    texts = [text for _, text in labelled(f"danger.{short}.tsv")]
    letter = (("。" if short == "zh" else ". ").join(texts))[:_LETTER]
    request = percentile([_ms(text, pack) for text in texts], 95)
    whole = percentile([_ms(letter, pack) for _ in range(5)], 50)
    return [
        Row(f"{short}: time to understand, p95", "<= 10 ms", f"{request:.1f} ms", request <= 10),
        Row(f"{short}: time to understand {_LETTER} characters", "<= 60 ms", f"{whole:.1f} ms", whole <= 60),
    ]


def _ms(text: str, pack: Pack) -> float:
    start = time.perf_counter()
    understand(text, pack)
    return (time.perf_counter() - start) * 1000


def _first(category: str, candidates: list[str]) -> str:
    return category or (candidates[0] if candidates else "")


def _row(what: str, right: list[bool], goal: float, *, at_most: bool = False) -> Row:
    share = sum(right) / max(1, len(right))
    sign = "<=" if at_most else ">="
    met = share <= goal if at_most else share >= goal
    return Row(what, f"{sign} {goal:.0%}", f"{share:.1%} ({sum(right)} of {len(right)})", met)
