"""However often a kiosk is killed, whatever servers do: each message arrives everywhere, once, in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pace import patience
from tests.tickets import faults


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kiosk is forked")
def test_kills_and_faults_lose_double_and_reorder_nothing(tmp_path: Path) -> None:
    outcome = faults.run(tmp_path, kills=8, seed=14, limit_s=patience(20))
    assert outcome.confirmed >= 8
    assert (outcome.unsent, outcome.lost, outcome.doubled, outcome.out_of_order) == ({}, [], [], [])
