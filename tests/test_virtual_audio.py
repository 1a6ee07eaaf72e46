"""The virtual sound card is itself a part that others' proofs rest on."""

from __future__ import annotations

import array
import math
import subprocess
import wave
from pathlib import Path

from tests.pace import patience
from tests.virtual_audio import SoundCard


def _tone(path: Path, seconds: float = 0.6) -> Path:
    samples = array.array("h", (int(9000 * math.sin(n * 0.2)) for n in range(int(16000 * seconds))))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16000)
        out.writeframes(samples.tobytes())
    return path


def test_what_is_played_on_the_loudspeaker_is_in_the_recording(sound_card: SoundCard, tmp_path: Path) -> None:
    recording = sound_card.record()
    subprocess.run(
        ["paplay", "--device=virtspk", str(_tone(tmp_path / "tone.wav"))], check=True, timeout=patience(20)
    )
    recording.stop()
    assert recording.peak() > 5000


def test_what_is_spoken_into_the_microphone_is_heard_and_it_can_be_unplugged(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    def heard() -> int:
        microphone = subprocess.Popen(
            ["parec", "--device=mic", "--format=s16le", "--rate=16000", "--channels=1", "--latency-msec=20"],
            stdout=subprocess.PIPE,
        )
        assert microphone.stdout is not None
        microphone.stdout.read(2)
        sound_card.play(_tone(tmp_path / "tone.wav")).wait(timeout=patience(20))
        microphone.terminate()
        pcm, _ = microphone.communicate()
        return max(map(abs, array.array("h", pcm[: len(pcm) // 2 * 2])), default=0)

    assert heard() > 5000
    sound_card.unplug()
    listed = subprocess.run(["pactl", "list", "short", "sources"], capture_output=True, text=True).stdout
    assert "\tmic\t" not in listed
    sound_card.plug()
    assert heard() > 5000
