"""Which ticket has somebody come back for? Its number is keyed, said, or typed by a scanner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation import keypad
from kiosk.conversation.events import Event
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.line import Line, hint
from kiosk.conversation.questions import HowIsIt
from kiosk.conversation.screens.acts import read_act
from kiosk.conversation.screens.dialling import DiallingScreen, by_hand
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack
from kiosk.understanding.ticket_numbers import FORMAT, LEAST, MOST, for_tickets


class TicketScreen(DiallingScreen):
    """The number on the keypad. It is no secret, so it is read back: that is the one confirmation."""

    name = Step.TICKET
    stage = 0
    way_on = "back"
    binding = ()

    def said(self, session: Session) -> tuple[Line, ...]:
        digits = session.keypad.digits
        if not digits or session.error or by_hand(session):
            return (Line("ticket.question"), hint("ticket.hint"))
        lines = (*self.readout(session), Line("ticket.is_it_right"))
        return lines if len(digits) >= LEAST else (*self.readout(session), Line("ticket.more"))

    def spoken_hint(self, session: Session) -> str:
        return "say.ticket_right" if len(session.keypad.digits) >= LEAST else "say.ticket"

    def offered(self, session: Session) -> tuple[str, ...]:
        read = ("read",) if session.spoken and session.keypad.digits else ()
        return ("done", "yes", "no", *read, "skip", "erase", *keypad.CODES, *_languages(session))

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=" ".join(session.keypad.digits), private=True),)

    def opened(self, transition: Resident) -> None:
        transition.set(keypad=Keypad(most=MOST), matter=None, did=None, failed=False)

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        pack = packs[session.language]
        return super().meant(said, session, {**packs, pack.tag: for_tickets(pack)}, today)

    def dialled(self, transition: Resident, digits: str) -> None:
        """A whole number takes the place of what stands there; a part goes on with it."""
        if len(digits) >= LEAST:
            transition.set(keypad=Keypad(most=MOST))
        super().dialled(transition, digits)

    def asks_whether_right(self, transition: Resident) -> None:
        digits = transition.session.keypad.digits
        if len(digits) >= LEAST and not FORMAT.valid(digits):
            self._fails(transition)
        else:
            transition.enter()

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        digits = transition.session.keypad.digits
        if code.startswith("language-"):
            transition.set(language=code.removeprefix("language-"))
            transition.enter()
        elif code == "skip":
            transition.call_here("asked")
        elif code in ("done", "yes"):
            if FORMAT.valid(digits):
                transition.go(Step.LOOKING)
                transition.ask(HowIsIt(digits))
            elif digits:
                self._fails(transition)
            else:
                transition.say("say.ticket")
        elif code == "no":
            transition.set(keypad=Keypad(most=MOST), error="")
            transition.say("ticket.question")
        else:
            self.key(transition, code)

    def _fails(self, transition: Resident) -> None:
        """It cannot be the number of a ticket: nothing need be looked up for that."""
        error = "ticket.wrong" if len(transition.session.keypad.digits) >= LEAST else "ticket.short"
        transition.set(error=error)
        transition.say(error)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        digits = session.keypad.digits
        question = [say.line(line) for line in self.said(session) if line.key and line.key != "ticket.hint"]
        lacking = FORMAT.lacking(digits) if digits else 0
        return replace(
            base,
            question=tuple(question),
            hint=say("ticket.hint"),
            label=say("contact.lacking", str(lacking)) if lacking else say("done.label"),
            typed=FORMAT.group_so_far(digits),
            notes=() if digits else (Note("shield-check", say("notice.said")),),
            keypad=session.keypad.keys(say),
            acts=(
                Act("done", say("ticket.done"), icon="check-circle", main=True, enabled=FORMAT.valid(digits)),
                *read_act(self.offered(session), say("check.read")),
                Act("skip", say("ticket.skip"), icon="hand-waving"),
                *(_language_act(code, say) for code in _languages(session)),
            ),
        )


def _languages(session: Session) -> tuple[str, ...]:
    """The other languages, for somebody who came straight from the welcome screen and chose none."""
    if session.trail[-1:] != (Step.WELCOME,):
        return ()
    return tuple(f"language-{tag}" for tag in session.station.languages if tag != session.language)


def _language_act(code: str, say: Wording) -> Act:
    pack = say.packs[code.removeprefix("language-")]
    return Act(code, say("welcome.start_touch", pack=pack), language=pack.tag)
