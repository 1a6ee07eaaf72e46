"""By a single switch: the controls come one by one and name themselves; a press chooses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.stage import TOUCH_WAY, Stage, kiosk_on_stage, settings_file
from tests.e2e.ways import Journey
from tests.e2e.ways.hearing import hear, number_said, ready
from tests.virtual_audio import SoundCard

SWITCH = "F8"
_ROUND_S = 120.0  # a whole round of a screen, each control named and waited for


@contextmanager
def on_stage(folder: Path, card: SoundCard) -> Iterator[Stage]:
    """A kiosk that dwells on each control as briefly as an administrator may set."""
    (folder / "settings").mkdir(parents=True, exist_ok=True)
    settings = settings_file(folder / "settings", access={"scan_s": 1.0})
    with kiosk_on_stage(folder, card, settings=settings) as stage:
        yield stage


def go(stage: Stage, language: str) -> Journey:
    """From the welcome screen to a number that was heard, and back."""
    switch = _Switch(stage)
    ready(stage)
    stage.until("welcome")
    switch.press()  # the first press says how the kiosk is used, and lets the controls come by themselves
    stage.until("how-to")
    switch.press()
    stage.until("welcome")
    switch.choose(f"language-{language}")
    for screen, code in TOUCH_WAY:
        stage.until(screen)
        switch.choose(code)
    before = stage.count()
    stage.until("done")
    number = number_said(stage, before)
    switch.choose("leave")
    stage.until("welcome")
    return Journey(number, presses=switch.presses)


class _Switch:
    """One key, counted."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.presses = 0

    def press(self) -> None:
        """Press it, as slowly as a hand does."""
        self.presses += 1
        self._stage.strike(SWITCH)

    def choose(self, code: str) -> None:
        """Wait until the control has come and is being named; press."""
        stage = self._stage
        since = stage.since_screen()
        if stage.shown()["lamp"] == "speaking" and stage.shown()["screen"] != "done":
            self.press()  # who knows the screen need not hear it out: the controls come at once
        focus = stage.wait(
            lambda line: line["it"] == "focus" and line["code"] == code, f"{code} to come", since, _ROUND_S
        )
        hear(stage, focus["words"][0], stage.lines.index(focus))
        self.press()
