"""A request that cannot be saved is kept away from the screen, and saved as soon as that works."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pytest

from kiosk.conversation.draft import Draft
from kiosk.conversation.questions import Save, Saved, SaveFailed
from kiosk.services.opened import OpenTickets
from kiosk.services.save import SaveService
from kiosk.tickets.errors import KeyUnusableError, StoreFullError
from kiosk.tickets.ticket import NewTicket, Ticket
from kiosk.tickets.tickets import Tickets
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station

DRAFT = Draft(text="the lift is broken", place="Mill Lane 4", phone="13812345678")
SAVE = Save(DRAFT, "en")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def tickets(station: Station) -> Tickets:
    return station.open(FakeDestination())


def no_room(new: NewTicket, destinations: Iterable[str]) -> Ticket:
    raise StoreFullError("the disk is full.")


def test_what_cannot_be_saved_is_saved_when_there_is_room_again(
    tickets: Tickets, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    service = SaveService(OpenTickets(lambda: tickets), again_s=0.02)
    with monkeypatch.context() as full:
        full.setattr(tickets.store, "add", no_room)
        assert service(SAVE) == SaveFailed("the disk is full.")
        eventually(lambda: "still not saved" in caplog.text or list(tickets.aside.kept()))
        assert list(tickets.store.entries()) == []
    eventually(lambda: [e.ticket.text for e in tickets.store.entries() if e.ticket] == [DRAFT.text])
    eventually(lambda: not list(tickets.aside.kept()))
    service.close()
    assert len(list(tickets.store.entries())) == 1, "once"


def test_what_was_not_saved_when_the_kiosk_ended_is_saved_at_the_next_start(
    station: Station, tickets: Tickets, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(tickets.store, "add", no_room)
        service = SaveService(OpenTickets(lambda: tickets))
        service(SAVE)
        service.close()
        tickets.close()  # while there is no room: its caretaker would save what was kept
    on_disk = b"".join(file.read_bytes() for file in station.root.rglob("heard-request-*"))
    assert on_disk
    assert b"lift" not in on_disk
    again = station.open(FakeDestination())
    assert [entry.ticket.text for entry in again.store.entries() if entry.ticket] == [DRAFT.text]
    assert again.problems == ["a request that could not be saved at first is now ticket 1000 0012."]
    assert list(again.aside.kept()) == []


def test_without_a_key_a_request_waits_in_memory_and_the_next_is_asked_for(station: Station) -> None:
    broken = [KeyUnusableError("the key is missing")]

    def opening() -> Tickets:
        if broken:
            raise broken[0]
        return station.open(FakeDestination())

    service = SaveService(OpenTickets(opening), again_s=0.02)
    assert isinstance(service(SAVE), SaveFailed)
    assert isinstance(service(Save(Draft(text="another"), "en")), SaveFailed)
    broken.clear()
    assert isinstance(service(Save(Draft(text="a third"), "en")), Saved)
    [opened] = station.opened
    eventually(lambda: opened.store.count() == 3)
    service.close()
