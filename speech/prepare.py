"""Renders the fixed prompts before anybody waits for them: behind ``kiosk speak --prepare``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from speech.models.progress import OpenBar
from speech.pcm import polish
from speech.protocol import VoiceSpec
from speech.renderer import VOICE_RATE, SpokenLanguage
from speech.resample import resampled
from speech.synthesizers.base import SynthesisError
from speech.synthesizers.voices import load_first
from speech.voice_cache import VoiceCache


@dataclass(frozen=True)
class Prepared:
    """What came of a language: by which voice, how many clauses are on the disk, why others are not."""

    language: str
    voice: str
    done: int
    failed: tuple[str, ...] = ()


def prepare(
    languages: Sequence[SpokenLanguage], models: Path, cache: VoiceCache, bar: OpenBar
) -> Iterator[Prepared]:
    """Render what is missing of each language's prompts, one language after another.

    What is on the disk already is left as it is, and each clause is written whole or not at all: it may be
    ended at any time and goes on where it was. Raises VoiceMissingError where a language has no voice.
    """
    for spoken in languages:
        voice = load_first(spoken.voices, spoken.language, models)
        wanted = VoiceSpec(*voice.name.split(":", 2))
        pieces = [spoken.piece(wanted, text, 100) for text in spoken.prompt_clauses]
        missing = [piece for piece in pieces if not cache.has(piece)]
        progress = bar(spoken.language, len(pieces), len(pieces) - len(missing))
        failed = []
        try:
            for piece in missing:
                try:
                    sound = polish(voice.render(piece.text, piece.rate))
                    cache.keep_on_disk(piece, resampled(sound, VOICE_RATE))
                except SynthesisError as trouble:
                    failed.append(f"“{piece.text}”: {trouble}")
                progress.update()
        finally:
            progress.close()
        yield Prepared(spoken.language, voice.name, len(pieces) - len(failed), tuple(failed))
