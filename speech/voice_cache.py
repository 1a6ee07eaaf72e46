"""What was rendered: fixed prompts on the disk, a resident's own sentences in memory and nowhere else."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import threading
import wave
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from speech.synthesizers.base import Sound

log = logging.getLogger(__name__)

EDITION = "3"  # raise it when the same text, voice and rate come to sound otherwise
MEMORY_BYTES = 16_000_000  # about 5 minutes of speech
DISK_BYTES = 400_000_000  # about 2 hours; a language's prompts at one rate are about 20 MB
DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Piece:
    """What is rendered in one go: a clause, by which voice, at what per cent of its pace."""

    voice: str
    rate: int
    text: str

    @property
    def file_name(self) -> str:
        """The name of its file on the disk."""
        key = "\n".join((EDITION, self.voice, str(self.rate), self.text))
        return hashlib.sha256(key.encode()).hexdigest()[:40] + ".wav"


class VoiceCache:
    """Sounds by piece. ``folder`` None keeps nothing on the disk. Safe to use from several threads."""

    def __init__(
        self, folder: Path | None, memory_bytes: int = MEMORY_BYTES, disk_bytes: int = DISK_BYTES
    ) -> None:
        self._folder = folder
        self._memory_bytes, self._disk_bytes = memory_bytes, disk_bytes
        self._memory: OrderedDict[Piece, tuple[Sound, bool]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, piece: Piece) -> Sound | None:
        """Its sound, or None; a damaged file is deleted and counts as none."""
        with self._lock:
            if piece in self._memory:
                self._memory.move_to_end(piece)
                return self._memory[piece][0]
        if self._folder is None:
            return None
        path = self._folder / piece.file_name
        try:
            sound = _unpack(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, EOFError, wave.Error) as trouble:
            log.warning("cached sound %s is damaged (%s): rendered again", path, trouble)
            path.unlink(missing_ok=True)
            return None
        return sound

    def has(self, piece: Piece) -> bool:
        """Whether there is something under its name, damaged or not: cheaper than ``find``."""
        with self._lock:
            if piece in self._memory:
                return True
        return self._folder is not None and (self._folder / piece.file_name).exists()

    def keep_in_memory(self, piece: Piece, sound: Sound, *, private: bool) -> None:
        """Keep it until it is forgotten or others need the room; the least recently used go first."""
        with self._lock:
            self._memory[piece] = (sound, private)
            self._memory.move_to_end(piece)
            while self._held() > self._memory_bytes and len(self._memory) > 1:
                self._memory.popitem(last=False)

    def keep_on_disk(self, piece: Piece, sound: Sound) -> None:
        """Write it whole or not at all; a full or read-only disk is logged and keeps it in memory."""
        if self._folder is None:
            self.keep_in_memory(piece, sound, private=False)
            return
        path = self._folder / piece.file_name
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_pack(sound))  # no fsync: after a power cut the digest tells a torn file
            partial.replace(path)
        except OSError as trouble:
            log.warning("a prompt cannot be cached in %s (%s)", self._folder, trouble)
            self.keep_in_memory(piece, sound, private=False)

    def forget(self) -> None:
        """Drop every private sound."""
        with self._lock:
            for piece in [p for p, (_, private) in self._memory.items() if private]:
                del self._memory[piece]

    def tidy(self) -> None:
        """Delete what a crash left half-written and, above the limit, the files not written for longest."""
        if self._folder is None or not self._folder.is_dir():
            return
        try:
            for left in self._folder.glob("*.partial"):
                left.unlink(missing_ok=True)
            files = sorted(self._folder.glob("*.wav"), key=lambda f: f.stat().st_mtime, reverse=True)
            held = 0
            for file in files:
                held += file.stat().st_size
                if held > self._disk_bytes:
                    file.unlink(missing_ok=True)
        except OSError as trouble:
            log.warning("the voice's cache %s cannot be tidied (%s)", self._folder, trouble)

    def _held(self) -> int:
        return sum(len(sound.pcm) for sound, _ in self._memory.values())


def _pack(sound: Sound) -> bytes:
    """A WAV file that any player plays, with the SHA-256 of all before it at its end."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.pcm)
    packed = out.getvalue()
    return packed + hashlib.sha256(packed).digest()


def _unpack(packed: bytes) -> Sound:
    packed, digest = packed[:-DIGEST], packed[-DIGEST:]
    if hashlib.sha256(packed).digest() != digest:
        raise wave.Error("its checksum is wrong")
    with wave.open(io.BytesIO(packed)) as file:
        return Sound(file.readframes(file.getnframes()), file.getframerate())
