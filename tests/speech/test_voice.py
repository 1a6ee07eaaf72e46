from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from speech.link import Link, LinkState, RestartPolicy
from speech.player import NoLoudspeakerError, Player
from speech.processes import command
from speech.protocol import FROM_VOICE, Prepare, Report, Say, SpokenText, VoiceHello
from speech.renderer import VOICE_RATE
from tests.held_device import HELD_DEVICE, HeldDevice
from tests.listener import heard, wrong
from tests.pace import eventually, patience
from tests.speech.voice_child import ENVIRONMENT, LANGUAGES, VoiceChild, spec_of
from tests.synthetic_speech import models
from tests.virtual_audio import OTHER_SPEAKER, Recording, SoundCard, virtual_sound_card

MINE = "The street light in front of our building is broken."
SILENT = 100  # of 32768: below it the loudspeaker is silent


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voice") / "cache"


@pytest.fixture(scope="module")
def voice(sound_card: SoundCard, cache: Path) -> Iterator[VoiceChild]:
    child = VoiceChild(cache)
    assert child.prepare("en")["voice"] == "piper:piper-en-us-joe-medium:en-us"
    yield child
    child.send(do="stop")
    assert child.close() == 0
    assert child.torn == []


def wait_until_silent(recording: Recording) -> None:
    eventually(lambda: len(recording.pcm) > 16_000 and recording.peak(0.4) < SILENT)


def test_what_the_loudspeaker_sounds_is_the_whole_sentence_with_its_mark_before_it(
    sound_card: SoundCard, voice: VoiceChild
) -> None:
    recording = sound_card.record()
    begin = len(voice.messages)
    said = voice.say("en", "You said this.", MINE, "Is that right?", private=False)
    assert voice.wait("said", id=said) == {"it": "said", "id": said, "stopped": False}
    wait_until_silent(recording)
    text = heard(recording.stop(), "en")
    assert wrong(f"You said this. {MINE} Is that right?", text, "en")[0] <= 1, text
    marks = [(m["it"], m.get("index")) for m in voice.of("saying", "said", after=begin)]
    assert marks == [("saying", 0), ("saying", 1), ("saying", 2), ("said", None)]
    assert all(0.3 < m["duration_s"] < 8 for m in voice.of("saying", after=begin))


def test_a_word_is_read_as_the_station_says_and_an_entry_that_cannot_be_used_is_told(
    sound_card: SoundCard, voice: VoiceChild
) -> None:
    recording = sound_card.record()
    voice.wait("said", id=voice.say("en", "The light at Xiaojiekou is broken."))
    wait_until_silent(recording)
    text = heard(recording.stop(), "en")
    assert "banana" in text.lower(), text
    assert [m["text"] for m in voice.of("error") if m["what"] == "input"] == [
        "pronunciation.en: “Nowhere” needs a word and how it is read; correct or delete that line"
    ]


def test_a_hush_silences_a_sentence_and_what_is_still_being_made(
    sound_card: SoundCard, voice: VoiceChild
) -> None:
    begin = len(voice.messages)
    recording = sound_card.record()
    said = voice.say("en", "What is wrong?", *[f"{MINE} {n}" for n in range(6)])
    voice.wait("saying", id=said, index=0)
    eventually(lambda: recording.peak(0.1) > 1_000)
    voice.send(do="hush")
    assert voice.wait("said", id=said)["stopped"] is True
    voice.wait("silent", after=begin)
    wait_until_silent(recording)
    recording.stop()
    voice.wait_until_idle()
    assert [m["index"] for m in voice.of("saying", after=begin)] == [0]


def test_the_chime_sounds_again_and_again_gives_way_to_what_is_said_and_stops(
    sound_card: SoundCard, voice: VoiceChild
) -> None:
    recording = sound_card.record()
    voice.send(do="ring", on=True)
    eventually(lambda: recording.peak(0.1) > 10_000)
    said = voice.say("en", "What is wrong?")
    assert voice.wait("said", id=said)["stopped"] is False
    eventually(lambda: recording.peak(0.1) > 10_000)
    voice.send(do="ring", on=False)
    wait_until_silent(recording)
    recording.stop()


