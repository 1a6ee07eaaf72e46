"""The machinery of a flow of screens: a screen, a set of them, and one step from a session to the next.

It knows no screen. A resident's screens are in ``screens`` and ``overlays``; staff can have a set and a
session of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from kiosk.conversation import comfort
from kiosk.conversation.effects import (
    Ask,
    CallVolunteer,
    Effect,
    FinishListening,
    Hush,
    Listen,
    Listening,
    Prerender,
    ResetComfort,
    Ring,
    Say,
    Show,
    StartTimer,
    StopListening,
    StopTimer,
)
from kiosk.conversation.events import Event, Focused, Heard, HeardNothing
from kiosk.conversation.interpret import Utterance, chosen
from kiosk.conversation.line import NOTICE, Line, Role, Speech
from kiosk.conversation.questions import Answer, Question
from kiosk.conversation.session import BaseSession, Ears, Overlay, Station
from kiosk.conversation.timers import Stood, timers
from kiosk.conversation.unheard import fitting, fitting_lines
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack
from kiosk.understanding import listening_phrases
from kiosk.understanding.guarded import guarded

ASKS = 3  # a screen asks, asks again gently twice, then stops listening (docs/access.md, listening)
ARMED_AFTER_S = 2.0  # a slow second tap came 0.7 s after the first, on what had come under the finger
ARMED = "armed"
"""The timer of that."""
RINGS_S = 60.0  # then nobody has come, and that is said
RINGING = "ringing"
"""The timer of that."""
ANYWHERE = ("help", "back", "repeat", "start-over", "comfort", "hide")
"""What can be pressed or said on every screen, besides its own acts."""

S = TypeVar("S", bound=BaseSession)


def said_anywhere(session: BaseSession) -> tuple[str, ...]:
    """What can only be said, on every screen: comfort, languages, "how do I use it", "go on"."""
    languages = (f"language-{tag}" for tag in session.station.languages)
    return (*comfort.SPOKEN, *languages, "how-to", "go-on")


class Screen(Generic[S]):
    """One question: when it is due, what it says, offers, listens for and shows, what each answer does.

    A screen keeps nothing: it reads the session it is given. What is not overridden is a question to be
    answered with yes or no, worded by the prompts ``<name>.question``, ``<name>.yes`` and ``<name>.no``.

    ``name`` is the step, or the overlay. ``stage`` is its place along the way (0: before it begins).
    ``hint`` is the prompt that says what can be said here. ``binding`` is the codes that send, agree or end:
    a hand can press them once the screen has stood for ``ARMED_AFTER_S``, so that no second tap on the screen
    before does; a voice answers what it was asked. ``way_on`` is what a patient hand presses to get
    past it. ``asks`` is the questions whose answers come to this screen.
    """

    name: ClassVar[str]
    stage: ClassVar[int] = 2
    hint: ClassVar[str] = "say.yes_no"
    listening: ClassVar[Listening | None] = Listening.CHOICE
    binding: ClassVar[tuple[str, ...]] = ("yes",)
    way_on: ClassVar[str] = "yes"
    asks: ClassVar[tuple[type[Question], ...]] = ()

    at_rest: ClassVar[bool] = False
    """Nobody is there: the way begins here, and what is opened here is put back for the next."""
    settled: ClassVar[bool] = False
    """The matter is over; nothing is lost by leaving."""
    busy: ClassVar[bool] = False
    """Nothing can be pressed, and nobody is asked whether they are still there."""
    comes_by_itself: ClassVar[bool] = False
    """No act of the resident leads here."""
    has_home: ClassVar[bool] = True
    """The top line leads home: not where an act of the screen itself does, by the same name."""
    stays_open: ClassVar[bool] = False
    """It comes back when what was laid over it is taken away."""
    looked_at: ClassVar[bool] = False
    """Somebody looks round here: silence is no reason to ask again."""
    warns: ClassVar[bool] = False
    """It asks whether anybody is still there."""
    asks_first: ClassVar[bool] = False
    """The way's first question: before its answer it is said what is kept."""
    says_what_is_kept: ClassVar[bool] = False
    """It says by itself what is kept of what is said, so it may listen before the notice was given."""
    reads_slowly: ClassVar[bool] = False
    """What it reads aloud is written along."""

    # -- what it is ---------------------------------------------------------------------------------------

    def due(self, session: S) -> bool:
        """Whether this question is still open, for a screen of the way."""
        return False

    def said(self, session: S) -> tuple[Line, ...]:
        """What the kiosk says on entering, to somebody who looks and touches."""
        return (Line(f"{self.name}.question"),)

    def named_choices(self, session: S) -> tuple[Line, ...]:
        """The choices, to be said to somebody who does not look."""
        return ()

    def choices(self, session: S) -> tuple[str, ...]:
        """What ``choice-1`` … stand for."""
        return ()

    def offered(self, session: S) -> tuple[str, ...]:
        """The codes of this screen's own acts, main act first. ``ANYWHERE`` comes on top."""
        return ("yes", "no")

    def labels(self, session: S, pack: Pack) -> dict[str, str]:
        """What choices are called, by their codes, so that one can be chosen by its name."""
        return {}

    def spoken_hint(self, session: S) -> str:
        """The prompt that says what can be said here; "" where nothing can."""
        return self.hint

    def listens(self, session: S) -> Listening | None:
        """How it listens once the kiosk has spoken; None where it is touched only."""
        return self.listening

    def readout(self, session: S) -> tuple[Line, ...]:
        """The resident's own words, to be read aloud when they ask for it here."""
        return ()

    def prerendered(self, session: S) -> tuple[Line, ...]:
        """What may be asked for here and is in nobody's cache: a voice begins on it meanwhile."""
        return ()

    def fixed(self, station: Station) -> tuple[Line, ...]:
        """Lines with a placeholder that this station fills in the same way each time: rendered once."""
        return ()

    def can_hide(self, session: S) -> bool:
        """Whether it shows what is the resident's, so that they may cover it."""
        return True

    def way_through(self, session: S) -> str:
        """What a patient hand presses to get past it; "typed" stands for words that are typed."""
        return self.way_on

    def shown(self, base: View, session: S, say: Wording) -> View:
        """The screen as it is drawn; ``base`` holds what every screen shows."""
        lines = self.said(session)
        return replace(
            base,
            question=tuple(say.line(line) for line in lines if line.role is Role.TEXT),
            hint=say.join([say.line(line) for line in lines if line.role is Role.HINT]),
            acts=(
                Act("yes", say(f"{self.name}.yes"), icon="check-circle", main=True),
                Act("no", say(f"{self.name}.no"), icon="arrow-right"),
            ),
        )

    def named(self, session: S, event: Focused) -> tuple[Line, ...]:
        """A control as it is said when the keys come to it."""
        return tuple(Line(text=words) for words in event.words)

    # -- what is meant ------------------------------------------------------------------------------------

    def meant(self, said: Utterance, session: S, packs: Mapping[str, Pack], today: date) -> Event:
        """The event of a finished listening turn; ``today`` dates published answers."""
        pack = packs[session.language]
        codes = (*self.offered(session), *ANYWHERE)
        labels = self.labels(session, pack)
        # "go on" is the voice's where something of it was left; else it may be how one agrees
        anywhere = [c for c in said_anywhere(session) if c != "go-on" or session.speech.left]
        return guarded(
            "choice",
            HeardNothing(),
            lambda: chosen(said, pack, self.listens(session), codes, anywhere, labels),
        )

    def typed(self, text: str, by: str, session: S, packs: Mapping[str, Pack], today: date) -> Event | None:
        """The event of a text that was typed, or chosen ``by`` voice or touch; None where none is taken."""
        return None

    def phrases(self, session: S, packs: Mapping[str, Pack], codes: Sequence[str]) -> list[str]:
        """What a listening turn is told that can be said; empty for free speech."""
        if self.listens(session) in (None, Listening.FREE):
            return []
        pack = packs[session.language]
        return listening_phrases(pack, codes, self.labels(session, pack), self.offered(session))

    # -- what happens -------------------------------------------------------------------------------------

    def opened(self, transition: Transition[S]) -> None:
        """The way leads here now."""

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        """One of its own acts was pressed or said."""

    def heard(self, transition: Transition[S], event: Heard) -> None:
        """The resident's own words came."""

    def typing(self, transition: Transition[S], text: str) -> None:
        """What stands in the editor so far."""

    def written(self, transition: Transition[S], text: str) -> None:
        """A line was written to somebody else."""

    def dialled(self, transition: Transition[S], digits: str) -> None:
        """Digits were said in one breath."""

    def unheard(self, transition: Transition[S]) -> bool:
        """A listening turn brought nothing; True where that is all right here."""
        return False

    def waits(self, session: S) -> bool:
        """Whether somebody else is awaited: that the resident does nothing says nothing."""
        return False

    def rang_out(self, transition: Transition[S]) -> None:
        """The chime has sounded for a while, and nobody has come."""

    def stepped_back(self, transition: Transition[S]) -> bool:
        """ "Back" was pressed; True where that was something within the screen."""
        return False

    def foresee(self, transition: Transition[S]) -> None:
        """The way has come past this screen: ask a service now what it will need."""

    def answered(self, transition: Transition[S], question: Question, answer: Answer) -> None:
        """A service answers what this screen asked."""


