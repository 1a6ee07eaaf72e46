"""The end-of-turn clock, by the sound alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speech.endpoint import Endpoint, EndpointEvent
from speech.protocol import Ended

SPEECH, PAUSE, RESUMED, WARNING, ENDED = EndpointEvent


def _run(clock: Endpoint, pattern: str) -> list[tuple[float, EndpointEvent]]:
    """``pattern``: a character for each 0.1 s, ``#`` is speech."""
    marks = []
    for character in pattern:
        came = clock.step(character == "#", 0.1)
        marks += [(round(clock.clock_s, 1), mark) for mark in came]
    return marks


def test_a_turn_ends_two_and_a_half_seconds_after_the_last_sound() -> None:
    clock = Endpoint()
    marks = _run(clock, "." * 10 + "#" * 10 + "." * 40)
    assert marks == [(1.1, SPEECH), (2.4, PAUSE), (4.5, ENDED)]
    assert clock.ended is Ended.SILENCE
    assert clock.last_sound_s is not None


def test_who_thinks_for_two_seconds_may_go_on() -> None:
    marks = _run(Endpoint(), "##" + "." * 20 + "##" + "." * 30)
    assert [mark for _, mark in marks] == [
        SPEECH,
        PAUSE,
        RESUMED,
        PAUSE,
        ENDED,
    ]


def test_ten_seconds_without_a_first_sound_end_the_turn() -> None:
    clock = Endpoint()
    assert _run(clock, "." * 120) == [(10.0, ENDED)]
    assert clock.last_sound_s is None


def test_an_answer_among_choices_ends_sooner() -> None:
    marks = _run(Endpoint(silence_s=1.2), "#####" + "." * 20)
    assert marks[-1] == (1.7, ENDED)


def test_the_limit_is_announced_twenty_seconds_before_it_ends_the_turn() -> None:
    clock = Endpoint(limit_s=90)
    marks = _run(clock, "#" * 1000)
    assert [(m, n) for n, m in marks] == [
        (SPEECH, 0.1),
        (WARNING, 70.0),
        (ENDED, 90.0),
    ]
    assert clock.ended is Ended.LIMIT


def test_finishing_keeps_the_first_reason() -> None:
    clock = Endpoint()
    clock.finish()
    assert clock.ended is Ended.FINISHED
    assert clock.step(True, 0.1) == ()


@given(st.lists(st.booleans(), max_size=1200))
def test_any_sound_ends_once_and_pauses_and_resumes_in_turn(blocks: list[bool]) -> None:
    clock = Endpoint()
    marks = [mark for speaks in blocks for mark in clock.step(speaks, 0.1)]
    assert marks.count(ENDED) <= 1
    assert marks.count(SPEECH) <= 1
    swings = [mark for mark in marks if mark in (PAUSE, RESUMED)]
    assert swings == [PAUSE, RESUMED] * (len(swings) // 2) + [PAUSE] * (len(swings) % 2)
    if len(blocks) >= 900:
        assert clock.ended
