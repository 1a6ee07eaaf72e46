"""``kiosk run``: window, ears, voice, conversation and tickets, wired together on Qt's main thread."""

from __future__ import annotations

import gc
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk import hearing, parts, speaking
from kiosk.app.slip import slip_service
from kiosk.conversation import effects as do
from kiosk.conversation.events import EarsChanged, Event, Pressed, TimedOut, Typing
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.questions import Question
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import Comfort, Ears, Session, Step
from kiosk.conversation.view import View
from kiosk.conversation.wording import Sentence
from kiosk.hearing import Hearing
from kiosk.languages import InputMethod, language
from kiosk.packs import Pack
from kiosk.services import ticket_services
from kiosk.services.call import CallHook
from kiosk.services.opened import OpenTickets
from kiosk.settings import Settings
from kiosk.speaking import Speaking
from kiosk.trace import Trace
from speech import processes
from speech.link import Link, LinkState, RestartPolicy
from speech.protocol import FROM_EARS, FROM_VOICE, Beat, EarsReady, InputLevel, Messages, Report
from speech.suspend import SuspendWatch, boot_clock
from ui.bridge import Bridge
from ui.keys import Switches
from ui.window import Window

if TYPE_CHECKING:
    from kiosk.tickets.tickets import Tickets

log = logging.getLogger(__name__)

EARS_MEMORY_MB = (
    1200.0  # above it they are started again at rest: large models cache without bound (docs/speech.md)
)
VOICE_MEMORY_MB = 500.0
VOICE_WAITS_MS = 3000  # for the ears to be ready, at most
BLOCKED_MS = 5.0  # shorter waits of the main thread are not worth a line in the trace


