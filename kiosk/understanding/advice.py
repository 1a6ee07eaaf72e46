"""What to do first in a danger: which of the pack's advice fits a request that is an emergency."""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.languages import Said
from kiosk.packs import Advice, Pack


def advice_for(said: Said, deed: str, pack: Pack) -> Advice | None:
    """The first advice that fits the words, or what is done to somebody; None where the pack has none."""
    return next((advice for advice in pack.advice if _fits(advice, said, deed)), None)


def _fits(advice: Advice, said: Said, deed: str) -> bool:
    return deed in advice.deeds or _compiled(advice.signs).search(said.plain) is not None


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
