"""WAV files in any usual shape become what the ears hear: 16-bit mono at 16 kHz."""

from __future__ import annotations

import array
import struct
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

from speech.engines.base import BYTES_PER_SECOND
from speech.resample import Resampler

BLOCK_S = 0.1
"""Seconds in a block of sound everywhere in the ears."""
BLOCK = int(BLOCK_S * BYTES_PER_SECOND)


class WavError(Exception):
    """A file cannot be heard; the text is one clear sentence that names it."""


def read_wav(path: Path) -> bytes:
    """All of ``path`` (8, 16, 24, 32 bit, any channels, any rate) as 16-bit mono at 16 kHz.

    Raises WavError where it is missing, no WAV file, compressed, empty or cut short.
    """
    try:
        with wave.open(str(path), "rb") as source:
            channels, width, rate = source.getnchannels(), source.getsampwidth(), source.getframerate()
            raw = source.readframes(source.getnframes())
    except FileNotFoundError:
        raise WavError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise WavError(f"{path}: this is a folder; name a WAV file in it") from None
    except OSError as error:
        raise WavError(f"{path}: it cannot be read ({error.strerror})") from None
    except (wave.Error, EOFError, struct.error) as error:
        raise WavError(
            f"{path}: this is not a WAV file with plain PCM samples ({error or 'it is cut short'}); "
            "convert it, for example: sox IN -b 16 OUT.wav"
        ) from None
    if width not in (1, 2, 3, 4) or not 4000 <= rate <= 192000:
        raise WavError(f"{path}: {8 * width} bit at {rate} Hz; use 8 to 32 bit at 4 to 192 kHz")
    raw = raw[: len(raw) // (channels * width) * channels * width]
    if not raw:
        raise WavError(f"{path}: there is no sound in it")
    return Resampler(rate).push(_mono(_as_16_bit(raw, width), channels).tobytes())


def blocks(pcm: bytes) -> Iterator[bytes]:
    """``pcm`` in blocks of 0.1 s; the last one is filled with silence."""
    for start in range(0, len(pcm), BLOCK):
        yield pcm[start : start + BLOCK].ljust(BLOCK, b"\0")


def _as_16_bit(raw: bytes, width: int) -> array.array[int]:
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
