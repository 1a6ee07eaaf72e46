"""The chime: loud, of one length at any rate, and without a click at its beginning or end."""

from __future__ import annotations

import pytest

from speech.chime import PEAK, chime
from speech.pcm import samples_of


@pytest.mark.parametrize("rate", [16_000, 24_000])
def test_the_chime_is_as_loud_as_it_is_meant_and_begins_and_ends_in_silence(rate: int) -> None:
    sound = chime(rate)
    samples = samples_of(sound.pcm)
    assert sound.seconds == pytest.approx(2.0, abs=0.01)
    assert max(map(abs, samples)) == pytest.approx(PEAK * 32767, rel=0.01)
    assert abs(samples[0]) < 100
    assert max(map(abs, samples[-rate // 50 :])) < 0.1 * 32767
