"""ESC/POS, the language of receipt printers: a picture as raster graphics, and how they tell their state.

The slip is sent as a picture and no character as a code, so hanzi come out right on a printer without a
Chinese font. Commands are those of Epson's reference that clones understand too: ESC @, GS v 0, ESC d, GS V,
DLE EOT, GS r.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.printing.bitmap import Bitmap

START = b"\x1b@"
"""ESC @: forget what a slip that broke off had set."""
ASK_OFFLINE = b"\x10\x04\x02"
"""DLE EOT 2: why it is off line. Answered at once, even when nothing can be printed."""
ASK_PAPER = b"\x10\x04\x04"
"""DLE EOT 4: its paper. Answered at once, too."""
ASK_WHEN_PRINTED = b"\x1dr\x01"
"""GS r 1: its paper, answered once all before it is printed."""
_FEED = b"\x1bd\x04"  # ESC d: four lines, so that the last one clears the edge where there is no blade
_CUT = b"\x1dVB\x00"  # GS V 66 0: on to the blade, and cut but for a corner
_STRIP_ROWS = 128
"""Rows sent in one command: small printers have little memory, and strips join without a gap."""


def document(picture: Bitmap, *, cut: bool) -> bytes:
    """The bytes that print a picture."""
    return b"".join((START, *map(_raster, picture.strips(_STRIP_ROWS)), _CUT if cut else _FEED))


def _raster(strip: Bitmap) -> bytes:
    """GS v 0: bytes a row and rows, the low byte first, then the dots."""
    across, down = strip.bytes_a_row.to_bytes(2, "little"), strip.height.to_bytes(2, "little")
    return b"\x1dv0\x00" + across + down + strip.data


def is_status(byte: int) -> bool:
    """Whether this byte answers DLE EOT: its fixed bits are set as they must be."""
    return byte & 0b1001_0011 == 0b0001_0010


def faults(offline: int, paper: int) -> Iterator[str]:
    """What the answers to ``ASK_OFFLINE`` and ``ASK_PAPER`` say is wrong, in words for staff."""
    if offline & 0x04:
        yield "its cover is open: close it"
    if paper & 0x60:
        yield "it is out of paper: put in a new roll"
    elif offline & 0x40:
        yield "it reports an error: switch it off and on, and look for jammed paper"


def nearly_empty(paper: int) -> bool:
    """Whether the answer to ``ASK_PAPER`` says that little paper is left."""
    return bool(paper & 0x0C)
