"""What people say on a screen, and what it does: agreement, requests, choices, numbers, places.

The sentences of tests/data/said were read while the answers were written, so their figures are optimistic;
those in said/blind, by other authors, are the honest ones.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.conversation.events import Dialled, Heard
from tests.benchmarks.table import Row
from tests.said import PACKS, agrees, chosen, said_on
from tests.said_sets import BLIND, SAID, labelled, sentences

_SETS = {"dev": SAID, "blind": BLIND}


def run() -> list[Row]:
    """Both languages, both sets as far as they are there."""
    return [
        row
        for which, folder in _SETS.items()
        for tongue in PACKS
        for measure in (_agreement, _requests, _choices, _keypad, _places)
        for row in measure(f"{PACKS[tongue].tag}, {which}:", tongue, folder)
    ]


def _agreement(about: str, tongue: str, folder: Path) -> list[Row]:
    rows = []
    for screen in ("readback", "check"):
        if others := sentences(f"not-yes.{tongue}.txt", folder):
            taken = [words for words in others if agrees(said_on(screen, words, tongue))]
            what = f"{about} not-agreements taken for yes at {screen}"
            rows.append(Row(what, "0", str(len(taken)), not taken, _of(others, taken)))
        if plain := sentences(f"yes.{tongue}.txt", folder):
            asked = [words for words in plain if not agrees(said_on(screen, words, tongue))]
            share = 1 - len(asked) / len(plain)
            note = "idioms among them" if folder == SAID else ""
            what = f"{about} agreements taken for yes at {screen}"
            rows.append(Row(what, ">= 97 %", f"{share:.1%}", share >= 0.97, _of(plain, asked, note)))
    return rows


def _requests(about: str, tongue: str, folder: Path) -> list[Row]:
    requests = sentences(f"requests-short.{tongue}.txt", folder)
    if not requests:
        return []
    events = [(words, said_on("speak", words, tongue)) for words in requests]
    taken = [words for words, event in events if not isinstance(event, Heard)]
    lost = [words for words, event in events if isinstance(event, Heard) and event.recognized != words]
    return [
        Row(
            f"{about} short requests taken for a command",
            "0",
            str(len(taken)),
            not taken,
            _of(requests, taken),
        ),
        Row(f"{about} requests that lost words", "0", str(len(lost)), not lost),
    ]


def _choices(about: str, tongue: str, folder: Path) -> list[Row]:
    table = labelled(f"choices.{tongue}.tsv", folder)
    if not table:
        return []
    found = [(label, words, chosen(words, tongue)) for label, words in table]
    wrong = [words for label, words, code in found if code not in ("-", label)]
    right = sum(label == code for label, _, code in found) / len(found)
    return [
        Row(
            f"{about} another choice taken than was meant", "0", str(len(wrong)), not wrong, _of(table, wrong)
        ),
        Row(f"{about} choices right, or rightly asked about again", "", f"{right:.1%}", None),
    ]


def _keypad(about: str, tongue: str, folder: Path) -> list[Row]:
    table = labelled(f"keypad.{tongue}.tsv", folder)
    if not table:
        return []
    dialled = [
        (
            label,
            words,
            event.digits if isinstance(event := said_on("contact", words, tongue), Dialled) else "",
        )
        for label, words in table
    ]
    valid = PACKS[tongue].phone.valid
    wrong = [words for label, words, digits in dialled if valid(digits) and digits != label]
    numbers = [digits == label for label, _, digits in dialled if label.isdigit()]
    right = sum(numbers) / len(numbers)
    return [
        Row(
            f"{about} another number dialled than was said",
            "0",
            str(len(wrong)),
            not wrong,
            _of(table, wrong),
        ),
        Row(f"{about} numbers dialled right", ">= 99 %", f"{right:.1%}", right >= 0.99, f"{len(numbers)}"),
    ]


def _places(about: str, tongue: str, folder: Path) -> list[Row]:
    others = sentences(f"not-places.{tongue}.txt", folder)
    if not others:
        return []
    taken = [words for words in others if isinstance(said_on("place", words, tongue), Heard)]
    return [Row(f"{about} no places taken for one", "", str(len(taken)), None, _of(others, taken))]


def _of(all_of_them: list[str] | list[tuple[str, str]], those: list[str], note: str = "") -> str:
    """How many there are, and the first of those that count."""
    parts = [f"of {len(all_of_them)}", note, "; ".join(those[:5])]
    return ": ".join(part for part in parts if part)
