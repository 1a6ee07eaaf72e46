"""How the ears do in a noisy hall: what they mishear, cut off, invent, and which answers they get right.

Residents and hall are made by arithmetic (tests/residents.py, tests/hall.py); the sound goes through the same
turns as a resident's, as fast as it can be decoded. ``HALL_REQUESTS`` and ``HALL_MINUTES`` in the environment
make it shorter. The synthetic Mandarin has a Japanese accent, and many of its short words are not understood
even without a hall: answers are counted of those that the model hears right from the same person, dry.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np

from kiosk.conversation.events import Event, HeardNothing, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.session import Draft, Session, Station, Step
from kiosk.packs import Pack, load_pack
from kiosk.understanding.understood import Candidate
from speech.activity import Activity, dbfs, detector
from speech.endpoint import Endpoint
from speech.engines.base import Engine, Request, bare
from speech.engines.loading import require
from speech.listening import TurnListener, TurnSettings
from speech.presence import Presence
from speech.protocol import FinalText, RecognizerSpec
from speech.room import Room
from speech.wav import BLOCK_S, blocks
from tests.benchmarks.table import Row
from tests.hall import RATE, Samples, Sort, background, mixed, pcm_of, samples_of
from tests.listener import heard, wrong
from tests.residents import answers, people, requests
from tests.synthetic_speech import models

_REQUESTS = int(os.environ.get("HALL_REQUESTS", "24"))
_MINUTES = float(os.environ.get("HALL_MINUTES", "30"))
_TAGS = {"en": "en", "zh": "zh-CN", "ko": "ko"}
_CANDIDATES = tuple(Candidate(code, 0.3) for code in ("street_light", "elevator", "noise"))
_IDLE_S = 3.0
"""The room is heard so long before somebody speaks."""


def run() -> list[Row]:
    """The rows of the ears in a hall."""
    return [*_requests(), _cut_off(), _invented(), *_answers(), _korean()]


@dataclass
class _Ears:
    """The ears of a language, without their process: turn after turn on the same sound."""

    pack: Pack
    engines: Sequence[Engine]
    activity: Callable[[], Activity]

    def turn(self, room: Room, phrases: Sequence[str] = ()) -> TurnListener:
        ears = self.pack.ears
        request = Request(
            phrases=tuple(phrases), language=ears.whisper_language, initial_prompt=ears.initial_prompt
        )
        fillers = frozenset(map(bare, self.pack.words.fillers))
        silence_s = 1.2 if phrases else 2.5
        turn = TurnSettings(0, request, silence_s=silence_s, fillers=fillers, captions=False)
        return TurnListener(turn, self.engines, self.activity(), room)

    def hear(self, sound: Samples, phrases: Sequence[str] = (), idle_s: float = _IDLE_S) -> list[FinalText]:
        """What each turn gave that had words, until the sound is over."""
        pcm, room = pcm_of(sound), Room()
        idle = int(idle_s * RATE) * 2
        for block in blocks(pcm[:idle]) if idle else ():
            room.hear(dbfs(block))
        lines: list[FinalText] = []
        listening = self.turn(room, phrases)
        for block in blocks(pcm[idle:]):
            said = listening.hear(block)
            if listening.ending:
                said += listening.poll(wait=True)
            lines += [line for line in said if isinstance(line, FinalText)]
            if listening.done:
                listening = self.turn(room, phrases)
        last = listening.finish() or listening.poll(wait=True)
        return lines + [line for line in last if isinstance(line, FinalText)]


@cache
def _ears(language: str, engine: str = "whisper") -> _Ears:
    pack = load_pack(_TAGS[language])
    wanted = RecognizerSpec(vosk=tuple(pack.ears.vosk), whisper=("whisper-base",))
    return _Ears(pack, require(models(), wanted, engine), detector(models()))


def _in_hall(clean: Samples, n: int, snr_db: float | None) -> Samples:
    """Somebody in the hall after 3 s without them, in its noise where ``snr_db`` says how loud."""
    lead = _IDLE_S + 1.0
    if snr_db is None:
        return mixed(clean, background(Sort.SILENCE, 5, n), 45, lead)
    return mixed(clean, np.roll(_hall_noise(), n * 50_000), snr_db, lead)


@cache
def _hall_noise() -> Samples:
    return background(Sort.NOISE, 60, 7)


def _requests() -> Iterator[Row]:
    for language, unit in (("en", "words"), ("zh", "toneless syllables")):
        by_ears, alone = {}, {}
        for snr in (None, 10.0):
            errors = alone_errors = sizes = 0
            for n, (text, clean) in enumerate(_spoken(language)):
                sound, meant = _in_hall(clean, n, snr), text.replace("|", "")
                heard = " ".join(final.text for final in _ears(language).hear(sound))
                errors += wrong(meant, heard, language)[0]
                missed, size = wrong(meant, _alone(language, sound), language)
                alone_errors, sizes = alone_errors + missed, sizes + size
            by_ears[snr], alone[snr] = 100 * errors / sizes, 100 * alone_errors / sizes
        apart = by_ears[10.0] - by_ears[None]
        yield Row(
            f"wrong {unit} {language}, clean, Whisper base ears / the model alone on whole files",
            "<= 1.05",
            f"{by_ears[None] / max(0.1, alone[None]):.2f}",
            by_ears[None] <= 1.05 * alone[None],
            f"{by_ears[None]:.1f} and {alone[None]:.1f} % of {sizes}",
        )
        yield Row(
            f"wrong {unit} {language}, Whisper base ears, 10 dB hall noise, points above clean",
            "<= 6",
            f"{apart:.1f}",
            apart <= 6,
            f"clean {by_ears[None]:.1f} %, 10 dB {by_ears[10.0]:.1f} %; the model alone {alone[10.0]:.1f} %",
        )


def _alone(language: str, sound: Samples) -> str:
    """What the model hears in the whole of it, told the same as the ears."""
    ears = load_pack(_TAGS[language]).ears
    return heard(pcm_of(sound), ears.whisper_language, ears.initial_prompt)


def _spoken(language: str) -> list[tuple[str, Samples]]:
    someone = people(language)
    return [
        (text, samples_of(someone[n % len(someone)].says(text)))
        for n, text in enumerate(requests(language)[:_REQUESTS])
    ]


def _cut_off() -> Row:
    """By the end-of-turn clock alone, so that many turns can be tried."""
    turns = cut = missed = 0
    for language in ("en", "zh"):
        for snr in (None, 20.0, 10.0):
            for n, (_, clean) in enumerate(_spoken(language)):
                turns += 1
                began, ended = _heard_until(_in_hall(clean, n, snr))
                missed += not began
                cut += began and ended < _IDLE_S + 1.0 + len(clean) / RATE - BLOCK_S
    share = 100 * cut / turns
    return Row(
        "turns cut off, pauses up to 1.9 s inside, clean, 20 and 10 dB",
        "<= 1 %",
        f"{share:.1f} %",
        share <= 1,
        f"{cut} of {turns}; {missed} not noticed at all",
    )


def _heard_until(sound: Samples) -> tuple[bool, float]:
    """Whether somebody was noticed, and the second at which the turn ended."""
    room, clock = Room(), Endpoint(first_sound_s=30.0)
    presence = Presence(detector(models())(), room)
    for n, block in enumerate(blocks(pcm_of(sound))):
        level = dbfs(block)
        speaks = presence.speaks(block, level)
        if n * BLOCK_S >= _IDLE_S:
            clock.step(speaks, BLOCK_S)
            if clock.ended and clock.clock_s < 1.0:
                clock.forget()
            elif clock.ended:
                break
        room.hear(level, presence.speech or speaks)
    return clock.last_sound_s is not None, _IDLE_S + clock.clock_s


def _invented() -> Row:
    """Noise, babble, music and silence, each a quarter, half of it heard in English and half in Mandarin."""
    told: list[str] = []
    for sort in Sort:
        for language in ("en", "zh"):
            sound = background(sort, _MINUTES * 60 / 8, len(told) + 11)
            lines = _ears(language).hear(sound)
            told += [f"{sort}: {line.text}" for line in lines]
    return Row(
        f"turns with words where nobody spoke, {_MINUTES:g} min",
        "0",
        str(len(told)),
        not told,
        "hall noise, babble, music, silence; " + "; ".join(told[:3]),
    )


def _answers() -> Iterator[Row]:
    for language, goals in (("en", (98, 93)), ("zh", (98, 93))):
        known = [(n, *x) for n, x in enumerate(answers(language)) if _right_dry(language, n, *x)]
        for snr, goal in zip((None, 10.0), goals, strict=True):
            right = sum(_right(language, *each, snr) for each in known)
            share = 100 * right / max(1, len(known))
            where = "clean" if snr is None else "10 dB hall noise"
            yield Row(
                f"answers right, Whisper base {language}, {where}",
                f">= {goal} %",
                f"{share:.0f} %",
                share >= goal,
                f"{right} of {len(known)} heard right dry (of {len(answers(language))})",
            )


def _korean() -> Row:
    """Through the ears' turns, against the same grammar fed with the sound and nothing else."""
    alone = both = 0
    ears = _ears("ko", "vosk")
    for n, (text, code) in enumerate(answers("ko")):
        sound = samples_of(replace(people("ko")[n % 2], dry=True, soft_end=False).says(text))
        session, phrases = _offer("ko", code, ears.pack)
        grammar = ears.engines[0].recognizer(Request(phrases=tuple(phrases)))
        for block in blocks(pcm_of(np.concatenate([sound, np.zeros(RATE)]))):
            grammar.accept(block)
        heard = _understood(grammar.finish().text, session, ears.pack)
        if heard == Pressed(code, by="voice"):
            alone += 1
            both += _meant("ko", _in_hall(sound, n, None), code, "vosk")
    share = 100 * both / max(1, alone)
    return Row(
        "answers right, Vosk grammar ko, clean, of those it hears alone",
        ">= 90 %",
        f"{share:.0f} %",
        share >= 90,
        f"{both} of {alone} (of {len(answers('ko'))})",
    )


