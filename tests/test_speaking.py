"""What the kiosk does when its voice goes away in the middle of a sentence, and when it comes back."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.conversation.events import Event, Sounding, Spoken, VoiceChanged
from kiosk.conversation.session import Comfort
from kiosk.conversation.wording import Sentence
from kiosk.settings import Settings
from kiosk.speaking import Speaking
from speech.protocol import Command, DeviceState, LostOrFound, Say, SentenceBegan, UtteranceEnded

SENTENCES = [Sentence("The lift is broken."), Sentence("Is that right?"), Sentence("Take your time.")]


class FakeVoice:
    """Stands in for the link to the voice: keeps what it is told, and lets a test answer by hand.

    The real one, hung in mid sentence, is in tests/e2e/test_failures.py."""

    def __init__(self, up: bool = True) -> None:
        self.asked: list[list[str]] = []
        self.events: list[Event] = []
        self.highlights: list[str] = []
        self.late: list[Callable[[], None]] = []
        self.speaking = Speaking(
            Settings(),
            self._send,
            self.events.append,
            lambda on: None,
            self.highlights.append,
            lambda seconds, call: self.late.append(call),
        )
        if up:
            self.speaking.link_changed(up=True)

    def _send(self, message: Command) -> bool:
        if isinstance(message, Say):
            self.asked.append([s.text for s in message.sentences])
        return True

    def says(self, comfort: Comfort | None = None) -> None:
        """The conversation asks for three sentences, and the second begins to sound."""
        self.speaking.say(7, "en", SENTENCES, comfort or Comfort())
        self.begins(0)
        self.begins(1)

    def begins(self, index: int) -> None:
        """A sentence begins to sound."""
        self.speaking.take(SentenceBegan(id=7, index=index, duration_s=2.0, after_ms=50))

    def ends(self, why: str = "") -> None:
        """It says that all was said, or why not."""
        self.speaking.take(UtteranceEnded(id=7, stopped=bool(why), why=why))

    def loudspeaker(self, state: LostOrFound) -> None:
        """The loudspeaker is lost or found."""
        self.speaking.take(DeviceState(state=state, name=""))

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
    voice.begins(0)
    assert voice.highlights[-1] == "Is that right?"
    assert voice.events[-1] == Sounding(7, 1)
    voice.ends()
    assert voice.all_said()
    assert not [event for event in voice.events if isinstance(event, VoiceChanged)]


def test_a_loudspeaker_that_is_found_again_sounds_the_rest() -> None:
    voice = FakeVoice()
    voice.says()
    voice.loudspeaker("lost")
    voice.ends("no-device")
    assert not voice.all_said()
    voice.loudspeaker("found")
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
    voice.loudspeaker("lost")
    voice.late.pop()()
    voice.speaking.say(7, "en", SENTENCES, Comfort())
    voice.ends("no-device")
    assert voice.all_said()


def test_what_was_said_into_headphones_is_not_taken_up_in_the_loudspeaker() -> None:
    voice = FakeVoice()
    voice.says(Comfort(headphones=True))
    voice.ends("no-device")
    assert voice.all_said()
    voice.loudspeaker("found")
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
