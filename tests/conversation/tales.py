"""Short words for telling a conversation to ``advance`` in tests."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from msgspec import convert, to_builtins

from kiosk.conversation.effects import Ask, Effect, Line, Listen, Say
from kiosk.conversation.events import (
    Answered,
    Event,
    Heard,
    HeardNothing,
    ListeningStarted,
    Pressed,
    Spoken,
    TimedOut,
)
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.matter import FollowUp
from kiosk.conversation.presenter import view_of
from kiosk.conversation.questions import (
    Answer,
    CannotLook,
    Follow,
    Followed,
    HowIsIt,
    NextNumber,
    NoSuchTicket,
    NotFollowed,
    NumberLikely,
    PrintSlip,
    Question,
    SameFound,
    SameMatter,
    Save,
    Saved,
    SaveFailed,
    SlipFailed,
    SlipPrinted,
    Stands,
)
from kiosk.conversation.session import Ears, Session, Station
from kiosk.conversation.transition import ARMED, Screen
from kiosk.conversation.view import View
from kiosk.packs import Pack, available, load_pack
from kiosk.understanding.understood import Candidate, Understood, Urgency

TODAY = date(2026, 11, 24)
CATEGORIES = ("street_light", "elevator", "heating", "noise", "waste", "dogs", "fraud", "other")
PACKS: dict[str, Pack] = {tag: load_pack(tag) for tag in available()}
_OF_THE_STATION = {each.name for each in fields(Station)}
_ASKED: dict[type[Answer], type[Question]] = {
    Saved: Save,
    SaveFailed: Save,
    SameFound: SameMatter,
    NumberLikely: NextNumber,
    Stands: HowIsIt,
    NoSuchTicket: HowIsIt,
    CannotLook: HowIsIt,
    Followed: Follow,
    NotFollowed: Follow,
    SlipPrinted: PrintSlip,
    SlipFailed: PrintSlip,
}


def altered(session: Session, **changes: Any) -> Session:
    """The session with other fields, those of its station among them."""
    station = {name: value for name, value in changes.items() if name in _OF_THE_STATION}
    own = {name: value for name, value in changes.items() if name not in _OF_THE_STATION}
    return replace(session, station=replace(session.station, **station), **own)


def session_of(**fields: Any) -> Session:
    """A session with these fields, those of its station among them."""
    return altered(Session(), **fields)


def view(session: Session) -> View:
    """The screen in front, in words."""
    return view_of(RESIDENT, session, PACKS)


def meant(text: str, session: Session, today: date = TODAY) -> Event:
    """What the screen in front makes of a turn in which this was heard."""
    said = Utterance(text, engine="whisper")
    return RESIDENT.front(session).meant(said, session, PACKS, today)


def answered(answer: Answer, session: Session | None = None) -> Answered:
    """What a service says, whatever exactly it was asked."""
    session = session or Session()
    draft, language = session.draft, session.language
    questions: dict[type[Question], Question] = {
        Save: Save(draft, language),
        SameMatter: SameMatter(draft, language),
        NextNumber: NextNumber(),
        HowIsIt: HowIsIt("40721936"),
        PrintSlip: PrintSlip(session.number, language),
        Follow: Follow("40721936", FollowUp.REMINDER, language),
    }
    return Answered(questions[_ASKED[type(answer)]], answer)


@dataclass
class Tale:
    """A session and what has come of it so far."""

    session: Session = field(
        default_factory=lambda: session_of(
            categories=CATEGORIES, places=("Happy Lane", "Station Road"), ears=Ears.READY
        )
    )
    effects: list[Effect] = field(default_factory=list)

    def tell(self, *events: Event) -> Tale:
        for event in events:
            self.session, effects = advance(self.session, event)
            convert(to_builtins(self.session), Session)  # each field holds what its type says
            self.effects += effects
        return self

    def press(self, *codes: str) -> Tale:
        """A hand that looks first: it presses once what it presses is armed."""
        for code in codes:
            self.arm().tell(Pressed(code))
        return self

    def arm(self) -> Tale:
        """Let the screen stand for a while."""
        return self if self.session.armed else self.tell(TimedOut(ARMED))

    def say(self, *codes: str) -> Tale:
        """A spoken answer, once the kiosk has spoken and listens."""
        for code in codes:
            self.listen().tell(Pressed(code, by="voice"))
        return self

    def listen(self) -> Tale:
        """Let the kiosk say what it has to say, until it listens."""
        if self.session.speaking:
            self.tell(Spoken(self.session.station.saying))
        return self.tell(ListeningStarted())

    def hear(self, request: Understood) -> Tale:
        return self.listen().tell(Heard(request.text, request, engine="whisper"))

    def silence(self) -> Tale:
        """Nobody answers, however often the screen asks."""
        for _ in range(20):
            if not self.listen().session.listening:
                return self
            self.tell(HeardNothing())
        raise AssertionError("this screen listens for ever")

    def answer(self, answer: Answer) -> Tale:
        """A service answers."""
        return self.tell(answered(answer, self.session))

    def saved(self, number: str = "40721936") -> Tale:
        return self.answer(Saved(number))

    @property
    def step(self) -> str:
        """The Step; typed as str, since mypy takes a property for a constant."""
        return self.session.step

    @property
    def screen(self) -> Screen[Session]:
        """The screen in front."""
        return RESIDENT.front(self.session)

    def said(self) -> list[str]:
        """Keys and texts of everything said so far."""
        return [line.key or line.text for e in self.effects if isinstance(e, Say) for line in e.lines]

    def lines(self) -> list[Line]:
        return [line for e in self.effects if isinstance(e, Say) for line in e.lines]

    def asked(self, kind: type[Question]) -> list[Any]:
        """The questions of a kind that a service was asked."""
        return [e.question for e in self.effects if isinstance(e, Ask) and isinstance(e.question, kind)]

    def last(self, kind: type[Effect]) -> Effect:
        return next(e for e in reversed(self.effects) if isinstance(e, kind))

    def listened(self) -> list[Listen]:
        return [e for e in self.effects if isinstance(e, Listen)]


def started() -> Tale:
    """Somebody has chosen English."""
    return Tale().press("language-en")


LIFT = Understood(
    text="The lift in block three is broken.",
    category="elevator",
    candidates=(Candidate("elevator", 0.9), Candidate("property", 0.05), Candidate("noise", 0.01)),
    place="block three",
)
UNSURE = Understood(
    text="It is broken again.",
    candidates=(Candidate("heating", 0.3), Candidate("elevator", 0.3), Candidate("noise", 0.2)),
)
GAS = Understood(
    text="Strong smell of gas, we are dizzy.",
    category="heating",
    candidates=(Candidate("heating", 0.9),),
    urgency=Urgency.EMERGENCY,
    reasons=("smell of gas", "dizzy"),
    place="Park Row",
)
