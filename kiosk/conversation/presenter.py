"""The session as a View: every screen in words, the same for the window and for a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.conversation.line import Role
from kiosk.conversation.names import named
from kiosk.conversation.session import BaseSession, Ears
from kiosk.conversation.transition import Flow, S
from kiosk.conversation.view import Act, Lamp, LampState, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack

_TOOLS = (
    "scroll-up",
    "scroll-down",
    "key-erase",
    "key-left",
    "key-right",
    "key-space",
    "key-pinyin",
    "key-more",
    "key-clear",
    "key-restore",
    "key-digits",
    "key-comma",
    "key-stop",
)
_FOOT = {"comfort": "text-aa", "repeat": "speaker-high", "back": "arrow-left", "help": "hand-waving"}


def view_of(flow: Flow[S], session: S, packs: Mapping[str, Pack]) -> View:
    """The screen that is in front."""
    say = Wording(packs, session.language, session.station)
    screen, front = flow.screen(session), flow.front(session)
    has_home = front.has_home and not screen.at_rest
    nowhere_back = not session.overlay and (screen.at_rest or screen.settled or screen.busy)
    base = View(
        screen=str(front.name),
        language=session.language,
        name=say("name"),
        question=(),
        stages=tuple(say(f"stage.{stage}") for stage in flow.stages),
        stage=screen.stage,
        foot=tuple(
            Act(code, say(f"foot.{code}"), icon=icon, enabled=not (code == "back" and nowhere_back))
            for code, icon in _FOOT.items()
        ),
        home=Act("start-over", say("home.label"), icon="house") if has_home else None,
        hide=Act("hide", say("hidden.hide"), icon="eye-slash") if front.can_hide(session) else None,
        error=say(session.error),
        tools=tuple(Act(code, say(f"tools.{code}")) for code in _TOOLS),
        lamp=_lamp(session, say),
        comfort=session.comfort,
    )
    shown = _with_voice(front.shown(base, session, say), session)
    if session.confidential and base.hide and not session.overlay:
        # whoever is being hurt may have to cover it while somebody comes up
        shown = replace(shown, acts=(*shown.acts, base.hide), hide=None)
    acts = (replace(a, armed=session.armed) if a.code in front.binding else a for a in shown.acts)
    shown = replace(shown, acts=tuple(acts))
    if key := flow.hint(session):
        shown = replace(shown, hint=say(key))
    return named(_with_told(shown, session, say), say.pack)


def _with_voice(shown: View, session: BaseSession) -> View:
    """Nothing is read aloud where there is no voice."""
    if session.station.voice:
        return shown
    return replace(shown, acts=tuple(act for act in shown.acts if act.code != "read"))


def _with_told(shown: View, session: BaseSession, say: Wording) -> View:
    """What was said besides the screen's own lines stands in place of its hint, where it stands nowhere.

    A hint that is said with the question stays behind it.
    """
    there = (*shown.question, shown.error)
    missing = [say("speak.unclear", session.unclear)] if session.unclear else []
    missing += [text for key in session.told if (text := say(key)) and text not in there]
    asks = [say.line(line) for line in session.speech.lines if line.role is Role.TEXT]
    kept = [shown.hint] if shown.hint in asks and shown.hint not in missing else []
    return replace(shown, hint=say.join((*missing, *kept))) if missing else shown


def _lamp(session: BaseSession, say: Wording) -> Lamp:
    if session.speaking:
        return Lamp(LampState.SPEAKING, say("lamp.speaking"), say("lamp.speaking_hint"))
    match session.station.ears:
        case Ears.MOMENT:
            return Lamp(LampState.MOMENT, say("lamp.moment"))
        case Ears.READY if session.listening and session.open:
            left = session.speech.left and not session.speech.barged_in
            hint = "lamp.paused_hint" if left else "lamp.listening_hint"
            hint = f"lamp.hearing_{session.hard}" if session.hard else hint
            return Lamp(LampState.LISTENING, say("lamp.listening"), say(hint), hears=bool(session.caption))
        case Ears.READY if session.listening:
            return Lamp(LampState.MOMENT, say("lamp.moment"))
        case Ears.READY if session.speech.left:
            return Lamp(LampState.IDLE, say("lamp.paused"), say("lamp.paused_hint"))
        case Ears.READY:
            return Lamp(LampState.IDLE, say("lamp.idle"))
        case Ears.NO_MICROPHONE:  # nobody misses what this station never had
            return Lamp(LampState.OFF, say("lamp.off_hint"))
        case ears:
            why = ears.value.replace("-", "_")
            return Lamp(LampState.OFF, say(f"lamp.off_{why}"), say("lamp.off_hint"))
