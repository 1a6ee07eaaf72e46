"""A resident's whole way, with a real window, pointer, microphone, recognizer, voice and database."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.tickets.ticket import Ticket
from tests import listener
from tests.e2e.conftest import Speech
from tests.e2e.stage import BUILD, LANDSCAPE, WAY_ON, Stage, kiosk_on_stage
from tests.virtual_audio import SoundCard

REQUESTS = {
    "en": "The elevator in building three is broken, and my mother cannot get down.",
    "zh-CN": "我们小区三号楼的电梯坏了，老人下不了楼。",
}
YES = {"en": "yes, that is right", "zh-CN": "对，没错"}


def test_a_request_spoken_in_mandarin_becomes_a_ticket(kiosk: Stage, speech: Speech) -> None:
    _speak_a_request(kiosk, "zh-CN", speech, BUILD / "screens" / "zh-CN-portrait")


@pytest.mark.soak  # English by voice is gone in test_by_voice
def test_a_request_spoken_in_english_across_the_screen_becomes_a_ticket(
    sound_card: SoundCard, speech: Speech, tmp_path: Path
) -> None:
    with kiosk_on_stage(tmp_path / "kiosk", sound_card, size=LANDSCAPE) as stage:
        _speak_a_request(stage, "en", speech, BUILD / "screens" / "en-landscape")


def _speak_a_request(stage: Stage, language: str, speech: Speech, pictures: Path) -> None:
    stage.until("welcome")
    stage.picture(pictures / "1-welcome.png")
    recording = stage.card.record()
    stage.touch(f"language-{language}")
    stage.until("speak", lamp="listening")
    stage.picture(pictures / "2-listening.png")
    stage.speak(speech(language, REQUESTS[language]))
    stage.until("check", lamp="listening")
    stage.picture(pictures / "3-check.png")
    stage.touch("read")
    stage.until("check", lamp="speaking")
    stage.picture(pictures / "4-reading.png")
    stage.speak(speech(language, YES[language]))
    _answer_by_touch_until(stage, "readback", pictures)
    stage.picture(pictures / "6-readback.png")
    stage.touch("yes")
    number = stage.until("done")["number"]
    stage.until("done", lamp="listening")
    stage.picture(pictures / "7-done.png")
    pcm = recording.stop()
    recording.save(pictures / "said.wav")
    stage.touch("leave")
    stage.until("welcome")
    _the_ticket_is_there(stage.ticket(number), language)
    _the_voice_was_understood(pcm, language)


def _answer_by_touch_until(stage: Stage, screen: str, pictures: Path) -> None:
    """Touch what a screen offers until ``screen`` is reached, whatever the kiosk still has to ask."""
    shown = stage.leave("check")
    while shown != screen:
        stage.picture(pictures / f"5-{shown}.png")
        stage.touch(WAY_ON[shown])
        shown = stage.leave(shown)


def _the_ticket_is_there(ticket: Ticket | None, language: str) -> None:
    assert ticket is not None
    assert ticket.category == "elevator"
    assert ticket.language == language
    assert ticket.engine == "whisper:whisper-base"
    wrong, of = listener.wrong(REQUESTS[language], ticket.recognized, language.split("-")[0])
    assert wrong / of < 0.4, ticket.recognized


def _the_voice_was_understood(pcm: bytes, language: str) -> None:
    """What an independent listener (Whisper base) hears from the loudspeaker's recording."""
    code = language.split("-")[0]
    heard = listener.heard(pcm, code)
    for sentence in {
        "en": ("how can we help", "this is what i heard", "written down"),
        "zh": ("您不同意，什么都不留", "您有什么事", "听到的是这样", "记下来了"),
    }[code]:
        assert listener.wrong_within(sentence, heard, code) <= 1, f"{sentence} in {heard}"
