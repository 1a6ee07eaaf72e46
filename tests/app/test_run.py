"""What ``kiosk run`` says before it opens a window."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.app import run as app_run
from kiosk.cli import main
from kiosk.settings import Settings


@pytest.mark.parametrize(("user", "says"), [(0, ["the kiosk should not be run by root"]), (1000, [])])
def test_a_kiosk_that_root_runs_says_that_it_should_not_be_and_goes_on(
    user: int, says: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[Settings] = []

    def run(given: Settings, windowed: bool, trace: Path | None) -> int:
        ran.append(given)
        return 0

    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(app_run, "run", run)
    with caplog.at_level(logging.WARNING):
        done = CliRunner().invoke(main, ["run"])
    assert (done.exit_code, len(ran)) == (0, 1)
    assert [line.partition(":")[0] for line in caplog.messages] == says
