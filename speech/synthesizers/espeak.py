"""Phonemes by eSpeak NG, run as a command: its data missing would end our own process."""

from __future__ import annotations

import re
import shutil
import subprocess

from speech.synthesizers.base import SynthesisError, VoiceMissingError

LIMIT_S = 5.0
INSTALL = "install it with: apt-get install espeak-ng (Windows: the eSpeak NG installer)"


def find_espeak() -> str:
    """The path of the espeak-ng command; raises VoiceMissingError where there is none."""
    path = shutil.which("espeak-ng")
    if path is None:
        raise VoiceMissingError(f"the command espeak-ng is not there; {INSTALL}")
    return path


def phonemes(text: str, voice: str) -> str:
    """The IPA of ``text`` with its punctuation kept, as eSpeak NG's ``voice`` (``en-us``) reads it.

    Takes about 10 ms. Raises VoiceMissingError where eSpeak NG or its data is missing, SynthesisError
    where it does not answer.
    """
    parts = re.findall(r"([^,.;:?!]+)([,.;:?!]*)(?=\s|$|[^\d])", re.sub(r"\s+", " ", text))
    try:
        done = subprocess.run(
            [find_espeak(), "-q", "--ipa", "-v", voice, "--stdin"],
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as trouble:
        raise SynthesisError(f"espeak-ng gave no phonemes within {LIMIT_S:.0f} s") from trouble
    if done.returncode != 0:
        raise VoiceMissingError(
            f"espeak-ng cannot read with voice “{voice}” ({done.stderr.strip()}); {INSTALL}"
        )
    lines = [re.sub(r"\([a-z-]+\)", "", line).strip() for line in done.stdout.splitlines() if line.strip()]
    if len(lines) != len(parts):  # eSpeak NG saw other clauses than we (an abbreviation, a decimal point)
        return ", ".join(lines) + (parts[-1][1][:1] if parts else "")
    return " ".join(line + mark[:1] for line, (_, mark) in zip(lines, parts, strict=True))


# eSpeak NG's spelling of English sounds, and Kokoro's one letter for it (after misaki's own table).
_KOKORO = [
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("ɔɪ", "Y"),
    ("oʊ", "O"),
    ("əʊ", "Q"),
]
_KOKORO += [
    ("ɜː", "ɜɹ"),
    ("ɚ", "əɹ"),
    ("ɐ", "ə"),
    ("əl", "ᵊl"),
    ("ɾ", "T"),
    ("r", "ɹ"),
    ("e", "A"),
    ("ː", ""),
]


def kokoro_english(text: str, voice: str = "en-us") -> str:
    """English text in the letters of Kokoro's vocabulary; raises as :func:`phonemes` does."""
    said = phonemes(text, voice)
    for sound, letter in _KOKORO:
        said = said.replace(sound, letter)
    return said
