"""The room, the gain, who is near and what would help them: in halls made by arithmetic."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from speech.activity import dbfs, detector
from speech.barge_in import BargeInDetector
from speech.clarity import Clarity
from speech.engines.base import Partial, Request, Word, Words
from speech.gain import Gain
from speech.listening import TurnListener, TurnSettings
from speech.presence import Presence
from speech.protocol import FinalText, Hint, NoWords, Report
from speech.room import QUIETEST_DBFS, UNKNOWN_DBFS, Room
from speech.wav import BLOCK, blocks
from tests.hall import (
    FAR_DB,
    RATE,
    Samples,
    Sort,
    at_level,
    background,
    heard_in,
    mixed,
    pcm_of,
    room,
    samples_of,
)
from tests.residents import people, requests
from tests.synthetic_speech import models

SOMEBODY = people("en")[0]
SLOW = people("en")[1]


@cache
def said(n: int = 2) -> Samples:
    return samples_of(SOMEBODY.says(requests("en")[n]))


@cache
def talk_across_the_hall() -> Samples:
    """Half a dozen far voices, that the detector is sure of whatever the synthesizer's own chance made of
    them; one person's, so that the test needs no slow synthesizer."""
    talk = np.concatenate([said(n) for n in (2, 9, 12)])
    total = np.zeros(20 * RATE)
    for n in range(6):
        far = heard_in(room(n, FAR_DB), np.resize(np.roll(talk, n * 31_337), len(total)))
        total += far[: len(total)]
    return total * 10 ** ((-38 - dbfs(pcm_of(total))) / 20)


def noticed(sound: Samples, heard_before: Room | None = None) -> list[bool]:
    its_room = heard_before or Room()
    presence = Presence(detector(models())(), its_room)
    marks = []
    for block in blocks(pcm_of(sound)):
        level = dbfs(block)
        marks.append(presence.speaks(block, level))
        its_room.hear(level, presence.speech or marks[-1])
    return marks


def room_of(sound: Samples) -> Room:
    known = Room()
    for block in blocks(pcm_of(sound)):
        known.hear(dbfs(block))
    return known


@pytest.mark.parametrize("snr_db", [20, 10])
def test_somebody_near_is_noticed_in_the_noise_of_a_hall_and_the_noise_is_nobody(snr_db: float) -> None:
    marks = noticed(mixed(said(), background(Sort.NOISE, 20, 3), snr_db, lead_s=6))
    assert sum(marks[:59]) <= 2
    assert sum(marks[60:]) >= 10


def test_people_who_talk_across_the_hall_are_nobody() -> None:
    babble = talk_across_the_hall()
    alone = detector(models())()
    believed = [alone.likelihood(block) >= 0.5 for block in blocks(pcm_of(babble))]
    assert sum(believed) > 20  # the detector by itself takes them for somebody
    assert sum(noticed(babble, room_of(babble))) <= 2


def test_a_machine_that_starts_is_not_somebody_for_long() -> None:
    quiet, hum = np.zeros(3 * RATE), background(Sort.NOISE, 6, 5)[: 6 * RATE] * 0 + 0.05
    hum = hum * np.sin(np.arange(len(hum)) * 0.3)
    assert not any(noticed(np.concatenate([quiet, hum]))[60:])


def test_the_room_is_known_by_what_it_seldom_falls_below() -> None:
    known = Room()
    assert known.floor == UNKNOWN_DBFS
    for n in range(100):
        known.hear(-50.0 if n % 2 else -20.0)
    assert known.floor == -50.0
    for _ in range(300):
        known.hear(-96.0)
    assert known.floor == QUIETEST_DBFS


