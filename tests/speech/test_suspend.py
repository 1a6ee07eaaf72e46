"""What a sleep of the machine is to those who wait for a sign of life: nothing."""

from __future__ import annotations

import time

import pytest

from speech.suspend import LOOK_S, SuspendWatch


class FakeClock:
    """A clock that is put on by hand, as a sleep of the machine does; between that it stands."""

    def __init__(self) -> None:
        self.s = 1000.0

    def __call__(self) -> float:
        return self.s


@pytest.mark.parametrize(("slept_s", "noticed"), [(LOOK_S, False), (6.0, True), (8 * 3600.0, True)])
def test_only_a_sleep_begins_every_allowance_anew(slept_s: float, noticed: bool) -> None:
    clock = FakeClock()
    stops: list[float] = []
    watch = SuspendWatch(stops.append, clock)
    sign = time.monotonic() - 2.9  # its silence would soon be too long
    assert watch.since(sign) >= 2.9
    clock.s += slept_s
    assert (watch.since(sign) < 2.9) is noticed
    assert stops == ([slept_s] if noticed else [])


def test_what_gives_no_sign_after_waking_either_is_counted_from_then_on() -> None:
    clock = FakeClock()
    watch = SuspendWatch(clock=clock)
    long_ago = time.monotonic() - 1000
    clock.s += 60
    assert watch.since(long_ago) < 500
    while watch.since(long_ago) < 2 * LOOK_S:  # the looks that follow are no wakings
        time.sleep(0.01)
