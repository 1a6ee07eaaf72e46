"""By touch alone, ears shut: the loudspeaker is silenced first, and the request is typed on the glass."""

from __future__ import annotations

from tests.e2e.stage import WAY_ON, Stage
from tests.e2e.ways import Journey

TYPED = {"zh-CN": ("ludenghuaile", "路灯坏了"), "en": ("light broken", "light broken")}
"""What is touched key by key, and what it becomes."""


def go(stage: Stage, language: str) -> Journey:
    """From the welcome screen to the number on the glass, and to the welcome again."""
    hand = Hand(stage)
    stage.until("welcome")
    hand.touch("comfort")
    stage.until("comfort")
    hand.touch("quiet")
    hand.touch("close")
    stage.until("welcome")
    hand.touch(f"language-{language}")
    stage.until("speak", language=language)
    hand.touch("type")
    stage.until("edit")
    hand.write(*TYPED[language])
    hand.touch("typed")
    shown = stage.leave("edit")
    while shown != "done":
        hand.touch(WAY_ON[shown])
        shown = stage.leave(shown)
    number = stage.until("done")["number"]
    hand.touch("leave")
    stage.until("welcome")
    return Journey(number, presses=hand.touches)


class Hand:
    """One finger; each touch is counted."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.touches = 0

    def touch(self, code: str) -> None:
        """Touch a control where it stands."""
        self.touches += 1
        self._stage.touch(code)

    def write(self, letters: str, wanted: str) -> None:
        """Touch key after key; in Mandarin, the candidate that is meant."""
        for letter in letters:
            self.touch("key-space" if letter == " " else f"key:{letter}")
        if letters != wanted:
            self._stage.wait(
                lambda line: wanted in line.get("offers", ()),
                f"“{wanted}” in the row",
                self._stage.since_screen(),
            )
            self.touch(f"candidate-{self._stage.shown()['offers'].index(wanted)}")
