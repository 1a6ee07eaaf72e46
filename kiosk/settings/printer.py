"""The printer of the slip of paper: ``[printer]``."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class PrinterSettings(Struct, frozen=True):
    """A receipt printer that understands ESC/POS, or one that the system prints on."""

    kind: Literal["", "network", "device", "queue"] = ""
    """How it is reached: ``network`` (TCP), ``device`` (a file, of USB or a serial line), ``queue`` (CUPS).
    Empty: there is no printer."""
    address: str = ""
    """``network``: host or host:port, 9100 by default. ``device``: its file. ``queue``: its name in CUPS."""
    width_dots: Annotated[int, Meta(ge=200, le=2400)] = 576
    """Dots that it prints across: 576 on paper of 80 mm, 384 on paper of 58 mm, with 203 dots an inch."""
    dots_per_inch: Annotated[int, Meta(ge=100, le=600)] = 203
    """Dots an inch, across and along: 203, or 180."""
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 9600
    """Bits a second of a serial line; of no other."""
    cut: bool = True
    """Whether it has a blade that cuts the slip off."""
