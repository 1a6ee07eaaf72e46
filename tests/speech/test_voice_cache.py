from __future__ import annotations

import wave
from pathlib import Path

import pytest

from speech.synthesizers.base import Sound
from speech.voice_cache import Piece, VoiceCache

HELLO = Piece("kokoro:m:v", 100, "您好。")
SOUND = Sound(bytes(range(200)) * 50, 24_000)


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_prompt_is_found_again_after_a_restart_and_is_a_wav_file_that_anyone_can_play(
    tmp_path: Path,
) -> None:
    VoiceCache(tmp_path).keep_on_disk(HELLO, SOUND)
    assert VoiceCache(tmp_path).find(HELLO) == SOUND
    with wave.open(str(only_file(tmp_path))) as file:
        assert file.readframes(file.getnframes()) == SOUND.pcm


@pytest.mark.parametrize("keep", [0, 10, 44, 5_000, -1], ids=lambda n: f"{n} bytes left")
def test_a_torn_file_is_no_sound_and_makes_room_for_a_whole_one(tmp_path: Path, keep: int) -> None:
    cache = VoiceCache(tmp_path)
    cache.keep_on_disk(HELLO, SOUND)
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:keep])
    assert cache.find(HELLO) is None
    cache.keep_on_disk(HELLO, SOUND)
    assert cache.find(HELLO) == SOUND


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    cache.keep_on_disk(HELLO, SOUND)
    file = only_file(tmp_path)
    bad = bytearray(file.read_bytes())
    bad[2_000] ^= 1
    file.write_bytes(bad)
    assert cache.find(HELLO) is None


@pytest.mark.parametrize("other", [Piece("piper:m:v", 100, "您好。"), Piece("kokoro:m:v", 80, "您好。")])
def test_another_voice_or_rate_is_another_sound(tmp_path: Path, other: Piece) -> None:
    cache = VoiceCache(tmp_path)
    cache.keep_on_disk(HELLO, SOUND)
    assert cache.find(other) is None


def test_private_sentences_stay_off_the_disk_and_are_forgotten(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    mine, fixed = Piece("v", 100, "我家电话"), Piece("v", 100, "Listening.")
    cache.keep_in_memory(mine, SOUND, private=True)
    cache.keep_in_memory(fixed, SOUND, private=False)
    assert cache.find(mine) == SOUND
    assert list(tmp_path.iterdir()) == []
    cache.forget()
    assert cache.find(mine) is None
    assert cache.find(fixed) == SOUND


def test_memory_is_bounded_and_what_was_used_last_stays() -> None:
    cache = VoiceCache(None, memory_bytes=3 * len(SOUND.pcm))
    pieces = [Piece("v", 100, str(n)) for n in range(4)]
    for piece in pieces[:3]:
        cache.keep_in_memory(piece, SOUND, private=True)
    assert cache.find(pieces[0]) == SOUND
    cache.keep_in_memory(pieces[3], SOUND, private=True)
    assert [cache.find(piece) is not None for piece in pieces] == [True, False, True, True]


def test_the_disk_is_bounded_and_half_written_files_go(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, disk_bytes=2 * len(SOUND.pcm) + 1_000)
    for n in range(5):
        cache.keep_on_disk(Piece("v", 100, str(n)), SOUND)
    (tmp_path / "x.12.partial").write_bytes(b"half")
    cache.tidy()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_no_reason_to_be_silent(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = VoiceCache(tmp_path / "cache")
    cache.keep_on_disk(HELLO, SOUND)
    cache.tidy()
    assert cache.find(HELLO) == SOUND
