"""What the kiosk does when its voice goes away in the middle of a sentence, and when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.conversation.events import Event, Sounding, Spoken, VoiceChanged
from kiosk.conversation.session import Comfort
from kiosk.conversation.wording import Sentence
from kiosk.settings import Settings
from kiosk.speaking import Speaking

SENTENCES = [Sentence("The lift is broken."), Sentence("Is that right?"), Sentence("Take your time.")]


class FakeVoice:
    """Stands in for the link to the voice: keeps what it is told, and lets a test answer by hand.

    The real one, hung in mid sentence, is in tests/e2e/test_failures.py."""

    def __init__(self, up: bool = True) -> None:
        self.asked: list[list[str]] = []
        self.events: list[Event] = []
        self.marks: list[str] = []
        self.late: list[Callable[[], None]] = []
        self.speaking = Speaking(
            Settings(),
            self._send,
            self.events.append,
            lambda on: None,
            self.marks.append,
            lambda seconds, call: self.late.append(call),
        )
        if up:
            self.speaking.link_changed(up=True)

    def _send(self, message: dict[str, Any]) -> bool:
        if message["do"] == "say":
            self.asked.append([s["text"] for s in message["sentences"]])
        return True

    def says(self, comfort: Comfort | None = None) -> None:
        """The conversation asks for three sentences, of which the second begins to sound."""
        self.speaking.say(7, "en", SENTENCES, comfort or Comfort())
        self.tells("saying", id=7, index=0)
        self.tells("saying", id=7, index=1)

    def tells(self, it: str, **more: object) -> None:
        self.speaking.take({"it": it, **more})

    def all_said(self) -> bool:
        return Spoken(7) in self.events


def test_what_is_asked_of_a_voice_that_is_still_starting_is_asked_once() -> None:
    voice = FakeVoice(up=False)
    voice.speaking.say(7, "en", SENTENCES, Comfort())
    voice.speaking.link_changed(up=False)
    voice.speaking.link_changed(up=True)
    assert voice.asked == [[s.text for s in SENTENCES]]
    assert not voice.all_said()


def test_a_new_voice_goes_on_with_the_sentence_that_was_cut_off() -> None:
    voice = FakeVoice()
    voice.says()
    voice.speaking.link_changed(up=False)
    assert not voice.all_said()
    voice.speaking.link_changed(up=True)
    assert voice.asked[-1] == ["Is that right?", "Take your time."]
    voice.tells("saying", id=7, index=0)
    assert voice.marks[-1] == "Is that right?"
    assert voice.events[-1] == Sounding(7, 1)
    voice.tells("said", id=7)
    assert voice.all_said()
    assert not [event for event in voice.events if isinstance(event, VoiceChanged)]


def test_a_loudspeaker_that_is_found_again_sounds_the_rest() -> None:
    voice = FakeVoice()
    voice.says()
    voice.tells("device", state="lost")
    voice.tells("said", id=7, stopped=True, why="no-device")
    assert not voice.all_said()
    voice.tells("device", state="found")
    assert voice.asked[-1] == ["Is that right?", "Take your time."]


def test_nobody_waits_long_for_a_voice_that_stays_away() -> None:
    voice = FakeVoice()
    voice.says()
    voice.speaking.link_changed(up=False)
    voice.late.pop()()
    assert voice.events[-2:] == [VoiceChanged(False), Spoken(7)]
    voice.speaking.link_changed(up=True)
    assert voice.events[-1] == VoiceChanged(True)
    assert len(voice.asked) == 1


def test_without_a_loudspeaker_only_the_first_sentence_is_waited_for() -> None:
    voice = FakeVoice()
    voice.tells("device", state="lost")
    voice.late.pop()()
    voice.speaking.say(7, "en", SENTENCES, Comfort())
    voice.tells("said", id=7, stopped=True, why="no-device")
    assert voice.all_said()


def test_what_was_said_into_headphones_is_not_taken_up_in_the_loudspeaker() -> None:
    voice = FakeVoice()
    voice.says(Comfort(headphones=True))
    voice.tells("said", id=7, stopped=True, why="no-device")
    assert voice.all_said()
    voice.tells("device", state="found")
    assert len(voice.asked) == 1


def test_a_voice_that_goes_away_again_and_again_is_given_up() -> None:
    voice = FakeVoice()
    voice.says()
    for _ in range(2):
        voice.speaking.link_changed(up=False)
        voice.speaking.link_changed(up=True)
    assert not voice.all_said()
    voice.speaking.link_changed(up=False)
    assert voice.all_said()


def test_a_resident_who_silences_it_meanwhile_is_not_spoken_to() -> None:
    voice = FakeVoice()
    voice.says()
    voice.speaking.link_changed(up=False)
    voice.speaking.hush()
    voice.speaking.link_changed(up=True)
    voice.late.pop()()
    assert len(voice.asked) == 1