def test_a_new_sentence_takes_the_place_of_the_old_one(voice: VoiceChild) -> None:
    old = voice.say("en", MINE, MINE)
    voice.wait("saying", id=old)
    new = voice.say("en", "What is wrong?")
    assert voice.wait("said", id=old)["stopped"] is True
    assert voice.wait("said", id=new)["stopped"] is False


def test_what_a_resident_said_never_reaches_the_disk(voice: VoiceChild, cache: Path) -> None:
    before = sorted(cache.iterdir())
    voice.send(do="prerender", language="en", sentences=[{"text": "My number is secret.", "private": True}])
    voice.wait_until_idle()
    said = voice.say("en", "My number is secret.", "Mine too, and I say it now.")
    voice.wait("said", id=said, stopped=False)
    voice.send(do="forget")
    voice.wait_until_idle()
    assert sorted(cache.iterdir()) == before
    assert len(before) == len(LANGUAGES["en"]["prompts"])


def test_a_damaged_prompt_is_rendered_again(voice: VoiceChild, cache: Path) -> None:
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:1_000])
    said = voice.say("en", "What is wrong?", private=False)
    voice.wait("said", id=said, stopped=False)
    assert max(file.stat().st_size for file in cache.iterdir()) > 10_000


def test_lines_that_cannot_be_understood_are_answered_and_nothing_else_happens(voice: VoiceChild) -> None:
    begin = len(voice.messages)
    for line in (
        "no JSON",
        "[]",
        '{"do": "say"}',
        '{"do": "say", "id": 1, "language": "en", "sentences": [7]}',
    ):
        voice.send_line(line)
    voice.send_line('{"do": "something of next year"}')
    said = voice.say("en")
    voice.wait("said", id=said, stopped=False)
    errors = voice.of("error", after=begin)
    assert [error["what"] for error in errors] == ["input"] * 4
    assert all("\n" not in error["text"] for error in errors)


def test_a_language_without_a_voice_says_so_and_the_conversation_goes_on(voice: VoiceChild) -> None:
    ready = voice.prepare("xx")
    assert ready["voice"] == ""
    assert "kiosk models install" in ready["why"]
    said = voice.say("xx", "Hello.")
    assert voice.wait("said", id=said) == {"it": "said", "id": said, "stopped": True, "why": "no-voice"}


def test_a_voice_is_told_ready_though_another_language_takes_its_place_at_once(voice: VoiceChild) -> None:
    for _ in range(3):
        begin = len(voice.messages)
        voice.send(do="prepare", language="en")
        said = voice.say("ko", f"{begin} 번이에요.")
        voice.wait("said", id=said)
        assert voice.wait("ready", after=begin, language="en")["voice"]


def test_the_computers_own_voice_speaks_korean_and_its_printing_tears_no_line(voice: VoiceChild) -> None:
    assert voice.prepare("ko")["voice"] == "pyttsx3::ko"
    said = voice.say("ko", "물이 안 나와요.")
    voice.wait("said", id=said, stopped=False)
    assert voice.torn == []


def test_mandarin_is_heard_right_from_the_loudspeaker(sound_card: SoundCard, voice: VoiceChild) -> None:
    assert voice.prepare("zh-CN")["voice"].startswith("kokoro:kokoro-82m-int8:")
    text = "我没有听清楚，请再说一遍。"
    voice.send(do="prerender", language="zh-CN", sentences=[{"text": text, "private": False}])
    voice.wait_until_idle()
    recording = sound_card.record()
    said = voice.say("zh-CN", text)
    voice.wait("said", id=said, stopped=False)
    wait_until_silent(recording)
    mistakes, of = wrong(text, heard(recording.stop(), "zh"), "zh")
    assert mistakes <= of // 4


def test_a_loudspeaker_that_is_taken_away_is_told_and_found_again(tmp_path: Path) -> None:
    with virtual_sound_card() as card:
        voice = VoiceChild(tmp_path, env=card.env | ENVIRONMENT)
        voice.prepare("en")
        said = voice.say("en", MINE, MINE)
        voice.wait("saying", id=said)
        card._pactl("unload-module", "module-null-sink")
        voice.wait("device", state="lost")
        assert voice.wait("said", id=said)["stopped"] is True
        begin = len(voice.messages)
        silent = voice.say("en", "What is wrong?")
        assert voice.wait("said", id=silent)["why"] == "no-device"
        card._pactl("load-module", "module-null-sink", "sink_name=virtspk")
        voice.wait("device", after=begin, state="found")
        back = voice.say("en", "What is wrong?")
        voice.wait("said", id=back, stopped=False)
        assert voice.close() == 0


