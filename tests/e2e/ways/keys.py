"""By five keys alone: up, down, left, right, select. What they come to is said."""

from __future__ import annotations

from tests.e2e.stage import Stage
from tests.e2e.ways import Journey
from tests.e2e.ways.hearing import hear, number_said, ready

_WAY = (
    ("speak", "touch"),
    ("categories", "choice-1"),
    ("place", "skip"),
    ("contact", "skip"),
    ("readback", "yes"),
)


def go(stage: Stage, language: str) -> Journey:
    """From the welcome screen to a number that was heard."""
    keys = Keys(stage)
    ready(stage)
    stage.until("welcome")
    keys.press("Right")  # the first key says how the kiosk is used
    stage.until("how-to")
    keys.press("Right")  # and any key skips that
    stage.until("welcome")
    keys.choose(f"language-{language}")
    stage.until("speak", language=language)
    for screen, code in _WAY:
        stage.until(screen)
        keys.choose(code)
    before = stage.count()
    stage.until("done")
    number = number_said(stage, before)
    keys.choose("leave")
    stage.until("welcome")
    return Journey(number, presses=keys.presses)


class Keys:
    """Ten fingers are not needed: each press is counted."""

    def __init__(self, stage: Stage, on: str = "Right", select: str = "Return") -> None:
        self._stage, self._on, self._select = stage, on, select
        self.presses = 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.presses += 1
        self._stage.key(key)

    def choose(self, code: str) -> None:
        """Go on until the control is named, hear its name, choose it."""
        stage = self._stage
        screen = stage.shown()["screen"]
        since = max(n for n, line in enumerate(stage.look()) if line["it"] == "screen")
        while since and stage.lines[since - 1].get("screen", screen) == screen:
            since -= 1
        moved = False
        for _ in range(40):
            focus = stage.wait(lambda line: line["it"] == "focus", "a control to be named", since=since)
            if focus["code"] == code:
                if moved:  # who knows the way need not hear all of a new screen first
                    hear(stage, focus["words"][0], since)
                self.press(self._select)
                return
            moved = True
            since = stage.count()
            self.press(self._on)
        raise AssertionError(f"no way leads to {code}")
