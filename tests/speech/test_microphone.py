"""The ears on a microphone: a virtual sound card, PortAudio, and a plug that is pulled."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech import echo
from speech.microphone import Microphone, MicrophoneError, find_input, restart_portaudio
from speech.wav import BLOCK
from tests.held_device import HELD_DEVICE, HeldDevice
from tests.pace import patience
from tests.speech.ears_child import LIBRIVOX, EarsChild, transcripts, wrong_words
from tests.synthetic_speech import english
from tests.virtual_audio import OTHER_MICROPHONE, SoundCard, virtual_sound_card

LOUD_DBFS = -40.0
SHORT = LIBRIVOX / "sense_and_sensibility_01_austen_64kb-0880.wav"


@pytest.fixture
def ears(sound_card: SoundCard) -> Iterator[EarsChild]:
    with EarsChild(source="", device="") as child:
        child.prepare("en")
        yield child


def test_what_is_said_into_the_microphone_is_heard(ears: EarsChild, sound_card: SoundCard) -> None:
    ears.tell(do="listen", turn=1, language="en", phrases=[])
    ears.until("listening")
    sound_card.play(SHORT).wait(timeout=patience(20))
    final = ears.until("final")
    assert wrong_words(transcripts(LIBRIVOX)[SHORT], final["text"]) <= 2
    assert ears.end() == 0


def test_a_microphone_pulled_out_is_lost_and_found_again_when_it_is_back(
    ears: EarsChild, sound_card: SoundCard
) -> None:
    ears.tell(do="listen", turn=1, language="en", phrases=[])
    ears.until("listening")
    while not any(line["it"] == "device" for _, line in ears.seen):  # it may have come before the model
        ears.until("device", "level")
    sound_card.unplug()
    lost = ears.until("device", within_s=10)
    assert lost["state"] == "lost"
    assert lost["why"]
    sound_card.plug()
    assert ears.until("device", within_s=15)["state"] == "found"
    ears.tell(do="listen", turn=2, language="en", phrases=[])
    ears.until("listening")
    sound_card.play(SHORT).wait(timeout=patience(20))
    assert wrong_words(transcripts(LIBRIVOX)[SHORT], ears.until("final")["text"]) <= 2


def test_without_a_microphone_the_ears_say_so_and_load_their_model(sound_card: SoundCard) -> None:
    sound_card.unplug()
    try:
        with EarsChild(source="", device="") as ears:
            assert ears.until("device")["state"] == "lost"
            assert ears.prepare("en")["engines"]
            ears.tell(do="listen", turn=1, language="en", phrases=[])
            ears.until("beat")
            ears.until("beat")
            assert not ears.lines("listening", 1)
            sound_card.plug()
            ears.until("listening", within_s=15)
    finally:
        sound_card.unplug()
        sound_card.plug()


class Watched:
    """A microphone in this process, what it told, and the loudest it heard (dBFS)."""

    def __init__(self, device: str = "") -> None:
        restart_portaudio()
        self.told: queue.Queue[tuple[str, str, str]] = queue.Queue()
        self._levels: queue.Queue[float] = queue.Queue()
        self._microphone = Microphone(
            device, lambda block: True, lambda *said: self.told.put(said), self._levels.put
        )
        self._microphone.measuring = True

    def hears(self, blocks: int = 60) -> bool:
        """Whether anything is heard in so many blocks of 0.1 s."""
        return any(self._levels.get(timeout=patience(10)) > LOUD_DBFS for _ in range(blocks))

    def __enter__(self) -> Watched:
        self._microphone.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._microphone.close()


@pytest.fixture
def two_of_each() -> Iterator[SoundCard]:
    with virtual_sound_card() as card:
        card.connect_others()
        yield card


def test_another_default_microphone_is_the_one_that_is_heard(two_of_each: SoundCard) -> None:
    with Watched() as microphone:
        assert microphone.told.get(timeout=patience(10))[0] == "found"
        two_of_each.pin()
        two_of_each.make_default(microphone=OTHER_MICROPHONE)
        assert microphone.told.get(timeout=patience(15))[0] == "found", "without a loss in between"
        speaking = two_of_each.play(SHORT, OTHER_MICROPHONE)
        assert microphone.hears()
        speaking.kill()
        speaking.wait()


def test_a_microphone_that_was_named_stays_whatever_the_default_is(
    two_of_each: SoundCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in two_of_each.named("mic").items():
        monkeypatch.setenv(name, value)
    with Watched("mic") as microphone:
        assert microphone.told.get(timeout=patience(10))[:2] == ("found", "mic, ALSA")
        two_of_each.make_default(microphone=OTHER_MICROPHONE)
        back = microphone.told.get(timeout=patience(15))  # the server had moved it
        assert back[:2] == ("found", "mic, ALSA")
        speaking = two_of_each.play(SHORT)
        assert microphone.hears()
        speaking.kill()
        speaking.wait()


def test_a_microphone_that_another_program_holds_is_told_and_found_once_it_is_let_go(
    sound_card: SoundCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = HeldDevice(tmp_path)
    for name, value in desk.env.items():
        monkeypatch.setenv(name, value)
    microphone = Watched(HELD_DEVICE)
    desk.hold()
    with microphone:
        why = "another program uses the microphone (desk, ALSA): close it, or choose another in the settings"
        assert microphone.told.get(timeout=patience(10)) == ("lost", "desk, ALSA", why)
        desk.let_go()
        assert microphone.told.get(timeout=patience(15)) == ("found", "desk, ALSA", "")


def test_no_sound_leaves_the_callback_unless_a_turn_listens(sound_card: SoundCard) -> None:
    restart_portaudio()
    blocks: list[bytes] = []
    found, some = threading.Event(), threading.Event()

    def put(block: bytes) -> bool:
        blocks.append(block)
        some.set()
        return len(blocks) < 3

    microphone = Microphone("", put, lambda state, name, why: found.set() if state == "found" else None)
    microphone.start()
    try:
        assert found.wait(patience(10))
        assert microphone.alive
        assert blocks == []
        microphone.keeping = True
        assert some.wait(patience(5))
        assert {len(block) for block in blocks} == {BLOCK}
        assert not microphone.hung
    finally:
        microphone.close()


def test_a_device_is_found_by_a_part_of_its_name_and_a_wrong_one_is_told_the_right_ones(
    sound_card: SoundCard,
) -> None:
    restart_portaudio()
    _, name, _ = find_input("PULSE")
    assert name == "pulse, ALSA"
    assert find_input("pulse, ALSA")[1] == name
    with pytest.raises(MicrophoneError, match=r'none named "Mikrofon", .* there are: .*pulse, ALSA'):
        find_input("Mikrofon")


def test_where_the_echo_is_cancelled_one_may_speak_over_the_voice(tmp_path: Path) -> None:
    """PulseAudio's own canceller, and a microphone that hears the loudspeaker as loud as the resident."""
    answer = tmp_path / "answer.wav"
    answer.write_bytes(english("Yes, that is right."))
    with virtual_sound_card() as card:
        card.echo()
        with EarsChild(source="", device="", echo_cancelled="auto") as ears:
            ears.prepare("en")
            until_found(ears)
            ears.tell(do="mute", on=True, barge_in=True)
            card.play(answer).wait(timeout=patience(20))
            ears.until("beat")
            assert not [line for _, line in ears.seen if line["it"] == "barge-in"]  # nothing cancels it yet
        card.cancel_echo()
        assert echo.cancelled()
        with EarsChild(source="", device="", echo_cancelled="auto") as ears:
            ears.prepare("en")
            until_found(ears)
            ears.tell(do="mute", on=True, barge_in=True)
            # The canceller learns the room from what the voice says first.
            card.sound(SHORT).wait(timeout=patience(30))
            voice, speaking = speaks_over(ears, card, answer)
            voice.kill()  # as the voice hushes
            ears.tell(do="mute", on=False)
            ears.tell(do="listen", turn=1, language="en", phrases=["yes", "no"], silence_s=1.2)
            assert "right" in ears.until("final")["text"].lower()
            speaking.wait()
            voice.wait()


def speaks_over(ears: EarsChild, card: SoundCard, answer: Path) -> tuple[subprocess.Popen[bytes], ...]:
    """Answer over the voice until it is noticed, three times at most: how often once is enough is measured
    by the benchmark ``over``."""
    for last in (False, False, True):
        voice, speaking = card.sound(SHORT), card.play(answer)
        try:
            ears.until("barge-in", within_s=4)
        except AssertionError:
            if last:
                raise
            voice.kill()
            voice.wait()
            speaking.wait()
        else:
            break
    return voice, speaking


def until_found(ears: EarsChild) -> None:
    while not any(line["it"] == "device" for _, line in ears.seen):
        ears.until("device", "beat")


def test_a_named_microphone_that_is_missing_is_lost(sound_card: SoundCard) -> None:
    with EarsChild(source="", device="Mikrofon") as ears:
        lost = ears.until("device")
        assert lost["state"] == "lost"
        assert lost["name"] == "Mikrofon"
        assert "there are:" in lost["why"]
