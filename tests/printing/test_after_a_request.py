"""A whole request at a station with a printer: the slip comes out, or the number is told all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.app.rehearse import rehearse
from kiosk.settings import FolderSettings, Settings
from kiosk.settings.printer import PrinterSettings
from kiosk.tickets.commands import list_tickets
from tests.printing.paper import NO_PAPER, FakePrinter, on_the_network


def requested(folder: Path, paper: FakePrinter, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Somebody says what is broken, and agrees; their kiosk's settings."""
    monkeypatch.delenv("HEARD_DATA", raising=False)
    script = folder / "script.txt"
    script.write_text("language: zh-CN\nsay: 幸福小区门口的路灯坏了三天了\n", encoding="utf-8")
    with on_the_network(paper) as address:
        settings = Settings(
            folders=FolderSettings(data=str(folder / "data"), keys=str(folder / "keys")),
            printer=PrinterSettings(kind="network", address=address),
        )
        assert rehearse(settings, script, as_json=True, out=None, agree=True) == 0
    return settings


def test_its_slip_comes_out_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    qapp: QGuiApplication,
) -> None:
    paper = FakePrinter()
    requested(tmp_path, paper, monkeypatch)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert paper.cuts == 1
    assert "请拿好小票。" in [line.get("said") for line in lines]


def test_a_printer_without_paper_costs_neither_ticket_nor_number(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    qapp: QGuiApplication,
) -> None:
    paper = FakePrinter(state=NO_PAPER)
    settings = requested(tmp_path, paper, monkeypatch)
    assert "1000 0012" in list_tickets(settings)
    assert paper.rows == []
    assert "小票没有打出来" in capsys.readouterr().out
    assert "put in a new roll" in caplog.text
