"""The Whisper model called directly: a sound of up to 30 s in, words with times and confidences out.

faster-whisper, which is usually put before CTranslate2, is not used: it brings video decoding and a download
client, and hides the steps between which a decode can be dropped.
"""

from __future__ import annotations

import os
import threading
import zlib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np

from speech.engines.base import SAMPLE_RATE, EngineError, Word, Words, bare
from speech.engines.chinese_marks import chinese_marks
from speech.engines.mel import HOP, log_mel
from speech.engines.phantoms import spoken, without_phantoms
from speech.engines.simplified import simplified

WINDOW_S = 30.0
"""Seconds that the model sees at once."""
_FRAME_S = 0.02
_NO_SPEECH, _LOG_PROB, _COMPRESSION = 0.6, -1.0, 2.4
"""When a text is held to be invented: thresholds of Radford et al. 2022, 4.5."""
_SURELY_NO_SPEECH, _HALF_SURE = 0.85, -0.5
"""And the lone "you" of digital silence, measured on Whisper base: 0.93, -0.98; a real "yes": 0.05, -0.4."""
WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Whisper's codes of languages that write no spaces: their words are single characters."""
CHINESE = frozenset({"zh", "yue"})
"""Those of Chinese."""

_RUN = 24
"""Bytes in a row (8 hanzi, 24 Latin letters) at which a primer is known again."""


@dataclass(frozen=True)
class Decoding:
    """How hard to try.

    ``window_s`` of sound and padding to look at: less is faster and less exact (at 20 s Mandarin lost 7
    more of 98 characters, English none); ``beams`` of the search; ``words``: times and confidences;
    ``others``: the other ends of the search as well, which cost nothing (four sentences: 5.3 s with and
    without, the same text first): one of them may be what the screen offers, or what was really said.
    """

    window_s: float
    beams: int
    words: bool
    others: bool = False


CAPTION = Decoding(window_s=10.0, beams=1, words=False)
CHOICE = Decoding(window_s=15.0, beams=8, words=True, others=True)
FREE = Decoding(window_s=WINDOW_S, beams=5, words=True, others=True)


class Dropped(Exception):  # noqa: N818 - not an error: the resident spoke on
    """The decode was dropped before its end."""


