"""The machinery takes any set of screens: a tiny one for staff, with a session of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.conversation import keypad
from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Answered, Pressed, TimedOut
from kiosk.conversation.line import Line, hint
from kiosk.conversation.overlays.comfort import ComfortOverlay
from kiosk.conversation.overlays.help import HelpOverlay
from kiosk.conversation.overlays.start_over import StartOverOverlay
from kiosk.conversation.overlays.still_there import StillThereOverlay
from kiosk.conversation.questions import Answer, Question
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import BaseSession, Comfort, Ears, Overlay, Station
from kiosk.conversation.transition import Flow, Screen, Transition
from kiosk.conversation.view import View
from kiosk.conversation.wording import Sentence, Wording
from tests.conversation.tales import PACKS


class StaffStep(StrEnum):
    PIN = "pin"
    WAITING = "waiting"


@dataclass(frozen=True)
class StaffSession(BaseSession):
    step: str = StaffStep.PIN
    name: str = ""
    tried: int = 0


@dataclass(frozen=True)
class WhoseIs(Question):
    pin: str


@dataclass(frozen=True)
class Volunteer(Answer):
    name: str


class PinScreen(Screen[StaffSession]):
    name = StaffStep.PIN
    at_rest = True
    listening = None
    asks = (WhoseIs,)

    def offered(self, session: StaffSession) -> tuple[str, ...]:
        return ("done", "erase", *keypad.CODES)

    def pressed(self, transition: Transition[StaffSession], code: str, by: str) -> None:
        if code == "done":
            transition.ask(WhoseIs(transition.session.keypad.digits))
        else:
            transition.set(keypad=transition.session.keypad.pressed(code))

    def answered(self, transition: Transition[StaffSession], question: Question, answer: Answer) -> None:
        assert isinstance(question, WhoseIs)
        assert isinstance(answer, Volunteer)
        if answer.name:
            transition.set(name=answer.name)
            transition.go(transition.flow.next(transition.session).name)
        else:
            transition.set(tried=transition.session.tried + 1, keypad=keypad.Keypad())

    def shown(self, base: View, session: StaffSession, say: Wording) -> View:
        return replace(base, question=("PIN",), keypad=session.keypad.keys(say))


class WaitingScreen(Screen[StaffSession]):
    name = StaffStep.WAITING

    def due(self, session: StaffSession) -> bool:
        return True

    def said(self, session: StaffSession) -> tuple[Line, ...]:
        return (Line(text=f"Hello {session.name}. Three tickets wait. Send them?"), hint("mend.hint"))

    def pressed(self, transition: Transition[StaffSession], code: str, by: str) -> None:
        transition.end()


class StaffFlow(Flow[StaffSession]):
    def fresh(self, session: StaffSession) -> StaffSession:
        return StaffSession(station=session.station, tried=session.tried)


def staff() -> StaffFlow:
    """The screens of staff, with no stages to name."""
    return StaffFlow(
        (PinScreen(), WaitingScreen()),
        (ComfortOverlay(), HelpOverlay(), StartOverOverlay(), StillThereOverlay()),
        way=(WaitingScreen(),),
    )


class FakePort:
    """A front end that keeps what it is told; a service that knows one PIN answers at once."""

    def __init__(self) -> None:
        self.shown: list[View] = []
        self.said: list[str] = []
        self.timers: list[str] = []
        self.called: list[str] = []
        self.conversation: Conversation[StaffSession] | None = None

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        self.said += [sentence.text for sentence in sentences]

    def show(self, shown: View) -> None:
        self.shown.append(shown)

    def ask(self, question: Question) -> None:
        assert isinstance(question, WhoseIs)
        assert self.conversation is not None
        name = "Wang" if question.pin == "2468" else ""
        self.conversation.handle(Answered(question, Volunteer(name)))

    def start_timer(self, timer: str, seconds: float) -> None:
        self.timers.append(timer)

    def call_volunteer(self, reason: str) -> None:
        self.called.append(reason)

    def ring(self, on: bool) -> None: ...
    def hush(self) -> None: ...
    def prerender(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None: ...
    def listen(self, turn: int, language: str, how: Listening, phrases: Sequence[str]) -> None: ...
    def finish_listening(self, turn: int) -> None: ...
    def stop_listening(self, turn: int) -> None: ...
    def stop_timer(self, timer: str) -> None: ...
    def speak_language(self, language: str) -> None: ...
    def reset(self) -> None: ...


def at_the_pin() -> tuple[Conversation[StaffSession], FakePort]:
    port = FakePort()
    session = StaffSession(station=Station(ears=Ears.READY), language="en", notice_given=True)
    port.conversation = Conversation(staff(), session, PACKS, port)
    port.conversation.begin()
    return port.conversation, port


def press(conversation: Conversation[StaffSession], *codes: str) -> None:
    for code in codes:
        conversation.handle(Pressed(code))


def test_staff_reach_a_screen_of_their_own_with_their_own_session_and_service() -> None:
    conversation, port = at_the_pin()
    assert port.shown[-1].question == ("PIN",)
    press(conversation, *(f"digit-{d}" for d in "2468"), "done")
    assert conversation.session.step is StaffStep.WAITING
    assert port.shown[-1].question == ("Hello Wang. Three tickets wait. Send them?",)
    assert port.shown[-1].hint == PACKS["en"].prompts["mend.hint"]
    assert port.said == ["Hello Wang. Three tickets wait. Send them?", PACKS["en"].prompts["mend.hint"]]


def test_back_from_their_first_screen_signs_staff_out() -> None:
    conversation, _ = at_the_pin()
    press(conversation, *(f"digit-{d}" for d in "2468"), "done", "back")
    assert (conversation.session.step, conversation.session.name) == (StaffStep.PIN, "")


def test_a_wrong_pin_leads_nowhere_and_is_counted() -> None:
    conversation, _ = at_the_pin()
    press(conversation, "digit-1", "done")
    assert (conversation.session.step, conversation.session.tried) == (StaffStep.PIN, 1)
    assert conversation.session.keypad.digits == ""


def test_what_lies_over_any_step_lies_over_a_step_of_staff_too() -> None:
    conversation, port = at_the_pin()
    press(conversation, "digit-2", "digit-4", "digit-6", "digit-8", "done", "comfort", "size-2", "close")
    assert conversation.session.comfort.size == 2
    press(conversation, "help")
    assert port.called == ["asked"]
    assert conversation.session.overlay is Overlay.HELP


def test_staff_who_walk_away_are_asked_after_and_then_signed_out() -> None:
    conversation, port = at_the_pin()
    press(conversation, "digit-2", "digit-4", "digit-6", "digit-8", "done", "hush")
    while conversation.session.listening:
        conversation.heard_nothing(conversation.session.station.turn)
        press(conversation, "hush")
    assert port.timers[-1] == "idle"
    conversation.handle(TimedOut("idle"))
    assert conversation.session.overlay is Overlay.STILL_THERE
    press(conversation, "hush")
    conversation.handle(TimedOut("warning"))
    assert (conversation.session.step, conversation.session.name) == (StaffStep.PIN, "")
