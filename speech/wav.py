"""WAV files in any usual shape become what the ears hear: 16-bit mono at 16 kHz."""

from __future__ import annotations

import array
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from speech.engines.base import BYTES_PER_SECOND
from speech.errors import SpeechError
from speech.resample import Resampler

BLOCK_S = 0.1
"""Seconds in a block of sound everywhere in the ears."""
BLOCK = int(BLOCK_S * BYTES_PER_SECOND)
_INTEGER, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
"""Format tags of the ``fmt`` chunk (mmreg.h)."""


class WavError(SpeechError):
    """A file cannot be heard; the text is one clear sentence that names it."""


def read_wav(path: Path) -> bytes:
    """All of ``path`` (8, 16, 24, 32 bit or float, any channels, any rate) as 16-bit mono at 16 kHz.

    What is there of a file whose recording was cut short is heard. Raises WavError where it is missing,
    no WAV file, compressed or empty.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise WavError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise WavError(f"{path}: this is a folder; name a WAV file in it") from None
    except OSError as error:
        raise WavError(f"{path}: it cannot be read ({error.strerror})") from None
    chunks = _chunks(content)
    if len(chunks.get(b"fmt ", b"")) < 16:
        raise WavError(f"{path}: this is not a WAV file")
    kind, channels, rate, _, frame, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if kind == _EXTENSIBLE and len(chunks[b"fmt "]) >= 26:
        (kind,) = struct.unpack_from("<H", chunks[b"fmt "], 24)
    usual = (kind == _INTEGER and bits in (8, 16, 24, 32)) or (kind == _FLOAT and bits == 32)
    if not (usual and channels and frame == channels * bits // 8 and 4000 <= rate <= 192000):
        raise WavError(
            f"{path}: {bits} bit at {rate} Hz in format {kind} cannot be heard; convert it to 16-bit PCM, "
            "for example: sox IN.wav -b 16 OUT.wav"
        )
    raw = chunks.get(b"data", b"")
    raw = raw[: len(raw) // frame * frame]
    if not raw:
        raise WavError(f"{path}: there is no sound in it")
    samples = _from_float(raw) if kind == _FLOAT else _from_integers(raw, bits // 8)
    return Resampler(rate).push(_mono(samples, channels).tobytes())


def blocks(pcm: bytes) -> Iterator[bytes]:
    """``pcm`` in blocks of 0.1 s; the last one is filled with silence."""
    for start in range(0, len(pcm), BLOCK):
        yield pcm[start : start + BLOCK].ljust(BLOCK, b"\0")


def _chunks(content: bytes) -> dict[bytes, bytes]:
    """The chunks of a RIFF WAVE file by their names; none where it is not one.

    Python's own reader knows neither float nor, before 3.12, the extensible format of 24-bit files.
    """
    chunks: dict[bytes, bytes] = {}
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return chunks
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        chunks.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return chunks


def _from_float(raw: bytes) -> array.array[int]:
    samples = array.array("f", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    whole = (value if -1.0 <= value <= 1.0 else 1.0 if value > 1.0 else -1.0 for value in samples)
    return array.array("h", [round(value * 32767) for value in whole])


def _from_integers(raw: bytes, width: int) -> array.array[int]:
    if width == 1:
        return array.array("h", [(value - 128) << 8 for value in raw])
    if width > 2:
        top = bytearray(len(raw) // width * 2)
        top[::2], top[1::2] = raw[width - 2 :: width], raw[width - 1 :: width]
        raw = bytes(top)
    samples = array.array("h", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _mono(samples: array.array[int], channels: int) -> array.array[int]:
    if channels == 1:
        return samples
    parts = [samples[n::channels] for n in range(channels)]
    return array.array("h", [sum(frame) // channels for frame in zip(*parts, strict=True)])
