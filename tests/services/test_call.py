"""Whoever is to be told that a person is wanted is told by a POST, which nobody waits for."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest

from kiosk.services.call import CallHook
from tests.pace import patience

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def told() -> Iterator[tuple[str, Queue[Any]]]:
    """The address of a server, and what it is told."""
    taken: Queue[Any] = Queue()

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Takes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/call", taken
    server.shutdown()
    server.server_close()


def test_the_station_the_reason_and_the_time_are_told_and_nothing_else(
    told: tuple[str, Queue[Any]],
) -> None:
    address, taken = told
    CallHook(address, "station-3", lambda: AT).call("asked")
    assert taken.get(timeout=patience(10)) == {
        "station": "station-3",
        "reason": "asked",
        "at": "2026-11-30T09:00:00+00:00",
    }


def test_a_server_that_is_not_there_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    hook = CallHook("http://127.0.0.1:9/call", "station-3", lambda: AT)
    hook.call("asked")
    for thread in threading.enumerate():
        if thread.name == "call":
            thread.join(patience(15))
    assert "was not taken" in caplog.text


def test_without_an_address_nothing_is_sent() -> None:
    CallHook("", "station-3").call("asked")
    assert "call" not in [thread.name for thread in threading.enumerate()]
