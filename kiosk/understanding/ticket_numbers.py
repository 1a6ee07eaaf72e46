"""The number of a ticket as it is said: eight digits, later nine, and the last one checks the others."""

from __future__ import annotations

import msgspec

from kiosk.packs import Pack, PhoneFormat
from numerals.check_digit import check_digit

LEAST, MOST = 8, 9


class _TicketFormat(PhoneFormat, frozen=True):
    """Grouped as on the slip, 4072 1936."""

    def valid(self, digits: str) -> bool:
        return super().valid(digits) and check_digit(digits) == "0"


FORMAT = _TicketFormat(
    numbers=(rf"[1-9]\d{{{LEAST - 1},{MOST - 1}}}",),
    groups=((r"(\d{4})(\d{4,5})", r"\1 \2"),),
    lengths={str(first): LEAST for first in range(1, 10)},
)


def for_tickets(pack: Pack) -> Pack:
    """The pack of a language in which the numbers that are said are those of tickets."""
    return msgspec.structs.replace(pack, phone=FORMAT)