class WhisperModel:
    """The weights in ``folder`` (CTranslate2), as 8-bit integers on the processor.

    Raises EngineError where they cannot be loaded. Not to be called from two threads at once.
    """

    def __init__(self, folder: Path) -> None:
        if not is_whisper_model(folder):
            raise EngineError(
                f"{folder}: this is not a Whisper model (model.bin or tokenizer.json is missing)"
            )
        try:
            import ctranslate2
            import tokenizers
        except ImportError as error:
            raise EngineError(
                "Whisper needs CTranslate2 and tokenizers: install heard-kiosk[whisper]"
            ) from error
        self._storage = ctranslate2.StorageView
        try:
            self._tokens = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._model: Any = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=min(4, os.cpu_count() or 1)
            )
        except Exception as error:  # the tokenizer raises bare Exception, CTranslate2 RuntimeError
            raise EngineError(f"{folder}: this Whisper model cannot be loaded; install it again") from error

    def decode(
        self, pcm: bytes, language: str, likely: str, primer: str, how: Decoding, dropped: threading.Event
    ) -> Words:
        """The words of ``pcm`` (at most 30 s); empty where the text would be invented.

        ``likely`` are words that may come up, ``primer`` a sentence in the script that is wanted.
        Raises Dropped as soon as ``dropped`` is seen set, between the steps.
        """
        sound = np.frombuffer(pcm, dtype=np.int16).astype(np.float32) / 32768.0
        seconds = len(sound) / SAMPLE_RATE
        encoded = self._encode(sound, max(how.window_s, min(seconds + 3.0, WINDOW_S)))
        _check(dropped)
        start = [self._id("<|startoftranscript|>"), self._id(f"<|{language}|>"), self._id("<|transcribe|>")]
        before = self._prompt(f"{likely} {primer}".strip())
        found = self._generate(encoded, [*before, *start], how, seconds)
        if _repeats(self._text(found.sequences_ids[0], language)):
            found = self._generate(encoded, [*before, *start], how, seconds, no_repeat=3)
        if _echoes(self._text(found.sequences_ids[0], language), primer):
            found = self._generate(encoded, start, how, seconds)
        tokens, sure, silent = found.sequences_ids[0], found.scores[0], found.no_speech_prob
        text = self._text(tokens, language)
        _check(dropped)
        if _is_invented(text, primer, sure, silent):
            return Words()
        pieces = self._pieces(tokens, language)
        if not how.words:
            if _begins(text, primer):
                return Words()
            caption = tuple(Word(piece.strip(), 0.0, seconds) for piece, _ in pieces)
            return without_phantoms(Words(text, caption))
        ends = dict.fromkeys(self._text(other, language) for other in found.sequences_ids[1:])
        others = tuple(other for other in ends if not _is_learnt(other, primer))
        return without_phantoms(Words(text, self._align(encoded, start, tokens, pieces, seconds), others))

    def _encode(self, sound: np.ndarray[Any, np.dtype[np.float32]], window_s: float) -> Any:
        padded = np.zeros(int(window_s * SAMPLE_RATE) // (2 * HOP) * 2 * HOP, np.float32)
        padded[: len(sound)] = sound[: len(padded)]
        return self._model.encode(self._storage.from_array(log_mel(padded, self._model.n_mels)[None]))

    def _generate(
        self, encoded: Any, prompt: list[int], how: Decoding, seconds: float, no_repeat: int = 0
    ) -> Any:
        return self._model.generate(
            encoded,
            [[*prompt, self._id("<|notimestamps|>")]],
            beam_size=how.beams,
            num_hypotheses=how.beams if how.others else 1,
            return_scores=True,
            return_no_speech_prob=True,
            no_repeat_ngram_size=no_repeat,
            # nobody says more than 14 tokens a second: a loop of repeated words ends early
            max_length=min(448, len(prompt) + 17 + int(14 * seconds)),
        )[0]

    def _align(
        self, encoded: Any, start: list[int], tokens: list[int], pieces: list[tuple[str, int]], seconds: float
    ) -> tuple[Word, ...]:
        frames = max(2, int(seconds / _FRAME_S) * 2)
        aligned = self._model.align(encoded, start, [tokens], frames)[0]
        begins: dict[int, float] = {}
        for token, frame in aligned.alignments:
            begins.setdefault(token, min(seconds, frame * _FRAME_S))
        words, first = [], 0
        for piece, count in pieces:
            probabilities = aligned.text_token_probs[first : first + count] or [0.0]
            words.append(
                Word(
                    piece.strip(),
                    round(begins.get(first, seconds), 2),
                    round(begins.get(first + count, seconds), 2),
                    round(sum(probabilities) / len(probabilities), 3),
                )
            )
            first += count
        return tuple(words)

    def _pieces(self, tokens: list[int], language: str) -> list[tuple[str, int]]:
        """The words (characters, in a script without spaces) and how many tokens each is made of."""
        pieces: list[tuple[str, int]] = []
        open_tokens: list[int] = []
        for token in tokens:
            open_tokens.append(token)
            text = self._tokens.decode(open_tokens)
            if "\ufffd" in text:  # half a character
                continue
            begins = text.startswith(" ") or language in WITHOUT_SPACES
            if pieces and (not bare(text) or not begins):
                before, count = pieces[-1]
                pieces[-1] = (before + text, count + len(open_tokens))
            else:
                pieces.append((text, len(open_tokens)))
            open_tokens = []
        return [(_written(text, language), count) for text, count in pieces]

    def _prompt(self, prompt: str) -> list[int]:
        if not prompt:
            return []
        ids = self._tokens.encode(" " + prompt.strip(), add_special_tokens=False).ids
        return [self._id("<|startofprev|>"), *ids[-200:]]

    def _text(self, tokens: list[int], language: str) -> str:
        return _written(str(self._tokens.decode(tokens)).replace("\ufffd", "").strip(), language)

    def _id(self, token: str) -> int:
        number = self._tokens.token_to_id(token)
        if number is None:
            raise EngineError(f"this Whisper model does not know {token}: use a multilingual one")
        return int(number)


def is_whisper_model(folder: Path) -> bool:
    """Whether ``folder`` holds weights and the tokenizer."""
    return (folder / "model.bin").is_file() and (folder / "tokenizer.json").is_file()


def _written(text: str, language: str) -> str:
    """The text in the characters and marks of its language."""
    return chinese_marks(simplified(text)) if language in CHINESE else simplified(text)


def _check(dropped: threading.Event) -> None:
    if dropped.is_set():
        raise Dropped


def _repeats(text: str) -> bool:
    raw = text.encode()
    return bool(raw) and len(raw) / len(zlib.compress(raw)) > _COMPRESSION


def _echoes(text: str, primer: str) -> bool:
    """Whether the primer came back as if it had been said: its opening, or a long run of it."""
    said, primed = bare(text).encode(), bare(primer).encode()
    if not said or not primed:
        return False
    run = SequenceMatcher(None, said, primed, autojunk=False).find_longest_match().size
    return run >= _RUN or said.startswith(primed[:_RUN])


def _begins(caption: str, primer: str) -> bool:
    """Whether the primer begins to come back; who really begins so is shown their words a moment later."""
    return bare(primer).startswith(bare(caption))


def _is_invented(text: str, primer: str, sure: float, silent: float) -> bool:
    doubtful = (silent > _NO_SPEECH and sure < _LOG_PROB) or (
        silent > _SURELY_NO_SPEECH and sure < _HALF_SURE
    )
    return _is_learnt(text, primer) or doubtful


def _is_learnt(text: str, primer: str) -> bool:
    """Whether nobody said it: no word in it, the primer, or what Whisper writes under silence."""
    said = bare(text)
    return not said or _echoes(text, primer) or not spoken(text)