def test_who_talks_on_and_on_does_not_become_the_room() -> None:
    room_noise, story = np.zeros(2 * RATE), np.concatenate([said(n) for n in (2, 9, 12)] * 5)
    marks = noticed(np.concatenate([room_noise, story]))[20:]
    first, last = marks[: len(marks) // 5], marks[-len(marks) // 5 :]
    assert sum(last) > 0.9 * sum(first)


def test_a_soft_voice_in_a_quiet_room_is_brought_up_and_a_loud_one_stays_whole() -> None:
    quiet = room_of(np.zeros(3 * RATE))
    for level, louder_db in ((-50, 10), (-20, 0)):
        gain = Gain(quiet)
        sound = pcm_of(at_level(said(), level))
        louder = b"".join(gain.push(block, dbfs(block)) for block in blocks(sound))
        assert dbfs(louder) - dbfs(sound) == pytest.approx(louder_db, abs=1.5)
        assert np.abs(samples_of(louder)).max() < 1


def test_a_noisy_room_is_not_made_louder() -> None:
    assert Gain(room_of(talk_across_the_hall())).db == 0


@pytest.mark.parametrize(
    ("level", "noise_db", "hint"),
    [(-28, 45, None), (-54, 20, Hint.FAINT), (-28, 5, Hint.NOISE), (3, 60, Hint.LOUD)],
)
def test_what_would_help_is_known_after_a_second_of_speech(
    level: float, noise_db: float, hint: Hint | None
) -> None:
    sound = mixed(at_level(said(), level), np.random.default_rng(1).standard_normal(RATE), noise_db, 3)
    its_room = Room()
    clarity = Clarity(its_room)
    given = []
    for n, block in enumerate(blocks(pcm_of(sound))):
        given.append(clarity.hear(block, dbfs(block), speaks=30 <= n < 30 + len(said()) // 1600))
        its_room.hear(dbfs(block))
    assert [each for each in given if each] == ([hint] if hint else [])


class FakeEngine:
    """Hears nothing in its first utterance and "yes" in each after that."""

    name, streaming, grammar = "fake", False, False

    def __init__(self) -> None:
        self.begun = 0

    def recognizer(self, request: Request) -> FakeRecognizer:
        self.begun += 1
        return FakeRecognizer(Words("yes", (Word("yes", 0, 0.2),)) if self.begun > 1 else Words())


class FakeRecognizer:
    ready = True

    def __init__(self, words: Words) -> None:
        self._words = words

    def accept(self, block: bytes) -> Partial | None:
        return None

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def cancel(self) -> None: ...

    def finish(self) -> Words:
        return self._words


def turn_of(sound: Samples) -> list[Report]:
    listening = TurnListener(TurnSettings(1), [FakeEngine()], detector(models())())
    lines = [line for block in blocks(pcm_of(sound)) for line in listening.hear(block)]
    return [line for line in lines if isinstance(line, FinalText | NoWords)]


def test_after_a_noise_that_seemed_a_first_sound_the_turn_waits_on() -> None:
    quiet = np.zeros(3 * RATE)
    cough, answer = said()[: RATE // 2], said()[:RATE]
    (line,) = turn_of(np.concatenate([quiet, cough, quiet, answer, quiet]))
    assert isinstance(line, FinalText)
    assert 6.0 <= line.words[0].start <= 6.7  # of the turn's sound, not of the second try


def test_it_waits_no_longer_than_a_first_sound_may_take() -> None:
    (line,) = turn_of(np.concatenate([np.zeros(3 * RATE), said()[: RATE // 2], np.zeros(9 * RATE)]))
    assert line == NoWords(turn=1)


def test_who_thinks_for_two_seconds_and_lets_the_voice_fall_is_not_cut_off() -> None:
    slow = samples_of(SLOW.says(requests("en")[0]))
    marks = noticed(mixed(slow, background(Sort.NOISE, 20, 3), 20, lead_s=4))
    last = max(n for n, mark in enumerate(marks) if mark) / 10
    assert last > 4 + len(slow) / RATE - 1.2
    silent = max(len(run) for run in "".join(".#"[mark] for mark in marks[40:]).strip(".").split("#"))
    assert silent < 25


def test_what_was_said_over_the_voice_is_kept_from_its_first_syllable() -> None:
    barge_in = BargeInDetector(detector(models())())
    sound = pcm_of(np.concatenate([np.zeros(2 * RATE), said()]))
    given = list(blocks(sound))
    noticed_at = next(n for n, block in enumerate(given) if barge_in.hear(block))
    assert 22 <= noticed_at <= 28
    kept = b"".join(barge_in.take())
    assert len(kept) >= (noticed_at - 20 + 2) * BLOCK
    assert sound[: (noticed_at + 1) * BLOCK].endswith(kept)
    assert BargeInDetector(detector(models())()).take() == []
