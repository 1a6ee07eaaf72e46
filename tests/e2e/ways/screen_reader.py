"""By screen reader alone: names, roles and what it is told; no picture, no place on the glass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.packs import load_pack
from tests.e2e.screen_reader import Found, ScreenReader, accessibility_bus
from tests.e2e.stage import Stage, kiosk_on_stage, settings_file
from tests.e2e.ways import Journey
from tests.virtual_audio import SoundCard

REQUESTS = {
    "en": "The elevator in building three is broken, and my mother cannot get down.",
    "zh-CN": "我们小区三号楼的电梯坏了，老人下不了楼。",
}
_STEPS = 12
"""Screens after which the way is lost."""


@contextmanager
def on_stage(folder: Path, card: SoundCard) -> Iterator[Stage]:
    """A kiosk that was set up for a screen reader, and a bus that one can reach it by."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = settings_file(folder, access={"screen_reader": True})
    with accessibility_bus() as env, kiosk_on_stage(folder, card, settings=settings, env=env) as stage:
        yield stage


def go(stage: Stage, language: str, reader: ScreenReader | None = None) -> Journey:
    """From the welcome to a ticket, and to the welcome again for the next resident."""
    own = reader or ScreenReader(stage.env)
    try:
        return _go(own, language)
    finally:
        if reader is None:
            own.close()


def _go(reader: ScreenReader, language: str) -> Journey:
    said = load_pack(language).prompts
    before = reader.presses
    reader.press(said["welcome.start"])
    reader.press(said["speak.type"])
    reader.write(REQUESTS[language])
    reader.press(said["edit.done"])
    wishes = (said["check.yes"], said["readback.send"], said["place.skip"], said["contact.skip"])
    for _ in range(_STEPS):
        tree = reader.until(
            lambda tree: _names(tree) & {*wishes, said["done.leave"], said["category.question"]},
            "a screen that asks for something",
        )
        if said["done.leave"] in _names(tree):
            break
        reader.press(next((wish for wish in wishes if wish in _names(tree)), _first_choice(tree)))
        heading = _heading(tree)
        reader.until(lambda tree, asked=heading: _heading(tree) != asked, f"what comes after {heading!r}")  # type: ignore[misc]  # bound now
    number = next(p.name for p in tree if p.role == "label" and p.name.replace(" ", "").isdigit())
    presses = reader.presses - before
    reader.press(said["done.leave"])
    reader.until(lambda tree: said["done.leave"] not in _names(tree), "the welcome")
    return Journey(number.replace(" ", ""), presses=presses)


def _names(tree: list[Found]) -> set[str]:
    return {part.name for part in tree}


def _heading(tree: list[Found]) -> str:
    return next((part.name for part in tree if part.role == "heading"), "")


def _first_choice(tree: list[Found]) -> str:
    """The first thing to press after the question."""
    after = [part.role for part in tree].index("heading")
    return next(part.name for part in tree[after:] if part.role == "push button")
