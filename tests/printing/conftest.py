"""A ticket, its slip, and the slip as a picture."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.app.slip_picture import drawn
from kiosk.packs import load_pack
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.slip import Slip
from kiosk.services.slip import slip_of
from kiosk.settings.printer import PrinterSettings
from kiosk.tickets.ticket import NewTicket, Ticket

NUMBER = "40721936"


def ticket(language: str = "zh-CN", *, confidential: bool = False, category: str = "street_light") -> Ticket:
    """A ticket that holds everything personal that one can hold."""
    new = NewTicket(
        text="王秀英说路灯坏了",
        language=language,
        category=category,
        place="幸福小区",
        confidential=confidential,
    )
    made_at = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    return Ticket.of(new, number=NUMBER, sequence=7219, made_at=made_at, station="s3")


def slip(language: str = "zh-CN") -> Slip:
    return slip_of(ticket(language), load_pack(language), "新街口社区服务站")


@pytest.fixture(scope="session")
def picture(qapp: QGuiApplication) -> Bitmap:
    return drawn(slip(), PrinterSettings())
