"""Short words for telling a conversation to ``advance`` in tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.conversation.effects import Effect, Line, Listen, Say
from kiosk.conversation.events import Event, Heard, HeardNothing, ListeningStarted, Pressed, Saved, Spoken
from kiosk.conversation.flow import advance
from kiosk.conversation.session import Ears, Session
from kiosk.understanding.understood import Candidate, Understood, Urgency

CATEGORIES = ("street_light", "elevator", "heating", "noise", "waste", "dogs", "fraud", "other")


@dataclass
class Tale:
    """A session and what has come of it so far."""

    session: Session = field(
        default_factory=lambda: Session(
            categories=CATEGORIES, places=("Happy Lane", "Station Road"), ears=Ears.READY
        )
    )
    effects: list[Effect] = field(default_factory=list)

    def tell(self, *events: Event) -> Tale:
        for event in events:
            self.session, effects = advance(self.session, event)
            self.effects += effects
        return self

    def press(self, *codes: str) -> Tale:
        return self.tell(*(Pressed(code) for code in codes))

    def say(self, *codes: str) -> Tale:
        """A spoken answer, once the kiosk has spoken and listens."""
        for code in codes:
            self.listen().tell(Pressed(code, by="voice"))
        return self

    def listen(self) -> Tale:
        """Let the kiosk say what it has to say, until it listens."""
        if self.session.speaking:
            self.tell(Spoken(self.session.saying))
        return self.tell(ListeningStarted())

    def hear(self, request: Understood) -> Tale:
        return self.listen().tell(Heard(request.text, request, engine="whisper"))

    def silence(self) -> Tale:
        """Nobody answers, however often the screen asks."""
        while self.listen().session.listening:
            self.tell(HeardNothing())
        return self

    def saved(self, number: str = "40721936") -> Tale:
        return self.tell(Saved(number))

    @property
    def step(self) -> str:
        """The Step; typed as str, since mypy takes a property for a constant."""
        return self.session.step

    def said(self) -> list[str]:
        """Keys and texts of everything said so far."""
        return [line.key or line.text for e in self.effects if isinstance(e, Say) for line in e.lines]

    def lines(self) -> list[Line]:
        return [line for e in self.effects if isinstance(e, Say) for line in e.lines]

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
