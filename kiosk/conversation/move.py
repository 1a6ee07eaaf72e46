"""One step of the flow in the making: the session as it becomes, and the effects gathered on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kiosk.conversation import screenplay, spoken
from kiosk.conversation.effects import (
    CallVolunteer,
    Effect,
    FinishListening,
    Hush,
    Line,
    Listen,
    Listening,
    Prepare,
    ResetComfort,
    Save,
    Say,
    Show,
    StartTimer,
    StopListening,
    StopTimer,
)
from kiosk.conversation.line import Speech
from kiosk.conversation.session import STATIONS, Draft, Ears, Overlay, Session, Step

_STAYS_OPEN = (Overlay.HIDDEN, Overlay.RELAY)  # whatever is laid on top meanwhile


class Move:
    """Built by ``advance`` for one event and thrown away after it."""

    def __init__(self, session: Session) -> None:
        self.before = session
        self.session = session
        self.effects: list[Effect] = []
        self._awake = False

    def set(self, **changes: Any) -> None:
        """Change fields of the session."""
        self.session = replace(self.session, **changes)

    def draft(self, **changes: Any) -> None:
        """Change fields of the draft."""
        self.set(draft=replace(self.session.draft, **changes))

    def go(self, step: Step, *, remember: bool = True) -> None:
        """Enter ``step``: show it, say its lines, and listen once they are said."""
        trail = self.session.trail
        if remember and step is not self.session.step:
            trail = (*trail, self.session.step)[-20:]
        if step is not self.session.step and step is not Step.DONE:
            self.set(turns=self.session.turns + 1)
        self.set(step=step, overlay=Overlay.NONE, beneath=(), trail=trail)
        self.set(misses=0, page=0, error="", caption=(), typed="")
        if step is Step.CONTACT:
            self.set(dialled=self.session.draft.phone)
        self.enter()

    def cover(self, overlay: Overlay) -> None:
        """Lay ``overlay`` over the step, which is kept; what stays open below it comes back afterwards."""
        now = self.session.overlay
        below = (*self.session.beneath, *((now,) if now in _STAYS_OPEN else ()))
        self.set(overlay=overlay, beneath=tuple(o for o in below if o is not overlay), misses=0)
        self.enter()

    def uncover(self) -> None:
        """Take the overlay away and say again where we are."""
        *below, overlay = self.session.beneath or (Overlay.NONE,)
        self.set(overlay=overlay, beneath=tuple(below), misses=0)
        self.enter()

    def enter(self, *before: Line) -> None:
        """Say the lines of the screen that is now in front, after those ``before``, then listen."""
        self.stop_listening()
        lines = (*before, *screenplay.lines(self.session))
        hint = tuple(
            line.key for line in lines if line.key.endswith(spoken.HINTS) or line.key.startswith("say.")
        )
        self.set(told=(*(line.key for line in before), *hint) if before else (), focused=False)
        on_step = self.session.overlay is Overlay.NONE
        if on_step and (likely := screenplay.likely_next(self.session)):
            self.effects.append(Prepare(likely))
        if on_step and self.session.step is Step.SPEAK:
            self.set(notice_given=True)
        self.say_lines(lines)

    def read(self) -> None:
        """Read the resident's own words aloud: they asked for it on this screen (EN 301 549 5.1.3.8-9).

        The ticket's number is read slowly, to be written along.
        """
        self.stop_listening()
        self.say_lines(screenplay.readout(self.session), slowly=self.session.step is Step.DONE)

    def say(self, *keys: str) -> None:
        """Say prompts by key, which the screen shows from then on, and listen as the screen does."""
        self.stop_listening()
        self.set(told=keys)
        self.say_lines(tuple(Line(key) for key in keys))

    def say_lines(self, lines: Sequence[Line], *, language: str = "", slowly: bool = False) -> None:
        """Say ``lines``, in another ``language`` than the resident's where one is given, then listen."""
        self.hush()
        lines = tuple(lines)
        self.set(speech=Speech(lines, language=language))
        if not lines or not self.session.voice or self.session.comfort.quiet:
            self.listen()
            return
        self.set(saying=self.session.saying + 1, speaking=True)
        self.effects.append(Say(self.session.saying, lines, language, slowly))

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

    def still_here(self) -> None:
        """Somebody is there: what is asked after an idle while begins to count anew."""
        self._awake = True

    def waits_for_voice(self) -> bool:
        """Whether the screen in front is one that listens and has not given up listening."""
        return screenplay.listening(self.session) is not None and self.session.misses < screenplay.ASKS

    def listen(self, *, asked: bool = False) -> None:
        """Open a turn, if this screen listens and the kiosk can hear; ``asked``: by the resident."""
        how = screenplay.listening(self.session)
        if self.session.screen_reader and not asked:
            return
        if how is None or self.session.ears is not Ears.READY or self.session.listening:
            return
        # The relay says itself, on entering, what is kept.
        told = self.session.notice_given or self.session.overlay is Overlay.RELAY
        if not (told or how is Listening.AT_REST) or not self.waits_for_voice():
            return
        self.set(turn=self.session.turn + 1, listening=True, open=False, caption=(), hard="")
        self.effects.append(Listen(self.session.turn, how, screenplay.awaited(self.session)))

    def stop_listening(self) -> None:
        """Drop the listening turn under way."""
        if self.session.listening:
            self.set(listening=False, open=False, caption=())
            self.effects.append(StopListening())

    def finish_listening(self) -> None:
        """The resident has finished: ask the ears for the words now."""
        if self.session.listening:
            self.effects.append(FinishListening())

    def call(self, reason: str) -> None:
        """Call a volunteer."""
        self.effects.append(CallVolunteer(reason))

    def save(self) -> None:
        """Agree and save: from here on the draft is kept until it is on the disk."""
        self.set(confirmed=True)
        self.go(Step.SAVING)
        self.effects.append(Save(self.session.draft, self.session.language))

    def end(self, session: Session) -> None:
        """End the resident's session; a draft they agreed to is saved first, never wiped."""
        if self.session.confirmed and self.session.step is not Step.SAVING:
            self.save()
            return
        self.hush()
        self.stop_listening()
        self.session = session
        self.effects.append(ResetComfort())
        self.listen()

    def another_matter(self) -> None:
        """Begin a second request of the same resident: comfort and language stay."""
        self.set(draft=Draft(), trail=(), likely="", number="", dialled="", editing=False)
        self.go(Step.SPEAK, remember=False)

    def done(self) -> tuple[Session, tuple[Effect, ...]]:
        """The session and its effects, with the idle timer set and the screen shown if it changed."""
        self._mind_the_time()
        if self.session != self.before:
            self.effects.append(Show())
        return self.session, tuple(self.effects)

    def _mind_the_time(self) -> None:
        """No limit while someone speaks, or the kiosk does, or a ticket is being written (WCAG 2.2.1)."""
        now, patience = self.session, self.session.patience
        if now == self.before and not self.effects and not self._awake:
            return
        quiet = not now.speaking and not now.listening
        if self.before.step is Step.WELCOME and now.step is not Step.WELCOME:
            self.effects.append(StopTimer("idle"))
        if now.step is Step.WELCOME and now.overlay is not Overlay.STILL_THERE:
            self._mind_the_welcome()
        elif now.overlay is Overlay.STILL_THERE:
            if not now.speaking and (self.before.speaking or self.before.overlay is not now.overlay):
                self.effects.append(StartTimer("warning", patience.warning_s))
            self.effects.append(StopTimer("idle"))
        elif quiet and now.step not in (Step.WELCOME, Step.SAVING):
            seconds = patience.done_s if now.step in (Step.DONE, Step.ANSWERED) else patience.idle_s
            self.effects += [StopTimer("warning"), StartTimer("idle", seconds)]
        elif self.before.overlay is Overlay.STILL_THERE or quiet != self._was_quiet():
            self.effects += [StopTimer("warning"), StopTimer("idle")]

    def _mind_the_welcome(self) -> None:
        """What somebody opened or set there and left is put back for the next."""
        now, before = self.session, self.before
        if before.step is not Step.WELCOME or (now.untouched and not before.untouched):
            self.effects += [StopTimer("warning"), StopTimer("idle")]
        elif not now.untouched and not now.speaking and (self._awake or now.at_hand != before.at_hand):
            self.effects.append(StartTimer("idle", now.patience.idle_s))

    def _was_quiet(self) -> bool:
        return not self.before.speaking and not self.before.listening


def fresh(session: Session) -> Session:
    """The session for the next resident: the station's part stays, the resident's part is forgotten."""
    stations: dict[str, Any] = {name: getattr(session, name) for name in STATIONS}
    language = session.languages[0] if session.languages else session.language
    return Session(**stations, language=language, comfort=session.first_comfort)
