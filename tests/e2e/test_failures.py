"""Parts fail while somebody stands before the kiosk: the window lives, they are told, the session goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.tickets.tickets import Tickets
from tests.e2e.conftest import Speech
from tests.e2e.stage import TOUCH_WAY, Stage, data_folder, kiosk_on_stage
from tests.pace import patience
from tests.synthetic_speech import models
from tests.virtual_audio import OTHER_MICROPHONE, OTHER_SPEAKER, SoundCard


@pytest.fixture(scope="module")
def running(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One kiosk that goes from one failure to the next."""
    with kiosk_on_stage(tmp_path_factory.mktemp("failures"), sound_card) as stage:
        yield stage


@pytest.fixture
def stage(running: Stage) -> Iterator[Stage]:
    """It listens to a resident's first words in English."""
    _start_listening(running)
    yield running
    running.start_over()


def _start_listening(stage: Stage) -> None:
    stage.until("welcome")
    stage.touch("language-en")
    stage.until("speak")
    stage.touch("lamp")  # the resident need not hear it all
    stage.until("speak", lamp="listening")


def _finish_by_touch(stage: Stage) -> str:
    for screen, code in TOUCH_WAY:
        stage.until(screen)
        stage.touch(code)
    return str(stage.until("done")["number"])


def test_ears_killed_in_mid_utterance_come_back_and_the_session_goes_on(
    stage: Stage, sound_card: SoundCard, speech: Speech
) -> None:
    playing = sound_card.play(speech("en", "There is a big hole in the road outside the bank."))
    stage.wait(lambda line: line["it"] == "ears" and line["what"] == "speech", "the first sound")
    before = stage.count()
    os.kill(stage.child("ears"), signal.SIGKILL)
    stage.wait(lambda line: line["it"] == "screen" and line["lamp"] == "moment", "one moment", since=before)
    playing.wait(timeout=patience(30))
    stage.until("speak", lamp="listening")
    sound_card.play(speech("en", "There is a big hole in the road.")).wait(timeout=patience(30))
    assert "hole" in stage.until("check")["words"].lower()


def test_what_a_voice_that_hangs_was_to_say_is_said_by_the_next(stage: Stage) -> None:
    voice = stage.child("voice")
    os.kill(voice, signal.SIGSTOP)
    before = stage.count()
    stage.touch("repeat")
    stage.wait(lambda line: line["it"] == "highlight" and line["text"] != "", "it speaks again", since=before)
    assert stage.child("voice") != voice, "a new one was started"
    stage.until("speak", lamp="listening")


def test_a_sleep_of_the_machine_and_other_default_devices_start_nothing_again(
    stage: Stage, sound_card: SoundCard, speech: Speech
) -> None:
    children = [stage.child("ears"), stage.child("voice")]
    all_of_it = [stage.process.pid, *children]
    for one in all_of_it:
        os.kill(one, signal.SIGSTOP)
    time.sleep(5)  # the sleep itself: longer than a child may be silent
    for one in all_of_it:
        os.kill(one, signal.SIGCONT)
    stage.until("speak", lamp="listening")
    sound_card.play(speech("en", "There is a big hole in the road.")).wait(timeout=patience(30))
    assert "hole" in stage.until("check")["words"].lower()
    stage.touch("lamp")
    sound_card.connect_others()
    changed = stage.count()
    sound_card.make_default(OTHER_SPEAKER, OTHER_MICROPHONE)
    try:
        stage.wait(lambda line: line["it"] == "ears" and line["what"] == "device", "the other", since=changed)
        recording = sound_card.record(OTHER_SPEAKER)
        stage.touch("repeat")
        stage.wait_until(lambda: recording.peak() > 1000, "the other loudspeaker sounds")
        recording.stop()
        stage.touch("lamp")
        stage.until("check", lamp="listening")
        sound_card.play(speech("en", "Yes, that is right."), OTHER_MICROPHONE).wait(timeout=patience(30))
        stage.leave("check")
    finally:
        sound_card.make_default()
    assert [stage.child("ears"), stage.child("voice")] == children


def test_a_microphone_pulled_out_is_told_and_found_again(
    stage: Stage, sound_card: SoundCard, speech: Speech
) -> None:
    sound_card.unplug()
    try:
        stage.until("speak", lamp="off")
        assert "talk" not in stage.shown()["controls"]
    finally:
        sound_card.plug()
    stage.until("speak", lamp="listening")
    sound_card.play(speech("en", "The street lights are dark again.")).wait(timeout=patience(30))
    assert "light" in stage.until("check")["words"].lower()


def test_without_a_model_the_kiosk_says_so_and_serves_by_touch(sound_card: SoundCard, tmp_path: Path) -> None:
    kiosk = tmp_path / "kiosk"
    kiosk.mkdir()
    data = data_folder(kiosk)
    (data / "models").unlink()
    (data / "models").mkdir()
    for model in models().iterdir():
        (data / "models" / model.name).symlink_to(model)
    with kiosk_on_stage(kiosk, sound_card, data=data) as stage:
        _start_listening(stage)
        (data / "models" / "whisper-base").unlink()
        os.kill(stage.child("ears"), signal.SIGKILL)
        stage.until("speak", lamp="off")
        assert _finish_by_touch(stage)


def test_a_ticket_whose_number_was_shown_survives_a_kill(sound_card: SoundCard, tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    folder.mkdir()
    data = data_folder(folder)
    numbers = []
    for _ in range(2):
        with kiosk_on_stage(folder, sound_card, data=data) as stage:
            stage.until("welcome")
            stage.touch("language-en")
            numbers.append(_finish_by_touch(stage))
            stage.kill()
    with Tickets(data, folder / "settings" / "tickets.key") as tickets:
        assert all(tickets.store.find(number) for number in numbers)
    assert len(set(numbers)) == 2


def test_ctrl_c_leaves_no_child_behind(sound_card: SoundCard, tmp_path: Path) -> None:
    with kiosk_on_stage(tmp_path / "kiosk", sound_card) as stage:
        stage.until("welcome")
        children = [stage.child("ears"), stage.child("voice")]
        stage.process.send_signal(signal.SIGINT)
        assert stage.process.wait(timeout=patience(20)) == 0
    alive = subprocess.run(["ps", "-o", "pid=", "-p", ",".join(map(str, children))], capture_output=True)
    assert not alive.stdout.strip()
