"""How surely the ears notice somebody who speaks over the voice, its echo as loud as they are.

PulseAudio's canceller (WebRTC) works between a virtual loudspeaker and a microphone that hears it.
All of it is real time: 38 answers and ten minutes of voice take 15 minutes; ``OVER_MINUTES`` in the
environment shortens the voice that nobody answers.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from itertools import cycle
from pathlib import Path

import numpy as np

from speech.wav import BLOCK, blocks
from tests.benchmarks.table import Row
from tests.hall import active_dbfs, at_level, pcm_of, samples_of
from tests.residents import Resident, answers, people, requests
from tests.speech.ears_child import EarsChild
from tests.synthetic_speech import wav
from tests.virtual_audio import SoundCard, virtual_sound_card

_PROMPTS = Resident("en", "joe", 95, soft_end=False)
_LEVEL = -26.0
"""dBFS of the echo and of the resident in the microphone."""
_MINUTES = float(os.environ.get("OVER_MINUTES", "10"))


def run() -> list[Row]:
    """The rows of speaking over the voice."""
    with virtual_sound_card() as card, tempfile.TemporaryDirectory() as folder:
        card.echo()
        card.cancel_echo()
        with (
            EarsChild(source="", device="", echo_cancelled="auto", engine="whisper") as ears,
            _Voice(card) as voice,
        ):
            ears.prepare("en")
            while not any(line["it"] == "device" for _, line in ears.seen):
                ears.until("device", "beat")
            return [_false_stops(ears, voice), _caught(ears, card, voice, Path(folder) / "answer.wav")]


class _Voice:
    """The kiosk's voice: one stream that stays open, as speech.player keeps it; silent or in its prompts."""

    def __init__(self, card: SoundCard) -> None:
        self._stream = subprocess.Popen(
            ["pacat", "--playback", "--format=s16le", "--rate=16000", "--channels=1", "--latency-msec=60"],
            env=os.environ | card.env,
            stdin=subprocess.PIPE,
        )
        sounds = [samples_of(_PROMPTS.says(text)) for text in requests("en")]
        talk = np.concatenate([part for sound in sounds for part in (sound, np.zeros(4000))])
        self._talk = cycle(blocks(pcm_of(talk * 10 ** ((_LEVEL - active_dbfs(talk)) / 20))))
        self.speaks = self._over = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Voice:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join(timeout=5)
        self._stream.kill()
        self._stream.wait()

    def _run(self) -> None:
        assert self._stream.stdin is not None
        with self._stream.stdin as stream:
            while not self._over:
                stream.write(next(self._talk) if self.speaks else bytes(BLOCK))
                stream.flush()


def _caught(ears: EarsChild, card: SoundCard, voice: _Voice, file: Path) -> Row:
    """An answer a second and a half into a prompt: noticed, and its words there from the first on."""
    spoken = [(person, text) for person in people("en")[:3:2] for text, _ in answers("en")]
    noticed = understood = 0
    late: list[float] = []
    for turn, (person, text) in enumerate(spoken, 1):
        file.write_bytes(wav(pcm_of(at_level(samples_of(person.says(text)), _LEVEL))))
        ears.tell(do="mute", on=True, barge_in=True)
        voice.speaks = True
        time.sleep(1.0)  # the answer's own lead is half a second
        began = time.monotonic()
        speaking = card.play(file)
        if _over(ears, 4.0):
            voice.speaks = False
            noticed += 1
            late.append(time.monotonic() - began - 0.5)
            ears.tell(do="mute", on=False)
            ears.tell(do="listen", turn=turn, language="en", phrases=[text], silence_s=1.2)
            final = ears.until("final", "nothing")
            understood += _first(text) in str(final.get("text", "")).lower()
        speaking.wait()
        voice.speaks = False
        ears.tell(do="mute", on=False)
    share = 100 * noticed / len(spoken)
    return Row(
        "answers spoken over the voice, its echo as loud: caught",
        ">= 90 %",
        f"{share:.0f} %",
        share >= 90,
        f"{noticed} of {len(spoken)}, {understood} with their first word; "
        f"median {1000 * float(np.median(late or [0])):.0f} ms after the first sound",
    )


def _false_stops(ears: EarsChild, voice: _Voice) -> Row:
    """The voice speaks by itself, 15 s at a time."""
    spoken_s, stops = 0.0, 0
    while spoken_s < 60 * _MINUTES:
        ears.tell(do="mute", on=True, barge_in=True)
        voice.speaks, began = True, time.monotonic()
        while time.monotonic() - began < 15:
            if _over(ears, 1.0):
                stops += 1
                ears.tell(do="mute", on=True, barge_in=True)
        spoken_s += time.monotonic() - began
        voice.speaks = False
        ears.tell(do="mute", on=False)
        time.sleep(1.0)
    rate = stops * 600 / spoken_s
    return Row(
        "stops of the voice by its own echo, in 10 min of it",
        "<= 1",
        f"{rate:.1f}",
        rate <= 1,
        f"{stops} in {spoken_s / 60:.1f} min",
    )


def _first(text: str) -> str:
    return text.lower().split()[0].strip(",.?")


def _over(ears: EarsChild, within_s: float) -> bool:
    """Whether the ears report within this time that somebody speaks over the voice."""
    seen, deadline = len(ears.seen), time.monotonic() + within_s
    while time.monotonic() < deadline:
        if any(line["it"] == "barge-in" for _, line in ears.seen[seen:]):
            return True
        time.sleep(0.02)
    return False
