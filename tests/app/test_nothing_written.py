"""A full journey leaves nothing readable of words, place and phone: no file, no log, 0 bytes."""

from __future__ import annotations

import logging
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.app.window import Kiosk
from kiosk.conversation.events import Dialled, Heard, Pressed
from kiosk.conversation.screens import BESIDE, WAY
from kiosk.settings import FolderSettings, Settings
from kiosk.trace import Trace
from tests.conversation.tales import LIFT
from tests.traces import PHONE, PLACE, SAID, WORDS, below, bytes_found, rehearse

WAY_ON: dict[str, str] = {screen.name: screen.way_on for screen in (*BESIDE, *WAY)}


def test_a_rehearsed_journey_writes_none_of_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    log = rehearse(home)
    files = below(home)
    assert any(path.endswith("tickets.db") for path in files)
    assert {path for path, written in files.items() if bytes_found(written)} == set()
    assert bytes_found(log) == 0, log.decode()


def test_a_touched_journey_writes_none_of_it(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    folders = FolderSettings(data=str(tmp_path / "data"), keys=str(tmp_path / "keys"))
    settings = msgspec.structs.replace(Settings(), folders=folders)
    kiosk = Kiosk(settings, windowed=True, trace=Trace(None))
    qtbot.addWidget(kiosk.window)
    talk = kiosk.conversation
    talk.begin()
    talk.handle(Pressed("language-en"))
    talk.handle(Heard(WORDS, replace(LIFT, text=WORDS, place=f"{PLACE} 44"), by="touch"))
    for _ in range(20):
        shown = _shown(kiosk)
        if shown == "done":
            break
        if shown == "saving":
            qtbot.waitUntil(lambda: _shown(kiosk) != "saving")
        elif shown == "contact" and not talk.session.keypad.digits:
            talk.handle(Dialled(PHONE))
        else:
            way_on = "done" if shown == "contact" else WAY_ON[shown]
            talk.handle(Pressed(way_on, by="voice"))  # a hand must wait for the eye
    assert _shown(kiosk) == "done"
    assert (PLACE in talk.session.draft.place, talk.session.draft.phone) == (True, PHONE)
    kiosk.stop()
    files = below(tmp_path)
    assert any(path.endswith("tickets.db") for path in files)
    assert {path for path, written in files.items() if bytes_found(written)} == set()
    assert bytes_found(caplog.text.encode()) == 0, caplog.text


def test_the_search_finds_each_piece_in_each_form() -> None:
    for piece in SAID:
        assert bytes_found(f"before {piece.upper()} after".encode("utf-16-le")) > 0
        assert bytes_found(b"x" + piece.encode() + b"y") > 0
    assert bytes_found(b"nothing of it") == 0


def _shown(kiosk: Kiosk) -> str:
    assert kiosk.window.current_screen is not None
    return kiosk.window.current_screen.view.screen
