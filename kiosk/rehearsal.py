"""A whole conversation without a screen: the second front end of the same flow (``kiosk rehearse``)."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from kiosk import parts
from kiosk.conversation import effects as do
from kiosk.conversation.events import (
    Answered,
    EarsChanged,
    Event,
    ListeningStarted,
    Pressed,
    Spoken,
    TimedOut,
)
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.questions import Question
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import Comfort, Ears, Session, Step
from kiosk.conversation.transition import ANYWHERE, ARMED
from kiosk.conversation.view import View
from kiosk.conversation.wording import Sentence
from kiosk.hearing import EarsProcess, Hearing
from kiosk.packs import Pack
from kiosk.script import ScriptError, Turn
from kiosk.services import ticket_services
from kiosk.services.opened import OpenTickets
from kiosk.services.slip import SlipService
from kiosk.settings import Settings
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.tickets import Tickets

PATIENCE_S = 60.0  # for the ears to load and hear a file, for a ticket to be written
_OWN_WORDS = ("touch", "type", "typed")  # what begins a request or puts it right, which no rehearsal makes up

Post = Callable[[Callable[[], None]], None]
Render = Callable[[str, str, Comfort, Path], None]
"""Synthesize (language, text, comfort) to a WAV file."""
Slips = Callable[[Mapping[str, Pack], OpenTickets], SlipService | None]
"""Make the service that prints slips; None where there is no printer."""


class Rehearsal:
    """Plays a script. Its own thread is the conversation's; children post into its queue."""

    def __init__(
        self,
        settings: Settings,
        tickets: Tickets,
        *,
        ears: EarsProcess | None,
        render: Render | None,
        slips: Slips,
        out: Path | None,
        tell: Callable[[dict[str, Any]], None],
    ) -> None:
        """``tickets`` is closed with it; ``ears`` None: only ``say`` turns; ``tell`` gets what happens."""
        packs = parts.load_packs(settings)
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self._render, self._out, self._tell = render, out, tell
        self._tickets = tickets
        opened = OpenTickets(lambda: tickets)
        self._services = ticket_services(opened, packs, self._post_event, slips(packs, opened))
        self._services.open()
        self._ears = ears
        self._hearing = Hearing(settings, ears.send) if ears else None
        self._said = 0
        self._unanswered = 0
        self.conversation = Conversation(RESIDENT, parts.first_session(settings, packs), packs, self)
        self.conversation.watch = self._watch
        if self._hearing and ears:
            self._hearing.conversation = self.conversation
            hearing = self._hearing
            ears.start(
                lambda message: self._calls.put(partial(hearing.take, message)),
                lambda up, broken: self._calls.put(partial(hearing.link_changed, up, broken)),
            )

    def play(self, script: Sequence[Turn], *, agree: bool) -> dict[str, Any] | None:
        """Play the turns, then go on alone if ``agree``; the ticket, or None where none came of it.

        :raises ScriptError: a turn does not fit the screen it meets.
        """
        self.conversation.begin()
        if self._hearing is None:
            self.conversation.handle(EarsChanged(Ears.READY))
        for turn in script:
            self._settle()
            self._take(turn)
        self._settle()
        if agree:
            self._agree()
        number = self.conversation.session.number
        if self.conversation.session.step is not Step.DONE or not number:
            return None
        entry = self._tickets.store.find(number)
        return None if entry is None or entry.ticket is None else _as_table(entry.ticket)

    def close(self) -> None:
        """End the ears and what is being saved."""
        self._services.close()
        if self._ears:
            self._ears.stop()

    @property
    def step(self) -> str:
        """The step that the conversation has come to."""
        return self.conversation.session.step.value

    # -- turns --------------------------------------------------------------------------------------------

    def _take(self, turn: Turn) -> None:
        session = self.conversation.session
        match turn.kind:
            case "language":
                if turn.value not in session.station.languages:
                    known = ", ".join(session.station.languages)
                    raise ScriptError(f"line {turn.line}: no language {turn.value}; the station has {known}")
                self._press(f"language-{turn.value}", turn.line)
            case "press":
                self._press(turn.value, turn.line)
            case "say":
                self._listening_or_fail(turn)
                if self._hearing:
                    self._hearing.cancel(session.station.turn)
                self.conversation.heard(session.station.turn, turn.value, [], "text")
            case _:
                self._listening_or_fail(turn)
                before = session.station.turn
                assert self._hearing is not None
                self._hearing.play(turn.value)
                self._until(
                    lambda: (
                        self.conversation.session.station.turn != before
                        or not self.conversation.session.listening
                    ),
                    f"line {turn.line}: {turn.value} was not heard",
                )

    def _listening_or_fail(self, turn: Turn) -> None:
        if self.conversation.session.step is Step.WELCOME:  # the first act opens the first language
            self._press(f"language-{self.conversation.session.station.languages[0]}", turn.line)
            self._settle()
        if not self.conversation.session.listening:
            why = f"the screen “{self.step}” does not listen"
            ears = self.conversation.session.station.ears
            if ears is not Ears.READY:
                why = f"there are no ears here ({ears}); kiosk doctor says why"
            raise ScriptError(f"line {turn.line}: nothing can be heard: {why}")

    def _press(self, code: str, line: int) -> None:
        session = self.conversation.session
        known = (*RESIDENT.front(session).offered(session), *ANYWHERE, "lamp", "hush", "talk")
        if code not in known:
            raise ScriptError(
                f"line {line}: the screen “{session.overlay or session.step}” has no “{code}”; "
                f"it has {', '.join(known)}"
            )
        self.conversation.handle(Pressed(code))

    def _agree(self) -> None:
        """What a patient hand presses on each screen, and yes where it would type words of its own.

        The read-back is listened to first. A published answer does not settle it: a rehearsal is for
        the ticket.
        """
        heard_it = False
        for _ in range(4 * len(Step)):
            session = self.conversation.session
            front = RESIDENT.front(session)
            code = front.way_through(session)
            if code in _OWN_WORDS:
                code = "yes"
            if front.at_rest or front.settled or code not in front.offered(session):
                return
            if front.name is Step.READBACK and not heard_it:
                heard_it, code = True, "read"
            self.conversation.handle(Pressed(code))
            self._settle()

    # -- waiting ------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Wait until the resident is at turn: all said, the ticket written, the ears open if they will be."""
        self._until(self._at_turn, "the kiosk was not ready for the resident")

    def _at_turn(self) -> bool:
        session = self.conversation.session
        if session.speaking or self._unanswered or not self._calls.empty():
            return False
        if RESIDENT.front(session).at_rest:
            return True
        if self._hearing is not None and session.station.ears is Ears.MOMENT:
            return False
        return session.open or not session.listening

    def _until(self, true: Callable[[], bool], else_say: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not true():
            left = deadline - time.monotonic()
            try:
                self._calls.get(timeout=max(left, 0.001))()
            except queue.Empty:
                raise ScriptError(f"{else_say} within {PATIENCE_S:.0f} s") from None

    def _post_event(self, event: Event) -> None:
        self._calls.put(partial(self.conversation.handle, event))

    def _watch(self, event: Event, session: Session, effects: tuple[do.Effect, ...]) -> None:
        line = {"event": type(event).__name__, **asdict(event)}
        if isinstance(event, Answered):
            self._unanswered -= 1
            line |= {"question": type(event.question).__name__, "answer": type(event.answer).__name__}
            line |= asdict(event.answer)
        self._tell(line)
        for effect in effects:
            told = {"effect": type(effect).__name__, **asdict(effect)}
            if isinstance(effect, do.Ask):
                told |= {"question": type(effect.question).__name__, **asdict(effect.question)}
            self._tell(told)

    # -- the conversation's port --------------------------------------------------------------------------

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Write each sentence as a WAV file where that is wanted, and count it as said."""
        self._said += 1
        for n, said in enumerate(sentences, 1):
            line: dict[str, Any] = {"said": said.text, "screen": self.step}
            if self._render and self._out and said.text.strip():
                wav = self._out / f"{self._said:02d}-{n}-{self.step}.wav"
                self._render(language, said.text, comfort, wav)
                line["wav"] = str(wav)
            self._tell(line)
        self._post_event(Spoken(saying))

    def hush(self) -> None:
        """Nothing sounds here."""

    def prerender(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Nothing is rendered ahead here."""

    def listen(self, turn: int, language: str, how: do.Listening, phrases: Sequence[str]) -> None:
        """Open a listening turn of the real ears, or of the script."""
        if self._hearing:
            self._hearing.listen(turn, language, how, phrases)
        else:
            self._post_event(ListeningStarted())

    def finish_listening(self, turn: int) -> None:
        """End the turn."""
        if self._hearing:
            self._hearing.finish(turn)

    def stop_listening(self, turn: int) -> None:
        """Drop the turn."""
        if self._hearing:
            self._hearing.cancel(turn)

    def show(self, shown: View) -> None:
        """There is no screen."""

    def ask(self, question: Question) -> None:
        """Ask a service; the resident's next turn waits for the answer."""
        self._unanswered += 1
        self._services.ask(question)

    def start_timer(self, timer: str, seconds: float) -> None:
        """A script never waits: what is armed after a while is armed."""
        if timer == ARMED:
            self._post_event(TimedOut(timer))

    def stop_timer(self, timer: str) -> None:
        """A script never waits."""

    def call_volunteer(self, reason: str) -> None:
        """Nobody is here."""

    def ring(self, on: bool) -> None:
        """Nobody would hear it."""

    def speak_language(self, language: str) -> None:
        """Make the ears ready."""
        if self._hearing:
            self._hearing.speak_language(language)

    def reset(self) -> None:
        """Nothing is kept here."""


def _as_table(ticket: Ticket) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(ticket.to_payload())
    return table
