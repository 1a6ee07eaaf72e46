"""A keypad: digits that are pressed or said one after the other, with a key that takes the last one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.conversation.view import Act

CODES = tuple(f"digit-{digit}" for digit in "1234567890")
MOST = 15  # digits of a phone number (E.164)


@dataclass(frozen=True)
class Keypad:
    """What stands in it so far; what is entered beyond ``most`` digits is dropped. ``typed``: by hand."""

    digits: str = ""
    most: int = MOST
    typed: bool = False

    def pressed(self, code: str) -> Keypad:
        """After the key ``erase`` or ``digit-0`` … ``digit-9``."""
        digits = self.digits[:-1] if code == "erase" else self.digits + code.removeprefix("digit-")
        return replace(self, digits=digits[: self.most], typed=True)

    def said(self, text: str) -> Keypad:
        """With the figures of ``text`` after what stands there."""
        figures = "".join(c for c in text if c in "0123456789")
        return replace(self, digits=(self.digits + figures)[: self.most], typed=False)

    def keys(self, say: Callable[[str], str]) -> tuple[Act, ...]:
        """The keys in the order in which they lie, three in a row, the last two under the right ones of
        those before; ``say`` words the one that erases."""
        erase = Act("erase", say("contact.erase"), icon="backspace", enabled=bool(self.digits))
        return (*(Act(f"digit-{d}", d) for d in "1234567890"), erase)