class Flow(Generic[S]):
    """A set of screens, and the order in which those that are due come: the first that is due is next.

    ``stages`` is the parts of the way that the top line names.
    """

    def __init__(
        self,
        screens: Sequence[Screen[S]],
        overlays: Sequence[Screen[S]],
        way: Sequence[Screen[S]] = (),
        stages: Sequence[str] = (),
    ) -> None:
        self.screens = {screen.name: screen for screen in screens}
        self.overlays = {overlay.name: overlay for overlay in overlays}
        self.way = tuple(way)
        self.stages = tuple(stages)

    def screen(self, session: S) -> Screen[S]:
        """The screen of the session's step."""
        return self.screens[session.step]

    def front(self, session: S) -> Screen[S]:
        """The screen in front: the overlay, where one lies over the step."""
        return self.overlays[session.overlay] if session.overlay else self.screens[session.step]

    def next(self, session: S) -> Screen[S]:
        """The next question of the way whose answer is not known yet."""
        return next(screen for screen in self.way if screen.due(session))

    def hint(self, session: S) -> str:
        """The prompt that says what can be said here; "" for somebody who looks and touches."""
        return fitting(self.front(session).spoken_hint(session), session.station) if session.spoken else ""

    def lines(self, session: S) -> tuple[Line, ...]:
        """What the kiosk says on entering the screen in front: what it asks, once what is kept of what is
        said, and how to answer.

        Somebody who does not look is told the choices, and what can be said in place of where to touch.
        """
        front = self.front(session)
        lines = front.said(session)
        hints = tuple(line for line in lines if line.role is Role.HINT)
        if session.spoken and (key := front.spoken_hint(session)):
            hints = (*front.named_choices(session), Line(key, role=Role.HINT))
        asked = tuple(line for line in lines if line.role is not Role.HINT)
        notice = (NOTICE,) if self.owes_notice(session) else ()
        return fitting_lines((*asked, *notice, *hints), session.station)

    def owes_notice(self, session: S) -> bool:
        """Whether nobody said yet what is kept, and it must be said now: the first question has come, or
        somebody speaks who came straight past it. Whoever writes is told once they ask for the microphone."""
        front = self.front(session)
        speaks = front.asks_first or (session.spoken and front.listens(session) is not None)
        return speaks and not (session.notice_given or session.overlay or front.at_rest)

    def awaited(self, session: S) -> tuple[str, ...]:
        """The codes of all that can be said to the screen, the likeliest last and the main act at the very
        end: see ``listening_phrases``."""
        offered = self.front(session).offered(session)
        return tuple(dict.fromkeys((*said_anywhere(session), *ANYWHERE, *reversed(offered))))

    def fixed(self, station: Station) -> tuple[Line, ...]:
        """The lines of all screens that this station fills in the same way each time."""
        return tuple(line for screen in self.screens.values() for line in screen.fixed(station))

    def may_barge_in(self, session: S) -> bool:
        """Whether an answer may come before the voice has ended: not before it was told what is kept."""
        told = not any(line.role is Role.NOTICE for line in session.speech.lines)
        how = self.front(session).listens(session)
        return told and how not in (None, Listening.AT_REST) and not session.station.screen_reader

    # -- what is the flow's own ---------------------------------------------------------------------------

    def fresh(self, session: S) -> S:
        """The session for whoever comes next: the station's part stays."""
        raise NotImplementedError

    def is_blank(self, session: S) -> bool:
        """Whether nothing would be lost by starting over."""
        return True

    def went_back(self, transition: Transition[S]) -> None:
        """ "Back" leads to the step before."""