def _right_dry(language: str, n: int, text: str, code: str) -> bool:
    """Whether the model hears this person's answer without hall, noise and falling voice."""
    someone = people(language)
    clean = samples_of(replace(someone[n % len(someone)], soft_end=False, dry=True).says(text))
    return _meant(language, _in_hall(clean, n, None), code)


def _right(language: str, n: int, text: str, code: str, snr: float | None) -> bool:
    someone = people(language)
    clean = samples_of(someone[n % len(someone)].says(text))
    return _meant(language, _in_hall(clean, n, snr), code)


def _meant(language: str, sound: Samples, code: str, engine: str = "whisper") -> bool:
    """Whether the screen that offers ``code`` takes what it hears for it."""
    ears = _ears(language, engine)
    session, phrases = _offer(language, code, ears.pack)
    finals = ears.hear(sound, phrases)
    return bool(finals) and _event(finals[0], session, ears.pack) == Pressed(code, by="voice")


def _event(line: FinalText, session: Session, pack: Pack) -> Event:
    """As the conversation's runner takes it."""
    first, *rest = (_understood(text, session, pack) for text in (line.text, *line.others))
    meant = {event for event in rest if isinstance(event, Pressed)}
    return meant.pop() if isinstance(first, HeardNothing) and len(meant) == 1 else first


def _understood(text: str, session: Session, pack: Pack) -> Event:
    return RESIDENT.front(session).meant(Utterance(text), session, {pack.tag: pack}, date.today())


def _offer(language: str, code: str, pack: Pack) -> tuple[Session, list[str]]:
    """The screen that offers ``code``, and all that can be said to it."""
    session = Session(
        station=Station(categories=tuple(candidate.code for candidate in _CANDIDATES)),
        step=Step.CATEGORY if code.startswith("choice-") else Step.CHECK,
        draft=Draft(text="x", recognized="x", candidates=_CANDIDATES),
        language=_TAGS[language],
    )
    screen = RESIDENT.front(session)
    return session, screen.phrases(session, {pack.tag: pack}, RESIDENT.awaited(session))
