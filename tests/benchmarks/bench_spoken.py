"""How the voices are understood, and whether they read right: half an hour on two idle cores.

Judged are all fixed prompts of both packs and 100 read-backs a language (requests, numbers, kinds and
places), at the pack's pace, by Whisper base. Sentences are heard in a row, up to 25 s at once, as a resident
hears them; numbers count as right whether it writes them in digits or in words, and words whatever their
spelling (queue, cue). ``SPOKEN_EVERY`` in the environment judges only every nth sentence (it is n);
``SPOKEN_LOG`` names a file for what was meant and heard, passage by passage.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kiosk.conversation.wording import fixed_sentences
from kiosk.packs import Pack, load_pack
from speech.protocol import VoiceSpec
from speech.sayas import spoken
from speech.sayas.ruby import words_only
from speech.speak import speak_with
from speech.synthesizers.voices import load
from speech.wav import read_wav
from tests.benchmarks.table import Row
from tests.benchmarks.voices import there
from tests.listener import heard, wrong, wrong_by_sound
from tests.numerals import as_digits
from tests.speech.sayas.readings import readings
from tests.synthetic_speech import models

READ_BACKS = 100
AT_ONCE_S, GAP_S, RATE = 25.0, 0.5, 16_000
EVERY = int(os.environ.get("SPOKEN_EVERY", "1"))
LOG = Path(os.environ.get("SPOKEN_LOG", os.devnull))
DATA = Path(__file__).parents[1] / "data"
GOALS = {"zh-CN": (8, 50), "en": (5, 12)}
"""Per cent heard wrong, at most: of the pack's first voice that is installed, of the one without a model."""


def run() -> list[Row]:
    """Measure, and give the rows."""
    rows = [_read_right(language) for language in ("zh", "en")]
    for tag, goals in GOALS.items():
        pack = load_pack(tag)
        first, *_, last_resort = there(pack)
        for wanted, goal in zip((first, last_resort), goals, strict=True):
            rows += [
                _understood(pack, wanted, goal, "prompts", fixed_sentences(pack)),
                _understood(pack, wanted, goal, "read-backs", list(islice(_read_backs(pack), READ_BACKS))),
            ]
    return rows


def _read_right(language: str) -> Row:
    listed = readings(language)
    right = sum(one.right() for one in listed)
    share = 100 * right / len(listed)
    what = f"polyphones, numbers, addresses … read right, {language}"
    return Row(what, ">= 99 %", f"{share:.1f} % of {len(listed)}", share >= 99, "tests/data/readings.*.tsv")


def _read_backs(pack: Pack) -> Iterator[str]:
    """Lines as the conversation makes them: what is read back is somebody's own, not a prompt."""
    short = pack.tag.split("-")[0]
    for n in range(10):
        yield pack.prompts["done.number"].replace(
            "{number}", " ".join(f"{17 + n}{7_301 * (n + 3) % 1_000_000:06}")
        )
        yield " ".join(f"1390{(n + 7) * 8_627_431 % 10_000_000:07}")
    for category in pack.categories[:7]:
        yield (
            f"{category.name}，{category.department}。"
            if short == "zh"
            else f"{category.name}, {category.department}."
        )
    for line in (DATA / f"requests.dev.{short}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, _, text, _, _, _, place, *_ = line.split("\t")
        if place:
            yield place
        yield text.replace(" ", "") if short == "zh" else text


def _understood(pack: Pack, wanted: VoiceSpec, goal: float, what: str, texts: Sequence[str]) -> Row:
    language = pack.tag.split("-")[0]
    texts = texts[::EVERY]
    mistakes = of = 0
    for meant, sound in _in_a_row(pack, wanted, texts):
        said, got = _written_out(meant, pack.tag), as_digits(heard(sound, language), language)
        one, other = wrong_by_sound(said, got) if language == "en" else wrong(said, got, language)
        mistakes, of = mistakes + one, of + other
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{wanted.name}\t{what}\t{one}/{other}\t{said}\t{got}\n")
    unit = "toneless syllables" if language == "zh" else "words"
    return Row(
        f"wrong {unit}, {len(texts)} {what}, {wanted.name}",
        f"<= {goal:g} %",
        f"{100 * mistakes / of:.1f} % of {of}",
        100 * mistakes / of <= goal,
        "judged by Whisper base, which is the kiosk's ears too"
        + (f"; a sample: every {EVERY}th sentence" if EVERY > 1 else ""),
    )


def _in_a_row(pack: Pack, wanted: VoiceSpec, texts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """What is meant and its sound (PCM, 16 kHz), as many sentences at once as the listener takes."""
    voice = load(wanted, pack.tag, models())
    pace = pack.voice.words_a_minute or pack.voice.characters_a_minute
    meant, pcm = "", b""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "said.wav"
        for text in texts:
            speak_with(voice, text, wav, language=pack.tag, units_a_minute=pace)
            sound = read_wav(wav)
            if pcm and len(pcm) + len(sound) > AT_ONCE_S * RATE * 2:
                yield meant, pcm
                meant, pcm = "", b""
            meant += f"{text}\n"
            pcm += sound + bytes(2 * int(GAP_S * RATE))
    yield meant, pcm


def _written_out(text: str, tag: str) -> str:
    """As it is spoken, but numbers in digits: whether they are read right is the other list's matter."""
    return as_digits(" ".join(words_only(spoken(line, tag)) for line in text.splitlines()), tag.split("-")[0])
