"""Runs a conversation: events in, ``advance``, and its effects out through a port. Both front ends use it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, Protocol

from kiosk.conversation import effects as do
from kiosk.conversation import events as on
from kiosk.conversation.dispatch import advance_in
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.presenter import view_of
from kiosk.conversation.questions import Question
from kiosk.conversation.session import BaseSession, Comfort, Word
from kiosk.conversation.transition import Flow, S
from kiosk.conversation.view import View
from kiosk.conversation.wording import Sentence, sentence
from kiosk.packs import Pack

log = logging.getLogger(__name__)

SLOWLY = 70
"""Per cent of the usual pace, for figures that are written along."""


class Port(Protocol):
    """What a front end can do. Each call returns at once; what comes of it comes back as an event."""

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Say the sentences one after the other, then report ``Spoken(saying)``."""

    def hush(self) -> None:
        """Be silent within 100 ms."""

    def prerender(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Render the sentences ahead, in memory."""

    def listen(self, turn: int, language: str, how: do.Listening, phrases: Sequence[str]) -> None:
        """Open a listening turn; ``phrases`` is what can be said, empty for free speech."""

    def finish_listening(self, turn: int) -> None:
        """End the turn now and give its words."""

    def stop_listening(self, turn: int) -> None:
        """Drop the turn."""

    def show(self, shown: View) -> None:
        """Draw the screen."""

    def ask(self, question: Question) -> None:
        """Ask a service, then report ``Answered``."""

    def start_timer(self, timer: str, seconds: float) -> None:
        """Report ``TimedOut(timer)`` after ``seconds``; starting it again begins anew."""

    def stop_timer(self, timer: str) -> None:
        """Forget the timer."""

    def call_volunteer(self, reason: str) -> None:
        """Tell whoever is to be told that a person is wanted."""

    def ring(self, on: bool) -> None:
        """Let the chime sound again and again, or stop it."""

    def speak_language(self, language: str) -> None:
        """The resident's language is this one: make ears and voice ready for it."""

    def reset(self) -> None:
        """The resident has gone: forget what was theirs."""


class Conversation(Generic[S]):
    """One conversation of a flow. Not for several threads: call it from the front end's own."""

    def __init__(self, flow: Flow[S], session: S, packs: Mapping[str, Pack], port: Port) -> None:
        self.flow = flow
        self.session = session
        self.packs = packs
        self._port = port
        self._events: deque[on.Event] = deque()
        self._busy = self._stale = False
        self.watch: Callable[[on.Event, S, tuple[do.Effect, ...]], None] = lambda *_: None

    @property
    def pack(self) -> Pack:
        """The language pack of the resident's language."""
        return self.packs[self.session.language]

    def begin(self) -> None:
        """Show the first screen and make its language ready."""
        self._port.speak_language(self.session.language)
        self._show()

    def handle(self, event: on.Event) -> None:
        """Advance by one event and do what follows. Events that arise meanwhile wait their turn; what stood
        only until they were handled is not shown."""
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events:
                self._advance(self._events.popleft())
                if self._stale and not self._events:
                    self._show()
        finally:
            self._busy = False

    def heard(
        self, turn: int, text: str, words: Sequence[Word], engine: str, others: Sequence[str] = ()
    ) -> None:
        """The ears give the words of a turn, and what else they may have been; those of an older turn are
        too late and dropped."""
        if not self._current(turn):
            return
        event = self._meant(Utterance(text, tuple(words), engine, tuple(others)))
        if isinstance(event, on.HeardNothing) and not self.flow.screen(self.session).at_rest:
            event = self._meant_instead(others) or event
        self.handle(event)

    def _meant(self, said: Utterance) -> on.Event:
        return self.flow.front(self.session).meant(said, self.session, self.packs, date.today())

    def _meant_instead(self, others: Sequence[str]) -> on.Event | None:
        """The one answer to this screen among the other readings; none where two are there."""
        meant = {self._meant(Utterance(text)) for text in others}
        answers = [event for event in meant if isinstance(event, on.Pressed)]
        return answers[0] if len(answers) == 1 else None

    def heard_so_far(self, turn: int, words: Sequence[Word]) -> None:
        """The caption while the resident speaks."""
        if self._current(turn):
            self.handle(on.Partial(tuple(words)))

    def heard_nothing(self, turn: int) -> None:
        """The turn ended without words."""
        if self._current(turn):
            self.handle(on.HeardNothing())

    def hard_to_hear(self, turn: int, why: str) -> None:
        """Something makes the resident hard to hear: ``faint``, ``loud`` or ``noise``."""
        if self._current(turn):
            self.handle(on.HardToHear(why))

    def listening_started(self, turn: int) -> None:
        """The microphone is open."""
        if self._current(turn):
            self.handle(on.ListeningStarted())

    def typed(self, text: str, by: str = "touch") -> None:
        """Words were typed, or chosen ``by`` touch or voice."""
        session = self.session
        event = self.flow.front(session).typed(text, by, session, self.packs, date.today())
        if event is not None:
            self.handle(event)

    def _current(self, turn: int) -> bool:
        return self.session.listening and turn == self.session.station.turn

    def _advance(self, event: on.Event) -> None:
        before = self.session
        self.session, effects = advance_in(self.flow, before, event)
        if before.step is not self.session.step or before.overlay is not self.session.overlay:
            log.info("%s -> %s (%s)", _where(before), _where(self.session), type(event).__name__)
        self.watch(event, self.session, effects)
        if before.language != self.session.language:
            self._port.speak_language(self.session.language)
        for effect in effects:
            self._do(effect)

    def _do(self, effect: do.Effect) -> None:
        port, session = self._port, self.session
        match effect:
            case do.Say(saying, lines, language, slowly):
                pack = self.packs[language or session.language]
                comfort = session.comfort
                if slowly:
                    comfort = replace(comfort, rate=min(comfort.rate, SLOWLY))
                port.say(saying, pack.tag, [sentence(pack, line) for line in lines], comfort)
            case do.Prerender(lines):
                port.prerender(session.language, self._sentences(lines), session.comfort)
            case do.Hush():
                port.hush()
            case do.Listen(turn, how, codes):
                phrases = self.flow.front(session).phrases(session, self.packs, codes)
                port.listen(turn, session.language, how, phrases)
            case do.FinishListening():
                port.finish_listening(session.station.turn)
            case do.StopListening():
                port.stop_listening(session.station.turn)
            case do.Show():
                self._stale = True
            case do.Ask(question):
                port.ask(question)
            case do.Understand(text, by):
                self.typed(text, by)
            case do.StartTimer(timer, seconds):
                port.start_timer(timer, seconds)
            case do.StopTimer(timer):
                port.stop_timer(timer)
            case do.CallVolunteer(reason):
                port.call_volunteer(reason)
            case do.Ring(on):
                port.ring(on)
            case do.ResetComfort():
                port.reset()

    def _show(self) -> None:
        self._stale = False
        self._port.show(view_of(self.flow, self.session, self.packs))

    def _sentences(self, lines: Sequence[do.Line]) -> list[Sentence]:
        return [sentence(self.pack, line) for line in lines]


def _where(session: BaseSession) -> str:
    return f"{session.step}/{session.overlay}" if session.overlay else str(session.step)