class Transition(Generic[S]):
    """One step of a flow in the making: the session as it becomes, and the effects gathered on the way.

    Built for one event and thrown away after it.
    """

    def __init__(self, flow: Flow[S], session: S) -> None:
        self.flow = flow
        self.before = session
        self.session = session
        self.effects: list[Effect] = []
        self._awake = False

    @property
    def screen(self) -> Screen[S]:
        """The screen of the step."""
        return self.flow.screen(self.session)

    @property
    def front(self) -> Screen[S]:
        """The screen in front."""
        return self.flow.front(self.session)

    @property
    def station(self) -> Station:
        """The station's part of the session."""
        return self.session.station

    def set(self, **changes: Any) -> None:
        """Change fields of the session."""
        self.session = replace(self.session, **changes)

    def set_station(self, **changes: Any) -> None:
        """Change fields of the station's part."""
        self.set(station=replace(self.session.station, **changes))

    # -- where it leads -----------------------------------------------------------------------------------

    def go(self, step: str, *, remember: bool = True) -> None:
        """Enter ``step``: show it, say its lines, and listen once they are said."""
        trail = self.session.trail
        if remember and step is not self.session.step:
            trail = (*trail, self.session.step)[-20:]
        if step is not self.session.step and not self.flow.screens[step].comes_by_itself:
            self.set(turns=self.session.turns + 1)
        self.set(step=step, overlay=Overlay.NONE, beneath=(), trail=trail)
        self.set(misses=0, error="", caption=(), typed="", beckons=False)
        self.screen.opened(self)
        self.enter()

    def cover(self, overlay: Overlay) -> None:
        """Lay ``overlay`` over the step, which is kept; what stays open below it comes back afterwards."""
        now = self.session.overlay
        below = (*self.session.beneath, *((now,) if self.front.stays_open else ()))
        self.set(overlay=overlay, beneath=tuple(o for o in below if o is not overlay), misses=0)
        self.enter()

    def uncover(self) -> None:
        """Take the overlay away and say again where we are; who waits for a person goes on waiting."""
        waiting = Overlay.HELP if self.session.calling else Overlay.NONE
        *below, overlay = self.session.beneath or (waiting,)
        self.set(overlay=overlay, beneath=tuple(below), misses=0)
        self.enter()

    def enter(self, *before: Line) -> None:
        """Say the lines of the screen that is now in front, after those ``before``, then listen."""
        self.stop_listening()
        lines = (*before, *self.flow.lines(self.session))
        hints = tuple(line.key for line in lines if line.role is Role.HINT)
        if self.flow.owes_notice(self.session):
            self.set(notice_given=True)
            before = before if self.front.asks_first else (*before, NOTICE)
        self.set(told=(*(line.key for line in before), *hints) if before else (), focused=False)
        self.set(unclear="")
        if prerendered := self.front.prerendered(self.session):
            self.effects.append(Prerender(prerendered))
        self.say_lines(lines)

    def end(self) -> None:
        """End the session. What was agreed to is with the service that saves it, never lost by this."""
        self.hush()
        self.stop_listening()
        self.session = self.flow.fresh(self.session)
        self.effects.append(ResetComfort())
        self.listen()

    # -- the voice ----------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the resident's own words aloud: they asked for it on this screen (EN 301 549 5.1.3.8-9)."""
        self.stop_listening()
        self.say_lines(self.front.readout(self.session), slowly=self.front.reads_slowly)

    def say(self, *prompts: str | Line) -> None:
        """Say prompts, which the screen shows from then on, and listen as the screen does."""
        self.stop_listening()
        named = (Line(prompt) if isinstance(prompt, str) else prompt for prompt in prompts)
        lines = fitting_lines(named, self.station)
        self.set(told=tuple(line.key for line in lines if not line.text), unclear="")
        self.say_lines(lines)

    def say_lines(self, lines: Sequence[Line], *, language: str = "", slowly: bool = False) -> None:
        """Say ``lines``, in another ``language`` than the resident's where one is given, then listen."""
        self.hush()
        lines = tuple(lines)
        self.set(speech=Speech(lines, language=language))
        if not lines or not self.station.voice or self.session.comfort.quiet:
            self.listen()
            return
        self.set_station(saying=self.station.saying + 1)
        self.set(speaking=True)
        self.effects.append(Say(self.station.saying, lines, language, slowly))

    def say_after(self, line: Line) -> None:
        """Say a line of the screen once the voice has ended; not while the resident speaks."""
        speech = self.session.speech
        if self.session.speaking:
            self.set(speech=replace(speech, then=(*speech.then, line)))
        elif not self.session.caption:
            self.stop_listening()
            self.say_lines((line,))

    def hush(self) -> None:
        """Stop the voice if it sounds, and keep what it had left to say."""
        if self.session.speaking:
            speech = self.session.speech
            left = (*speech.lines[speech.at :], *speech.then)
            self.set(speaking=False, speech=replace(speech, left=left, then=()))
            self.effects.append(Hush())

    def go_on(self) -> None:
        """Say what was left when the voice was silenced, from the sentence that was cut off."""
        self.stop_listening()
        self.say_lines(self.session.speech.left, language=self.session.speech.language)

    # -- the ears -----------------------------------------------------------------------------------------

    def still_here(self) -> None:
        """Somebody is there: what is asked after an idle while begins to count anew."""
        self._awake = True

    def waits_for_voice(self) -> bool:
        """Whether the screen in front is one that listens and has not given up listening."""
        return self.front.listens(self.session) is not None and self.session.misses < ASKS

    def listen(self, *, asked: bool = False) -> None:
        """Open a turn, if this screen listens and the kiosk can hear; ``asked``: by the resident."""
        how = self.front.listens(self.session)
        if self.station.screen_reader and not asked:
            return
        if how is None or self.station.ears is not Ears.READY or self.session.listening:
            return
        told = self.session.notice_given or self.front.says_what_is_kept
        if not (told or how is Listening.AT_REST) or not self.waits_for_voice():
            return
        self.set_station(turn=self.station.turn + 1)
        self.set(listening=True, hard="")
        self.effects.append(Listen(self.station.turn, how, self.flow.awaited(self.session)))

    def stop_listening(self) -> None:
        """Drop the listening turn under way."""
        if self.session.listening:
            self.end_turn()
            self.effects.append(StopListening())

    def end_turn(self) -> None:
        """The listening turn is over by itself, whatever it brought."""
        self.set(listening=False, open=False, caption=())

    def finish_listening(self) -> None:
        """The resident has finished: ask the ears for the words now."""
        if self.session.listening:
            self.effects.append(FinishListening())

    # -- people and services ------------------------------------------------------------------------------

    def call(self, reason: str) -> None:
        """Call a volunteer."""
        self.effects.append(CallVolunteer(reason))

    def call_here(self, reason: str) -> None:
        """Call a person, and let everybody see and hear that one is wanted here until somebody answers."""
        self.call(reason)
        self.set(calling=True, ringing=True, rounds=0)
        self.cover(Overlay.HELP)

    def ask(self, question: Question) -> None:
        """Ask a service; the answer comes to the screen that lists the question in its ``asks``."""
        self.effects.append(Ask(question))

    def answer(self, question: Question, answer: Answer) -> None:
        """Bring a service's answer to the screen that asked."""
        for screen in (*self.flow.screens.values(), *self.flow.overlays.values()):
            if isinstance(question, screen.asks):
                screen.answered(self, question, answer)

    # -- the end of the step ------------------------------------------------------------------------------

    def done(self) -> tuple[S, tuple[Effect, ...]]:
        """The session and its effects, with the timers set and the screen shown if it changed."""
        self._arm_later()
        self._ring()
        if self.session != self.before or self.effects or self._awake:
            self.effects += timers(self._stood(self.before), self._stood(self.session), awake=self._awake)
        if self.session != self.before:
            self.effects.append(Show())
        return self.session, tuple(self.effects)

    def _arm_later(self) -> None:
        """Where another screen has come to the front, what sends or agrees there waits."""
        if self.front is self.flow.front(self.before):
            return
        binds = any(code in self.front.binding for code in self.front.offered(self.session))
        self.set(armed=not binds)
        if binds:
            self.effects.append(StartTimer(ARMED, ARMED_AFTER_S))

    def _ring(self) -> None:
        """The chime sounds only while its screen is in front."""
        before, now = self._rings(self.before), self._rings(self.session)
        if before is not now:
            timer = StartTimer(RINGING, RINGS_S) if now else StopTimer(RINGING)
            self.effects += [Ring(now), timer]

    def _rings(self, session: S) -> bool:
        return session.ringing and self.flow.front(session).waits(session)

    def _stood(self, session: S) -> Stood:
        screen, front = self.flow.screen(session), self.flow.front(session)
        return Stood(session, screen.at_rest, screen.settled, screen.busy, front.warns)
