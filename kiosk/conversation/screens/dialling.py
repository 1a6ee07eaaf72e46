"""What every screen with a keypad does alike: keys, and digits that are said in one breath."""

from __future__ import annotations

from typing import ClassVar

from kiosk.conversation.effects import Listening
from kiosk.conversation.line import Line
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session
from kiosk.conversation.transition import Screen


def counted(digits: int) -> Line:
    """How many there are, not which: a digit typed is nobody else's to hear."""
    return Line("say.contact_heard", str(digits))


class DiallingScreen(Screen[Session]):
    """Digits fill the keypad; the screen shows them and the resident confirms."""

    listening: ClassVar[Listening | None] = Listening.DIGITS

    def key(self, transition: Resident, code: str) -> None:
        """A key of the keypad was pressed."""
        transition.hush()
        transition.set(keypad=transition.session.keypad.pressed(code), error="")
        if transition.session.spoken:
            transition.stop_listening()
            transition.say_lines((counted(len(transition.session.keypad.digits)),))
        else:
            transition.listen()

    def unheard(self, transition: Resident) -> bool:
        if not by_hand(transition.session):
            return False
        transition.end_turn()
        return True

    def dialled(self, transition: Resident, digits: str) -> None:
        transition.end_turn()
        transition.set(keypad=transition.session.keypad.said(digits), misses=0, error="")
        self.asks_whether_right(transition)

    def asks_whether_right(self, transition: Resident) -> None:
        """Digits were said: ask about them."""
        transition.enter()


def by_hand(session: Session) -> bool:
    """Whether fingers are at work: the screen tells what is lacking, and nothing is said meanwhile."""
    return session.keypad.typed and not session.spoken
