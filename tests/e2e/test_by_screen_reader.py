from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.packs import load_pack
from tests.e2e.screen_reader import ScreenReader, accessibility_bus
from tests.e2e.stage import PORTRAIT, Screen, Stage
from tests.e2e.ways.screen_reader import REQUESTS, go, on_stage
from tests.pace import eventually
from tests.virtual_audio import SoundCard


@pytest.fixture(scope="module")
def stage(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(tmp_path_factory.mktemp("kiosk"), sound_card) as stage:
        yield stage


@pytest.fixture(scope="module")
def reader(stage: Stage) -> Iterator[ScreenReader]:
    reader = ScreenReader(stage.env)
    yield reader
    reader.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_screen_reader_finds_its_way_to_a_ticket_and_leaves_nothing_behind(
    stage: Stage, reader: ScreenReader, language: str
) -> None:
    reader.announcements.clear()
    journey = go(stage, language, reader)
    ticket = stage.ticket(journey.number)
    assert ticket is not None
    assert ticket.recognized == REQUESTS[language]
    assert ticket.category == "elevator"
    told = " ".join(reader.announcements)
    said = load_pack(language).prompts
    assert said["speak.hint"] in told
    assert journey.number in told.replace(" ", "")
    assert REQUESTS[language] not in told  # their own words are read when they ask for them
    left = reader.until(lambda tree: tree, "the welcome")
    everything = " ".join(f"{p.name} {p.description} {p.text}" for p in left)
    assert REQUESTS[language] not in everything
    assert journey.number not in everything.replace(" ", "")


class ChangingWindow:
    """A window on the bus that shows what it is told to (see changing_window.py)."""

    def __init__(self, process: subprocess.Popen[str], reader: ScreenReader) -> None:
        self.process, self.reader = process, reader

    def show(self, screen: str, **more: str | list[str]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"screen": screen, "language": "en", **more}) + "\n")
        self.process.stdin.flush()


@pytest.fixture
def window() -> Iterator[ChangingWindow]:
    screen = Screen(PORTRAIT)
    with accessibility_bus() as bus:
        env = {**os.environ, **bus, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "tests.e2e.changing_window"]
        reader = ScreenReader(env, "changing-window")
        with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, text=True) as process:
            yield ChangingWindow(process, reader)
            assert process.stdin is not None
            process.stdin.close()
        reader.close()
    screen.close()


def test_captions_are_told_as_they_settle_errors_at_once_and_the_focus_can_be_moved(
    window: ChangingWindow,
) -> None:
    reader = window.reader
    window.show("speak", words=[""])
    reader.until(bool, "the window")
    window.show("speak", words=["The", "The lift", "The lift in", "The lift in block three"])
    reader.until_told("The lift in block three")
    window.show("speak", words=["The lift in block three is broken"])
    reader.until_told("is broken")
    captions = [text for text in reader.announcements if "lift" in text]
    assert captions == ["The lift in block three"], "not each of its beginnings"
    assert reader.errors == []
    window.show("contact-wrong")
    reader.until(lambda tree: [p for p in tree if p.name == "Erase"], "the keypad")
    eventually(lambda: reader.errors, "the error's announcement")
    assert reader.errors == [p.name for p in reader.tree() if p.role in ("alert", "notification")]
    assert len(reader.errors) == 1
    reader.focus("Get a person")
    reader.until(
        lambda tree: [p for p in tree if p.name == "Get a person" and "FOCUSED" in p.states], "focus"
    )
    assert reader.focused[-1] == "Get a person"
