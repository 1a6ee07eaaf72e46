"""Drives a real voice child by hand, as the parent does: for its tests and its benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from speech.protocol import SynthesisSpec
from tests.pace import patience
from tests.synthetic_speech import models

LANGUAGES: dict[str, dict[str, Any]] = {
    "en": {
        "voices": [{"engine": "piper", "model": "piper-en-us-joe-medium", "voice": "en-us"}],
        "words_a_minute": 130,
        "prompts": ["I am listening.", "What is wrong?", "You said this."],
        "pronunciation": {"Xiaojiekou": "banana", "Nowhere": " "},
    },
    "zh-CN": {
        "voices": [
            {"engine": "kokoro", "model": "kokoro-82m-int8", "voice": "zm_yunjian"},
            {"engine": "kokoro", "model": "kokoro-82m-int8", "voice": "jf_nezumi+jf_tebukuro"},
        ],
        "characters_a_minute": 180,
        "prompts": ["您请说。", "我听到的是："],
    },
    "ko": {"voices": [{"engine": "pyttsx3", "model": "", "voice": "ko"}], "prompts": ["안녕하세요."]},
    "xx": {"voices": [{"engine": "piper", "model": "none", "voice": ""}]},
}
# 20 ms, which the virtual sound card asks for the microphone's sake, is less than the loudspeaker's buffer.
ENVIRONMENT = {"PULSE_LATENCY_MSEC": "60"}


def spec_of(tag: str) -> SynthesisSpec:
    return msgspec.convert(LANGUAGES[tag], SynthesisSpec)


class VoiceChild:
    """A voice process, what it said so far, and a way to wait for what it will say."""

    def __init__(
        self,
        cache: Path,
        device: str = "",
        env: Mapping[str, str] | None = None,
        headphones: str = "",
        languages: Mapping[str, Mapping[str, Any]] = LANGUAGES,
    ) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "speech.voice"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | ENVIRONMENT | dict(env or {}),
            cwd=Path(__file__).parents[2],
        )
        self.messages: list[dict[str, Any]] = []
        self.torn: list[bytes] = []
        self._said = 0
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        outputs = {"device": device, "headphones": headphones}
        self.send(do="hello", models=str(models()), cache=str(cache), languages=languages, **outputs)

    def send(self, **message: object) -> None:
        self.send_line(json.dumps(message))

    def send_line(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def prepare(self, language: str) -> dict[str, Any]:
        """Load the language's voice and wait until its prompts are cached; gives its `ready`."""
        begin = len(self.messages)
        self.send(do="prepare", language=language)
        ready = self.wait("ready", after=begin, language=language)
        if ready["voice"]:
            self.wait("cached", after=begin, true=lambda m: m["done"] == m["of"])
        return ready

    def say(self, language: str, *sentences: str, private: bool = True, **more: object) -> int:
        """Begin to say; the last sentence is a resident's own where ``private``. Gives the id."""
        self._said += 1
        last = len(sentences) - 1
        texts = [{"text": s, "private": private and n == last} for n, s in enumerate(sentences)]
        self.send(do="say", id=self._said, language=language, sentences=texts, **more)
        return self._said

    def wait(
        self,
        it: str,
        *,
        after: int = 0,
        limit_s: float = 60,
        true: Callable[[dict[str, Any]], object] = lambda message: True,
        **equal: object,
    ) -> dict[str, Any]:
        """The first message of this kind, from the one numbered ``after`` on."""

        def find() -> dict[str, Any] | None:
            for m in self.messages[after:]:
                if m["it"] == it and equal.items() <= m.items() and true(m):
                    return m
            return None

        with self._changed:
            found = self._changed.wait_for(find, limit_s)
        others = [m for m in self.messages if m["it"] != "beat"][-8:]
        assert found is not None, f"no “{it}” {equal} within {limit_s} s; there were {others}"
        return found

    def wait_until_idle(self) -> dict[str, Any]:
        """The next beat that says so, at least one beat from now."""
        begin = len(self.messages)
        self.wait("beat", after=begin)
        return self.wait("beat", after=begin + 1, limit_s=150, idle=True)

    def of(self, *kinds: str, after: int = 0) -> list[dict[str, Any]]:
        return [m for m in self.messages[after:] if m["it"] in kinds]

    def close(self) -> int:
        """End it by the end of its stdin; gives its exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            status = self.process.wait(patience(10))
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join(patience(5))
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._changed:
                try:
                    self.messages.append(json.loads(line))
                except ValueError:
                    self.torn.append(line)
                self._changed.notify_all()
