"""The number a resident leaves with: digits only, short enough to say, with a check digit.

Eight digits, shown as 4 4: two for the kiosk (10 to 99, a setting; no leading zero, which spreadsheets drop),
five for the ticket's sequence on it, one check digit. After 99,999 tickets the sequence takes a sixth digit:
a number is never given twice, neither after that nor after the clock or the database was lost.

Residents read numbers over the phone and type them with stiff fingers: the check digit catches every wrong
digit and every swap of neighbours.

The number is a name, not a secret. Seven free digits that must be sayable could never be unguessable (with
10,000 tickets one try in ten would hit), and scrambling them would only hide that. So whoever shows a ticket
on its number alone shows how far it is, and no words, place or contact.
"""

from __future__ import annotations

import unicodedata

from kiosk.tickets.errors import BadNumberError
from numerals.check_digit import check_digit

SHORTEST = 8
"""Digits of a number, until a kiosk has made 99,999 tickets."""


def make(kiosk: int, sequence: int) -> str:
    """Return the number of a kiosk's ticket. ``kiosk`` is 10 to 99, ``sequence`` 1 or more."""
    if not 10 <= kiosk <= 99 or sequence < 1:
        raise ValueError(f"no number for kiosk {kiosk} and sequence {sequence}: 10 to 99, and 1 or more")
    digits = f"{kiosk}{sequence:05}"
    return digits + check_digit(digits)


def sequence(number: str) -> int:
    """Return the sequence in a number."""
    return int(number[2:-1])


def show(number: str) -> str:
    """Return the number in groups of four for the eye and the voice: ``1000 0012``."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def read(typed: str) -> str:
    """Return the number in what somebody typed: spaces, dashes and full-width digits do not matter.

    Raises :class:`BadNumberError` with a sentence for whoever typed it.
    """
    plain = unicodedata.normalize("NFKC", typed)
    number = "".join(sign for sign in plain if not sign.isspace() and sign not in "-–—·.")
    if not (number.isascii() and number.isdigit()) or len(number) < SHORTEST:
        raise BadNumberError(
            f'"{typed}" is no ticket number: it must have {SHORTEST} digits or more, as on the slip.'
        )
    if check_digit(number) != "0":
        raise BadNumberError(
            f'"{typed}" is no ticket number: a digit is wrong or two are swapped; read the slip again.'
        )
    return number
