"""By voice alone, eyes shut: from a hello to a number that was heard, read out slowly and heard again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from tests.e2e.stage import Stage, StageError
from tests.e2e.ways import Journey
from tests.e2e.ways.hearing import hear, number_said, ready
from tests.pace import patience
from tests.synthetic_speech import english, mandarin

# What is said on a screen, that of a word misheard among them: the first time, and from then on.
_SAYS = {
    "en": {
        "welcome": ("Hello.",),
        "speak": ("The elevator in building three is broken.",),
        "check": ("Louder.", "Yes, that is right."),
        "category": ("The first one.",),
        "place": ("Skip.",),
        "contact": ("five five five, zero one four nine", "Read it to me.", "Yes, that is right."),
        "neighbour": ("No.",),
        "readback": ("Yes, send it.",),
        "done": ("Read it to me.", "Goodbye."),
        "still-there": ("Yes, that is right.",),
        "help": ("Go on.",),
    },
    "zh-CN": {
        "welcome": ("你好。",),
        "speak": ("我们小区三号楼的电梯坏了。",),
        "check": ("念给我听。", "对，没错。"),
        "category": ("第一个。",),
        "place": ("跳过。",),
        "contact": ("跳过。",),
        "neighbour": ("不是。",),
        "readback": ("对，发出去。",),
        "done": ("念给我听。", "再见。"),
        "still-there": ("对，没错。",),
        "help": ("我接着说。",),
    },
}
# Whoever finds that what was heard is not right says so, then the part that is to change, then yes.
_MENDS: Mapping[str, list[tuple[str, ...]]] = {
    "check": [("Louder.", "No."), ("Yes, that is right.",)],
    "mend": [("Building four.",)],
}
_ANSWERS_S = 8.0
"""After so long one says hello again."""
_VOICES = {"en": english, "zh-CN": mandarin}


def go(stage: Stage, language: str, *, mends: bool = False) -> Journey:
    """From the welcome screen and back to it; ``mends``: on the way a part of the words is said anew."""
    voice = _Resident(stage, language, _MENDS if mends else {})
    ready(stage)
    stage.until("welcome")
    voice.greet()
    screen = stage.leave("welcome")
    while screen != "done":
        voice.answer(screen)
        screen = stage.leave(screen)
    agreed = voice.since
    number = number_said(stage, agreed)
    voice.answer(screen)
    hear(stage, ", ".join(number), agreed)  # slowly, as it was asked for
    stage.until("welcome")
    return Journey(number, turns=voice.turns)


class _Resident:
    """Says what belongs on a screen once the kiosk listens, and remembers when that was."""

    def __init__(self, stage: Stage, language: str, first: Mapping[str, list[tuple[str, ...]]]) -> None:
        self._stage, self._language = stage, language
        self._first = {screen: iter(visits) for screen, visits in first.items()}
        for text in chain.from_iterable((*_SAYS[language].values(), *chain.from_iterable(first.values()))):
            _VOICES[language](text)  # rendered once and kept: nobody waits for it while the kiosk listens
        self.turns = 0
        self.since = 0

    def greet(self) -> None:
        stage = self._stage
        stage.wait(
            lambda line: line["it"] == "ears" and line["what"] == "listening",
            "ears at rest",
            since=stage.since_screen(),
        )
        for _ in range(3):  # as anybody does where nobody answers
            self._say(_SAYS[self._language]["welcome"][0])
            try:
                stage.wait_until(lambda: stage.shown()["screen"] != "welcome", "an answer", _ANSWERS_S)
            except StageError:
                continue
            return

    def answer(self, screen: str) -> None:
        says = next(self._first.get(screen, iter(())), ()) or _SAYS[self._language][screen]
        for n, text in enumerate(says):
            if n:  # what the one before asked for is said first
                self._stage.until(screen, lamp="speaking")
            for _ in range(3):  # and again, as anybody does who was not understood
                self._stage.until(screen, lamp="listening")
                self._say(text)
                if self._understood():
                    break

    def _understood(self) -> bool:
        events = ("Pressed", "Dialled", "Heard", "HeardNothing")
        line = self._stage.wait(
            lambda line: line["it"] == "event" and line["event"] in events, "an answer", self.since
        )
        return bool(line["event"] != "HeardNothing")

    def _say(self, text: str) -> None:
        self.since = self._stage.count()
        self.turns += 1
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            Path(file.name).write_bytes(_VOICES[self._language](text))
            self._stage.card.play(Path(file.name)).wait(timeout=patience(60))