class Kiosk:
    """A running kiosk with a window. It is the conversation's port; all of it lives on the main thread."""

    def __init__(
        self,
        settings: Settings,
        *,
        windowed: bool,
        trace: Trace,
        children: Mapping[str, subprocess.Popen[bytes]] | None = None,
        clock: Callable[[], float] = boot_clock,
    ) -> None:
        self._settings, self._trace = settings, trace
        self._children = dict(children or {})
        self._packs = parts.load_packs(settings)
        self._bridge = Bridge(lambda timer: self._handle(TimedOut(timer)))
        access = settings.access
        methods = (language(tag).input_method() for tag in self._packs)
        self._input_method = next(filter(None, methods), None)
        self.window = Window(
            settings.screen.diagonal_inches,
            candidates=self._input_method.candidates if self._input_method else None,
            windowed=windowed,
            switches=Switches.named(access.next_key, access.choose_key, access.switch_key, access.scan_s),
        )
        self._ears = self._link("ears", FROM_EARS, EARS_MEMORY_MB, self._ears_said, self._ears_changed)
        self._voice = self._link("voice", FROM_VOICE, VOICE_MEMORY_MB, self._voice_said, self._voice_changed)
        self._voice_may_load = False
        self._hearing = Hearing(settings, self._ears.send)
        self._hearing.on_level = self.window.set_level
        self._speaking = Speaking(
            settings, self._voice.send, self._handle, self._hearing.mute, self._highlight, self._after
        )
        self._call_hook = CallHook(settings.call.webhook, settings.station.id)
        tickets = OpenTickets(partial(_open_tickets, settings))
        self._services = ticket_services(
            tickets,
            self._packs,
            lambda event: self._bridge.post(partial(self._handle, event)),
            slip_service(settings, self._packs, tickets),
        )
        session = parts.first_session(settings, self._packs)
        session = replace(session, station=replace(session.station, tall=self.window.tall))
        self.conversation = Conversation(RESIDENT, session, self._packs, self)
        self._hearing.conversation = self.conversation
        if trace.on:
            self.conversation.watch = self._watch
            self.window.focused.connect(lambda to: trace.write("focus", code=to.code, words=to.words))
            self.window.edited.connect(lambda: QTimer.singleShot(0, self._trace_what_stands))
            self._heartbeat()
        self.window.pressed.connect(lambda code, by: self._handle(Pressed(code, by)))
        self.window.touched.connect(lambda by: self._handle(Pressed("touched", by)))
        self.window.focused.connect(self._handle)
        self.window.typing.connect(lambda text: self._handle(Typing(text)))
        self.window.typed.connect(self.conversation.typed)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._first_screen_is_up))
        self._suspend_watch = SuspendWatch(
            lambda stood_s: self._bridge.post(partial(self._resumed, stood_s)), clock
        )

    def start(self) -> None:
        """Show the first screen; ears and voice start beside it, the rest once it is painted."""
        self._ears.send(hearing.hello(self._settings, list(self._packs.values())))
        self._voice.send(speaking.hello(self._settings, list(self._packs.values())))
        self._ears.start()
        self._voice.start()
        self.window.show_full()
        if small := self.window.too_small():
            log.warning("%s", small)
        self.conversation.begin()

    def _first_screen_is_up(self) -> None:
        self._trace.write("painted")
        if self._trace.on:
            self._trace_what_stands()  # now that it has its size
        self._services.open()
        QTimer.singleShot(VOICE_WAITS_MS, self._load_voice)

    def _load_voice(self) -> None:
        """Once, after the ears: on two cores they would hold each other up. Cached prompts sound before."""
        if not self._voice_may_load:
            self._voice_may_load = True
            packs = list(self._packs.values())
            warming = threading.Thread(
                target=_warm_up, args=(packs, self._input_method), name="warm up", daemon=True
            )
            warming.start()
            self._speaking.speak_language(self.conversation.session.language)

    def stop(self) -> None:
        """End in order: what is being saved is saved, no child stays."""
        self._bridge.close()
        self._suspend_watch.close()
        self._services.close()
        stopping = [threading.Thread(target=link.stop) for link in (self._ears, self._voice)]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()

    # -- the conversation's port --------------------------------------------------------------------------

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """See :class:`~kiosk.conversation.runner.Port`, which this and what follows fulfil."""
        self._trace.write("say", saying=saying)
        self._speaking.say(saying, language, sentences, comfort)

    def hush(self) -> None:
        """Be silent."""
        self._trace.write("hush")
        self._speaking.hush()

    def prerender(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Render ahead."""
        self._speaking.prerender(language, sentences, comfort)

    def listen(self, turn: int, language: str, how: do.Listening, phrases: Sequence[str]) -> None:
        """Open a listening turn."""
        self._hearing.listen(turn, language, how, phrases)

    def finish_listening(self, turn: int) -> None:
        """End the turn with its words."""
        self._hearing.finish(turn)

    def stop_listening(self, turn: int) -> None:
        """Drop the turn."""
        self._hearing.cancel(turn)

    def show(self, shown: View) -> None:
        """Draw the screen."""
        self.window.show_view(shown)
        if self._trace.on:
            self._trace_screen(shown)

    def ask(self, question: Question) -> None:
        """Ask a service."""
        self._services.ask(question)

    def start_timer(self, timer: str, seconds: float) -> None:
        """Start a timer."""
        self._bridge.start_timer(timer, seconds)

    def stop_timer(self, timer: str) -> None:
        """Stop a timer."""
        self._bridge.stop_timer(timer)

    def call_volunteer(self, reason: str) -> None:
        """Tell whoever is to be told that a person is wanted."""
        self._call_hook.call(reason)
        self._trace.write("call", reason=reason)

    def ring(self, on: bool) -> None:
        """Let the chime sound, or stop it."""
        self._speaking.ring(on)
        self._trace.write("ring", on=on)

    def speak_language(self, language: str) -> None:
        """Make ears and voice ready for the language."""
        self._hearing.speak_language(language)
        if self._voice_may_load:
            self._speaking.speak_language(language)

    def reset(self) -> None:
        """Forget what was the resident's."""
        self._speaking.forget()
        if self._input_method is not None:
            self._input_method.forget()
        clipboard = QGuiApplication.clipboard()
        for kind in (clipboard.Mode.Clipboard, clipboard.Mode.Selection, clipboard.Mode.FindBuffer):
            clipboard.clear(kind)

    # -- children -------------------------------------------------------------------------------------

    def _link(
        self,
        name: str,
        reports: Messages[Report],
        memory_mb: float,
        said: Callable[[Report], None],
        changed: Callable[[LinkState], None],
    ) -> Link:
        return Link(
            name,
            processes.command(name),
            reports,
            lambda message: self._bridge.post(partial(said, message)),
            lambda state, why: self._bridge.post(partial(changed, state)),
            RestartPolicy(memory_mb=memory_mb),
            may_renew=lambda: self.at_rest,
            first=self._children.pop(name, None),
        )

    @property
    def at_rest(self) -> bool:
        """Whether nobody is there: the welcome screen stands as the next resident should find it."""
        session = self.conversation.session
        return session.step is Step.WELCOME and session.untouched

    def _ears_said(self, message: Report) -> None:
        self._trace_child("ears", message)
        if isinstance(message, EarsReady):
            self._load_voice()
        self._hearing.take(message)

    def _ears_changed(self, state: LinkState) -> None:
        self._hearing.link_changed(state is LinkState.UP, state is LinkState.DOWN)

    def _voice_said(self, message: Report) -> None:
        self._trace_child("voice", message)
        self._speaking.take(message)

    def _voice_changed(self, state: LinkState) -> None:
        self._speaking.link_changed(state is LinkState.UP)

    def _highlight(self, text: str) -> None:
        self.window.highlight_text(text)
        self._trace.write("highlight", text=text)

    def _after(self, seconds: float, call: Callable[[], None]) -> None:
        QTimer.singleShot(round(seconds * 1000), self.window, call)

    def _handle(self, event: Event) -> None:
        self.conversation.handle(event)

    def _resumed(self, stood_s: float) -> None:
        """The machine slept, or nothing ran: no timer went off, and the screen shows what it showed then."""
        log.warning("nothing ran here for %.0f s: the machine slept, stood still or is too busy", stood_s)
        timings = self._settings.timings
        if stood_s >= timings.idle_s + timings.warning_s:
            self._handle(TimedOut("asleep"))

    # -- trace ------------------------------------------------------------------------------------------

    def _trace_child(self, name: str, message: Report) -> None:
        """What a child told, its words left out; the part an error is about is ``part``."""
        if self._trace.on and not isinstance(message, Beat | InputLevel):
            line = msgspec.to_builtins(message)
            told = {key: value for key, value in line.items() if key not in ("it", "what", "words")}
            about = {"part": line["what"]} if "what" in line else {}
            self._trace.write(name, what=line["it"], **told, **about)

    def _watch(self, event: Event, session: Session, effects: tuple[do.Effect, ...]) -> None:
        self._trace.write("event", event=type(event).__name__, code=getattr(event, "code", ""))
        if session.station.ears is Ears.READY and isinstance(event, EarsChanged):
            self._trace.write("hears", language=session.language)

    def _trace_what_stands(self) -> None:
        if self.window.current_screen is not None:
            self._trace_screen(self.window.current_screen.view)

    def _trace_screen(self, shown: View) -> None:
        screen = self.window.current_screen
        controls = {}
        there = screen.controls() if screen is not None else []
        for control in there:
            corner = control.mapToGlobal(control.rect().center())
            controls[control.code] = [corner.x(), corner.y()]
        self._trace.write(
            "screen",
            screen=shown.screen,
            language=shown.language,
            lamp=shown.lamp.state.value,
            words="".join(w.text for w in shown.words),
            number=shown.number,
            controls=controls,
            waiting=[c.code for c in there if c.act.armed is False],
            offers=[c.act.label for c in there if c.code.startswith("candidate-")],
        )

    def _heartbeat(self) -> None:
        """Note how long the main thread was away: a timer that should fire every 2 ms."""
        last = time.monotonic()

        def beat() -> None:
            nonlocal last
            now = time.monotonic()
            late_ms = (now - last) * 1000 - 2
            if late_ms > BLOCKED_MS:
                self._trace.write("blocked", ms=round(late_ms, 1))
            last = now

        self._beat = QTimer(self.window)
        self._beat.timeout.connect(beat)
        self._beat.start(2)


def _warm_up(packs: list[Pack], input_method: InputMethod | None) -> None:
    """Read what the first resident would wait for; what is loaded is garbage's concern no more."""
    parts.warm_up(packs)
    if input_method is not None:
        input_method.warm_up()
    gc.collect()
    gc.freeze()  # a full collection over all of it held the window's thread for 50 ms


def _open_tickets(settings: Settings) -> Tickets:
    from kiosk.tickets.tickets import Tickets  # 75 ms of cryptography, not before the first screen

    return Tickets.open(settings)


def run(
    settings: Settings, children: Mapping[str, subprocess.Popen[bytes]], *, windowed: bool, trace: Path | None
) -> int:
    """Run the kiosk until it is told to end (SIGINT, SIGTERM, or its window closed on a desk).

    ``children`` are ears and voice, started already.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("heard-kiosk")
    windowed = windowed or settings.screen.windowed
    kiosk = Kiosk(settings, windowed=windowed, trace=Trace(trace), children=children)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: QGuiApplication.exit(0))
    # Python sees a signal only when its own code runs: give it that chance while Qt waits.
    chance = QTimer()
    chance.timeout.connect(lambda: None)
    chance.start(200)
    kiosk.start()
    try:
        return app.exec()
    finally:
        kiosk.stop()
