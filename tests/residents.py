"""Synthetic residents: voices of several ages, paces and habits, who say what is in data/residents.toml.

A person pauses to think at each "|", lets the end of a sentence fall, and may speak low. Rendered sentences
are kept by ``synthetic_speech``, and what is made of them in a folder there.
"""

from __future__ import annotations

import hashlib
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tests import synthetic_speech
from tests.hall import NEAR_DB, RATE, Samples, at_level, heard_in, pcm_of, room, samples_of
from tests.pace import patience
from tests.synthetic_speech import english, korean, mandarin, pcm, wav

KEPT = synthetic_speech.KEPT / "residents"
_WORDS = Path(__file__).parent / "data" / "residents.toml"
_SOFT_END_S, _SOFT_DB = 0.6, -10.0
"""How long before its end a sentence begins to fall, and how far: old speakers run out of breath."""


@dataclass(frozen=True)
class Resident:
    """Somebody: ``voice`` as synthetic_speech knows it, ``rate`` per cent, ``pitch`` in cents.

    ``level`` is their active speech level in the microphone (dBFS), ``pause_s`` how long they think,
    ``dry`` is outdoors: no hall around them.
    """

    language: str
    voice: str
    rate: int = 90
    pitch: int = 0
    level: float = -28.0
    pause_s: float = 0.0
    soft_end: bool = True
    dry: bool = False

    def says(self, text: str) -> bytes:
        """``text`` as 16-bit PCM at 16 kHz, as it comes into the microphone of a hall without noise."""
        key = hashlib.sha256(f"6\n{self}\n{text}".encode()).hexdigest()[:24]
        kept = KEPT / f"{key}.wav"
        if not kept.exists():
            KEPT.mkdir(parents=True, exist_ok=True)
            made = kept.with_suffix(f".{id(self)}")
            made.write_bytes(wav(pcm_of(self._said(text))))
            made.replace(kept)
        return pcm(kept.read_bytes())

    def _said(self, text: str) -> Samples:
        parts = [self._part(part.strip()) for part in text.split("|")]
        silence = np.zeros(int(self.pause_s * RATE))
        said = np.concatenate([x for part in parts for x in (part, silence)][:-1])
        if not self.dry:
            said = heard_in(room(len(self.voice) + self.rate, NEAR_DB), said)
        return at_level(said, self.level)

    def _part(self, text: str) -> Samples:
        speak: Any = {"en": english, "zh": mandarin, "ko": korean}[self.language]
        sound = pcm(speak(text, voice=self.voice, rate=self.rate))
        if self.pitch:
            raw = ["-t", "raw", "-r", str(RATE), "-e", "signed", "-b", "16", "-c", "1"]
            pitched = subprocess.run(
                ["sox", "-R", *raw, "-", *raw, "-", "pitch", str(self.pitch)],
                input=sound,
                capture_output=True,
                check=True,
                timeout=patience(30),
            )
            sound = pitched.stdout
        said = _trimmed(samples_of(sound))
        if self.soft_end:
            fall = min(len(said), int(_SOFT_END_S * RATE))
            said[-fall:] = said[-fall:] * 10 ** (np.linspace(0, _SOFT_DB, fall) / 20)
        return said


def _trimmed(samples: Samples) -> Samples:
    """Without the silence around it, so that a pause is as long as it says."""
    loud = np.flatnonzero(np.abs(samples) > np.max(np.abs(samples)) / 100)
    return samples[loud[0] : loud[-1] + 1]


PEOPLE = (
    Resident("en", "joe", 90),
    Resident("en", "joe", 72, pitch=-150, level=-36, pause_s=1.9),
    Resident("en", "joe", 80, pitch=250, pause_s=1.2),
    Resident("en", "bf_emma", 85, pause_s=0.6),
    Resident("en", "bm_george", 80, pitch=-100, level=-34, pause_s=1.2),
    Resident("en", "jf_nezumi", 85, pause_s=0.6),
    Resident("zh", "zf_xiaoni", 90),
    Resident("zh", "zm_yunxia", 75, pitch=-150, level=-36, pause_s=1.9),
    Resident("zh", "zf_xiaoyi", 80, pause_s=1.2),
    Resident("zh", "zm_yunyang", 75, pitch=-100, pause_s=0.6),
    Resident("zh", "jf_tebukuro", 90, pause_s=0.6),
    Resident("ko", "jf_nezumi", 90),
    Resident("ko", "jm_kumo", 85),
)
"""The residents of the proving ground; those of a language take turns with its sentences. The last who speaks
English or Mandarin has a Japanese accent."""


def people(language: str) -> tuple[Resident, ...]:
    """Who speaks this language (``en``, ``zh`` or ``ko``)."""
    return tuple(person for person in PEOPLE if person.language == language)


def requests(language: str) -> tuple[str, ...]:
    """What they come about, with "|" where they may pause."""
    return tuple(_words()["requests"][language])


def answers(language: str) -> tuple[tuple[str, str], ...]:
    """What they answer to a screen: (text, the code that is meant)."""
    table = _words()["answers"][language]
    return tuple((text, code) for code, texts in table.items() for text in texts)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
