"""Whose number it is, where it is, whether any text makes understanding fail, and how long it takes.

Each figure is of the sentences in tests/data/said (some of them were trained on) and of those in
tests/data/said/blind, by authors who had not seen the program, on which nothing was ever tuned.
"""

from __future__ import annotations

import csv
import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from kiosk.packs import Pack, load_pack
from kiosk.understanding import phone, understand
from kiosk.understanding.places import find_place
from tests.benchmarks.table import Row, percentile
from tests.labelled_requests import REQUESTS
from tests.places_judged import right, wrong_number
from tests.said_sets import BLIND, SAID, TAGS, labelled, sentences

GENERATED = 5_000  # in each language
PART = 500  # texts that a process takes at a time: one after the other they took nine minutes
LETTERS, LETTER = 40, 1500  # how many, and how long in characters


def run() -> list[Row]:
    """Judge both languages."""
    rows = []
    for ll, tag in TAGS.items():
        pack = load_pack(tag)
        for which, folder in (("said", SAID), ("blind", BLIND)):
            rows += [
                *_phones(f"{tag}, {which}", ll, pack, folder),
                *_places(f"{tag}, {which}", ll, pack, folder),
            ]
        rows += _times(ll, pack)
    with ProcessPoolExecutor() as workers:
        return [*rows, *_crashes(workers)]


def _phones(where: str, ll: str, pack: Pack, folder: Path) -> Iterator[Row]:
    others = sentences(f"others-phone.{ll}.txt", folder)
    if others:
        taken = sum(bool(phone.find(request, pack)) for request in others)
        asked = sum(bool(phone.offered(phone.numbers(request, pack))) for request in others)
        note = f"of {len(others)}; asked about: {asked}"
        yield Row(f"{where}: others' phones taken as contact", "0", str(taken), taken == 0, note)
    own = labelled(f"own-phone.{ll}.tsv", folder)
    if own:
        exact = sum(phone.find(request, pack) == digits for digits, request in own) / len(own)
        yield Row(f"{where}: own phones exact", ">= 99 %", f"{exact:.1%}", exact >= 0.99, f"of {len(own)}")


def _places(where: str, ll: str, pack: Pack, folder: Path) -> Iterator[Row]:
    found = [(p, request, find_place(request, pack)) for p, request in labelled(f"places.{ll}.tsv", folder)]
    said = [one for one in found if one[0]]
    if not said:
        return
    wrong = sum(wrong_number(place, p, request, pack.tag) for p, request, place in said)
    hits = sum(right(place, p, request, pack.tag) for p, request, place in said) / len(said)
    yield Row(f"{where}: places with a wrong number", "0", str(wrong), wrong == 0, f"of {len(said)}")
    yield Row(f"{where}: places right where one is said", ">= 88 %", f"{hits:.1%}", hits >= 0.88)
    none = [place for p, _, place in found if not p]
    none += [find_place(answer, pack) for answer in sentences(f"not-places.{ll}.txt", folder)]
    made_up = sum(map(bool, none)) / len(none) if none else 0.0
    yield Row(f"{where}: places made up", "<= 4 %", f"{made_up:.1%}", made_up <= 0.04, f"of {len(none)}")


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, kept: list[logging.LogRecord]) -> None:
        super().__init__(logging.ERROR)
        self.emit = kept.append  # type: ignore[method-assign,assignment]


def _crashes(workers: Executor) -> Iterator[Row]:
    """Parts that failed, each with a line in the log, on generated texts and on real ones."""
    for ll, tag in TAGS.items():
        texts = [*_generated(ll), *_real(ll)]
        parts = [texts[n : n + PART] for n in range(0, len(texts), PART)]
        failed = sum(workers.map(_failures, [tag] * len(parts), parts))
        yield Row(
            f"{tag}: crashes, texts generated and real", "0", str(failed), not failed, f"{len(texts)} texts"
        )


def _failures(tag: str, texts: list[str]) -> int:
    failed: list[logging.LogRecord] = []
    watch = _Kept(failed)
    log = logging.getLogger("kiosk.understanding.guarded")
    log.addHandler(watch)
    log.propagate = False
    pack = load_pack(tag)
    for text in texts:
        understand(text, pack)
    log.removeHandler(watch)
    log.propagate = True
    return len(failed)


def _generated(ll: str) -> Iterator[str]:
    """Pieces of real requests, numbers and strange signs, strung together."""
    rng = random.Random(12)
    pieces = [text[n : n + 7] for text in _requests(ll) for n in range(0, len(text), 7)]
    strange = [
        "\0",
        "\u200b",
        "\ufdfa",
        "e\u0301",
        "𝟙",
        "½",
        "-",
        "'",
        "，",
        "5-2-301",
        "no sorry",
        "不对",
        "幺三八",
        "\n",
    ]
    for _ in range(GENERATED):
        yield "".join(
            rng.choice(pieces if rng.random() < 0.8 else strange) for _ in range(rng.randint(1, 30))
        )


def _real(ll: str) -> Iterator[str]:
    """Every line that is there to measure or to test in this language, and one in twenty to train with."""
    for path in sorted(REQUESTS.rglob(f"*.{ll}.*")):
        yield from path.read_text(encoding="utf-8").splitlines()
    phrases = (load_pack(TAGS[ll]).folder / "phrases.txt").read_text(encoding="utf-8")
    yield from phrases.splitlines()[::20]


def _requests(ll: str) -> list[str]:
    with (REQUESTS / f"requests.fresh.{ll}.tsv").open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines, delimiter="\t")]


def _times(ll: str, pack: Pack) -> Iterator[Row]:
    rng = random.Random(5)
    requests = _requests(ll)
    usual = percentile([_ms(text, pack) for text in requests], 95)
    yield Row(f"{pack.tag}: time a request, p95", "<= 10 ms", f"{usual:.1f} ms", usual <= 10)
    letters = ["\n".join(rng.sample(requests, 40))[:LETTER] for _ in range(LETTERS)]
    long = percentile([_ms(text, pack) for text in letters], 95)
    yield Row(
        f"{pack.tag}: time a letter of {LETTER} characters, p95", "<= 60 ms", f"{long:.1f} ms", long <= 60
    )


def _ms(text: str, pack: Pack) -> float:
    """By the processor's clock: what others do on the machine does not count."""
    start = time.process_time()
    understand(text, pack)
    return (time.process_time() - start) * 1000
