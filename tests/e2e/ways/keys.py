"""By five keys alone: up, down, left, right, select. What they come to is said."""

from __future__ import annotations

from tests.e2e.stage import TOUCH_WAY, Stage
from tests.e2e.ways import Journey
from tests.e2e.ways.hearing import hear, number_said, ready


def go(stage: Stage, language: str) -> Journey:
    """From the welcome screen to a number that was heard, and back."""
    return way(stage, language, Keys(stage))


def way(stage: Stage, language: str, keys: Keys) -> Journey:
    """The same by other keys: two switches need no more."""
    ready(stage)
    stage.until("welcome")
    keys.press(keys.on)  # the first key says how the kiosk is used
    stage.until("how-to")
    keys.press(keys.on)  # and any key skips that
    stage.until("welcome")
    keys.choose(f"language-{language}")
    stage.until("speak", language=language)
    for screen, code in TOUCH_WAY:
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
        self._stage, self.on, self._select = stage, on, select
        self.presses = 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.presses += 1
        self._stage.key(key)

    def choose(self, code: str) -> None:
        """Go on until the control is named, hear its name, choose it."""
        stage = self._stage
        since = stage.since_screen()
        moved = False
        for _ in range(40):
            focus = stage.wait(lambda line: line["it"] == "focus", "a control to be named", since=since)
            if focus["code"] == code:
                if moved:  # who knows the way need not hear all of a new screen first
                    hear(stage, focus["words"][0], since)
                stage.armed(code)
                self.press(self._select)
                return
            moved = True
            since = stage.count()
            self.press(self.on)
        raise AssertionError(f"no way leads to {code}")
