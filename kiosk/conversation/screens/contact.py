"""How can they be reached? A telephone number on the keypad; it may be left out."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import keypad
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import read_act
from kiosk.conversation.screens.dialling import DiallingScreen, by_hand, counted
from kiosk.conversation.screens.way import Resident, asked, onward
from kiosk.conversation.session import Session, Station, Step
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording

PHONE_DIGITS = range(5, keypad.MOST + 1)  # short service numbers to E.164's fifteen


def _is_offered(session: Session) -> bool:
    """Whether the keypad holds a number that was said, and nobody said whose it is."""
    return not session.draft.phone and session.keypad.digits == session.draft.phone_offered


class ContactScreen(DiallingScreen):
    """Digits said in one breath fill the keypad; the screen shows them and the resident confirms.

    A number in the request whose owner was not named stands there first, and is asked about.
    """

    name = Step.CONTACT
    binding = ("done", "yes")
    way_on = "skip"

    def due(self, session: Session) -> bool:
        return not session.draft.phone and Step.CONTACT not in session.draft.asked

    def said(self, session: Session) -> tuple[Line, ...]:
        digits = session.keypad.digits
        if not digits or session.error or by_hand(session):
            return (Line("contact.question"), hint("contact.hint"))
        if _is_offered(session):
            return (Line("contact.is_it_yours"), hint("contact.hint"))
        if session.spoken:
            return (counted(len(digits)),)
        return (Line("contact.is_it_right"), hint("contact.hint"))

    def spoken_hint(self, session: Session) -> str:
        return "say.contact_right" if session.keypad.digits else "say.contact"

    def offered(self, session: Session) -> tuple[str, ...]:
        read = ("read",) if session.spoken and session.keypad.digits else ()
        return ("done", "yes", "no", *read, "skip", "erase", *keypad.CODES)

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=", ".join(session.keypad.digits), private=True),)

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        return self.readout(session) if session.keypad.digits else ()

    def fixed(self, station: Station) -> tuple[Line, ...]:
        return tuple(counted(digits) for digits in range(PHONE_DIGITS[-1] + 1))

    def opened(self, transition: Resident) -> None:
        draft = transition.session.draft
        transition.set(keypad=Keypad(draft.phone or draft.phone_offered))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        digits = transition.session.keypad.digits
        if code == "skip":
            self._leave(transition)
        elif code in ("done", "yes") and len(digits) in PHONE_DIGITS:
            self._leave(transition, digits)
        elif code == "done" or (code == "yes" and digits):
            transition.set(error="contact.invalid")
            transition.say("contact.invalid")
        elif code == "yes":
            transition.say("say.contact")
        elif code == "no":
            # "Would you like to leave a number?" "No." ends it; after digits, "no" wipes them to start again.
            if not digits:
                self._leave(transition)
            else:
                transition.set(keypad=Keypad())
                transition.say("contact.question")
        else:
            self.key(transition, code)

    def _leave(self, transition: Resident, number: str = "") -> None:
        draft = transition.session.draft
        transition.set(draft=draft.edited("phone", number, "touch") if number else replace(draft, phone=""))
        asked(transition, Step.CONTACT)
        onward(transition)

    def asks_whether_right(self, transition: Resident) -> None:
        if transition.session.spoken:
            transition.enter()
        else:
            transition.say("contact.is_it_right")

    def shown(self, base: View, session: Session, say: Wording) -> View:
        digits = session.keypad.digits
        question = say("contact.question")
        if digits and not session.error and not by_hand(session):
            asks = "contact.is_it_yours" if _is_offered(session) else "contact.is_it_right"
            counts = session.spoken and not _is_offered(session)
            question = say.line(counted(len(digits))) if counts else say(asks)
        enough, lacking = say.pack.phone.valid(digits), say.pack.phone.lacking(digits)
        return replace(
            base,
            question=(question,),
            hint=say("contact.hint"),
            label=say("contact.lacking", str(lacking)) if lacking else say("contact.label"),
            typed=say.pack.phone.group_so_far(digits),
            keypad=session.keypad.keys(say),
            acts=(
                Act("done", say("contact.done"), icon="check-circle", main=True, enabled=enough),
                *read_act(self.offered(session), say("check.read")),
                Act("skip", say("contact.skip"), say("contact.skip_hint"), icon="skip-forward"),
            ),
        )
