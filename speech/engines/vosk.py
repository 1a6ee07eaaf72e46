"""Vosk: streams, so captions come while one speaks, and a short list of phrases is heard exactly."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speech.engines.base import SAMPLE_RATE, EngineError, Partial, Request, Word, Words, bare

_UNKNOWN = ("[unk]", "<UNK>", "<unk>")
NOT_MADE_OUT = "(?)"
"""Stands at the end where more was said than phrases: "[something] yes" is not the whole answer."""
_AT_LEAST_S = 0.4
"""A word that is none of the phrases and is shorter than this may be a breath or a knock."""


class VoskEngine:
    """One model. Only small models (with ``Gr.fst`` and ``HCLr.fst``) can be bound to phrases.

    Raises EngineError where the folder is no model that Vosk can load.
    """

    streaming = True

    def __init__(self, folder: Path) -> None:
        if not is_vosk_model(folder):
            raise EngineError(f"{folder}: this is not a Vosk model (am/final.mdl or conf is missing)")
        if sys.platform == "win32" and not str(folder).isascii():
            raise EngineError(f"{folder}: Vosk on Windows needs a folder with plain Latin letters only")
        import vosk  # it loads a large library: only the child that listens may pay for that

        vosk.SetLogLevel(-1)
        try:
            self.model = vosk.Model(str(folder))
        except Exception as error:  # Vosk raises nothing narrower
            raise EngineError(f"{folder}: Vosk cannot load this model; install it again") from error
        self.name = f"vosk:{folder.name}"
        self.grammar = all((folder / "graph" / part).exists() for part in ("Gr.fst", "HCLr.fst"))
        self.unknown = next((word for word in _UNKNOWN if self.knows(word)), "")

    def knows(self, word: str) -> bool:
        """Whether ``word`` is in the model's vocabulary."""
        return bool(self.model.vosk_model_find_word(word) >= 0)

    def spell(self, phrase: str) -> str:
        """``phrase`` as words of the vocabulary, separated by spaces; empty where one cannot be had.

        A word of a script without spaces is split into the longest words known.
        """
        spelled: list[str] = []
        for word in phrase.lower().split():
            pieces = [word] if self.knows(word) else self._split(word)
            if not pieces:
                return ""
            spelled += pieces
        return " ".join(spelled)

    def recognizer(self, request: Request) -> VoskRecognizer:
        """Begin a turn, bound to ``request.phrases`` where the model can be."""
        phrases = {s: p for p in request.phrases if (s := self.spell(p))} if self.grammar else {}
        return VoskRecognizer(self, phrases)

    def _split(self, word: str) -> list[str]:
        if word.isascii():
            return []
        pieces: list[str] = []
        while word:
            known = next((n for n in range(len(word), 0, -1) if self.knows(word[:n])), 0)
            if not known:
                return []
            pieces.append(word[:known])
            word = word[known:]
        return pieces


class VoskRecognizer:
    """One turn. Vosk's own endpoints come far too early for slow speakers: here they only end a piece."""

    ready = True

    def __init__(self, engine: VoskEngine, phrases: dict[str, str]) -> None:
        import vosk

        self._unknown = engine.unknown
        self._phrases = {bare(spelled): phrase for spelled, phrase in phrases.items()}
        arguments: list[Any] = [engine.model, SAMPLE_RATE]
        if phrases:
            grammar = [*phrases, *filter(None, [engine.unknown])]
            arguments.append(json.dumps(grammar, ensure_ascii=False))
        self._kaldi = vosk.KaldiRecognizer(*arguments)
        self._kaldi.SetWords(True)
        self._pieces: list[Word] = []
        self._unknown_s = 0.0
        self._shown = ""

    def accept(self, block: bytes) -> Partial | None:
        """Decode a block; the partial holds the pieces that are final and the one under way."""
        if not block:
            return None
        under_way = ""
        if self._kaldi.AcceptWaveform(block):
            self._keep(self._kaldi.Result())
        else:
            under_way = json.loads(self._kaldi.PartialResult())["partial"]
        open_words = [Word(w, 0.0, 0.0) for w in under_way.split() if w != self._unknown]
        words = tuple(self._recombined([*self._pieces, *open_words]))
        text = " ".join(word.word for word in words)
        if text == self._shown:
            return None
        self._shown = text
        return Partial(text, words)

    def pause(self) -> None:
        """Nothing to do: it decodes as it goes."""

    def resume(self) -> None:
        """Nothing to do."""

    def finish(self) -> Words:
        """Decode what is left and give all pieces, phrases put together again."""
        self._keep(self._kaldi.FinalResult())
        words = self._recombined(self._pieces)
        spoken_s = sum(word.end - word.start for word in self._pieces)
        left_s = spoken_s - sum(word.end - word.start for word in words) + self._unknown_s
        if self._phrases and words and left_s >= _AT_LEAST_S:
            words = [*words, Word(NOT_MADE_OUT, words[-1].end, words[-1].end, 0.0)]
        return Words(" ".join(word.word for word in words), tuple(words))

    def cancel(self) -> None:
        """Nothing runs elsewhere."""

    def _keep(self, result: str) -> None:
        for word in json.loads(result).get("result", []):
            if word["word"] == self._unknown:
                self._unknown_s += word["end"] - word["start"]
            else:
                conf = round(word["conf"], 3)
                self._pieces.append(Word(word["word"], round(word["start"], 2), round(word["end"], 2), conf))

    def _recombined(self, words: Sequence[Word]) -> list[Word]:
        """The phrases in ``words``, as they were asked for: a grammar's words combine anew, so the longest
        run that is a phrase counts and what is left between is dropped. Without a phrase, all words."""
        found, first = [], 0
        while first < len(words):
            for last in range(len(words), first, -1):
                run = words[first:last]
                phrase = self._phrases.get(bare("".join(word.word for word in run)))
                if phrase:
                    found.append(Word(phrase, run[0].start, run[-1].end, _least([w.conf for w in run])))
                    first = last - 1
                    break
            first += 1
        return found or list(words)


def _least(confidences: list[float | None]) -> float | None:
    known = [conf for conf in confidences if conf is not None]
    return min(known) if len(known) == len(confidences) else None


def is_vosk_model(folder: Path) -> bool:
    """Whether ``folder`` holds a model and not an empty shell."""
    return (folder / "am" / "final.mdl").is_file() and (folder / "conf").is_dir()