def test_another_default_loudspeaker_is_the_one_that_speaks_and_a_named_one_stays(cache: Path) -> None:
    with virtual_sound_card() as card:
        card.connect_others()
        named = VoiceChild(cache, device="virtspk", env=card.named("virtspk"), languages={})
        eventually(lambda: card.devices_in_use() == ["virtspk"])
        voice = VoiceChild(cache)
        eventually(lambda: card.devices_in_use() == ["virtspk"] * 2)
        card.pin()
        card.make_default(loudspeaker=OTHER_SPEAKER)
        eventually(lambda: card.devices_in_use() == ["virtspk", OTHER_SPEAKER])
        recording = card.record(OTHER_SPEAKER)
        voice.prepare("en")
        said = voice.say("en", "What is wrong?")
        voice.wait("said", id=said, stopped=False)
        eventually(lambda: recording.peak() > 1000)
        recording.stop()
        assert not voice.of("device") + named.of("device")
        assert (voice.close(), named.close()) == (0, 0)


def test_a_loudspeaker_that_another_program_holds_is_told_and_opened_once_it_is_let_go(
    sound_card: SoundCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, player = HeldDevice(tmp_path), Player(HELD_DEVICE)
    for name, value in desk.env.items():
        monkeypatch.setenv(name, value)
    player.look_again()
    desk.hold()
    with pytest.raises(NoLoudspeakerError, match=r"^another program uses the loudspeaker \(desk\): close it"):
        player.open(VOICE_RATE)
    player.look_again()  # ALSA does not even name what is held
    with pytest.raises(NoLoudspeakerError, match=r"none is named “desk”, or another program holds it"):
        player.open(VOICE_RATE)
    desk.let_go()
    player.look_again()
    player.open(VOICE_RATE)
    assert player.open_at == VOICE_RATE
    player.close()


def test_no_loudspeaker_of_that_name_is_one_clear_sentence(sound_card: SoundCard, tmp_path: Path) -> None:
    voice = VoiceChild(tmp_path, device="Trumpet of Jericho")
    voice.prepare("en")
    assert "Trumpet of Jericho" in voice.wait("error", what="device")["text"]
    assert voice.close() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_voice_lost_in_mid_sentence_is_back_and_speaks(
    sound_card: SoundCard, cache: Path, how: signal.Signals
) -> None:
    messages: list[Report] = []
    states: list[LinkState] = []
    link = Link(
        "voice",
        command("voice"),
        FROM_VOICE,
        messages.append,
        lambda state, why: states.append(state),
        RestartPolicy(silent_s=patience(2.5), first_back_off_s=0.1),
        ENVIRONMENT,
    )

    def there(**equal: object) -> bool:
        return any(equal.items() <= msgspec.to_builtins(m).items() for m in list(messages))

    def say(number: int) -> None:
        link.send(Say(id=number, language="en", sentences=(SpokenText("What is wrong?"),)))

    link.start()
    languages = {tag: spec_of(tag) for tag in LANGUAGES}
    link.send(VoiceHello(models=str(models()), languages=languages, cache=str(cache)))
    link.send(Prepare(language="en"))
    eventually(lambda: there(it="ready", language="en"))
    say(1)
    eventually(lambda: there(it="saying", id=1))
    pid = link.pid
    assert pid is not None
    messages.clear()
    os.kill(pid, how)
    eventually(lambda: there(it="ready", language="en"))
    assert link.pid != pid
    for number in range(2, 7):  # a busy computer may keep it from the loudspeaker: the kiosk asks again too
        say(number)
        eventually(partial(there, it="said", id=number))
        if there(it="said", id=number, stopped=False):
            break
    else:
        pytest.fail("the new voice never spoke to the end")
    assert states == [LinkState.MOMENT, LinkState.UP, LinkState.MOMENT, LinkState.UP]
    link.stop()
    assert link.pid is None
