"""The session as a View: every screen in words, the same for the window and for a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.conversation import screenplay, spoken
from kiosk.conversation.covers import OVERLAYS
from kiosk.conversation.mend_sheet import mend
from kiosk.conversation.names import named
from kiosk.conversation.session import Ears, Overlay, Session, Step
from kiosk.conversation.sheets import STEPS
from kiosk.conversation.sheets import Station as Station
from kiosk.conversation.view import Act, Lamp, LampState, View
from kiosk.conversation.wording import join, prompt

_STAGES = {
    Step.SPEAK: 1,
    Step.EMERGENCY: 1,
    Step.CHECK: 2,
    Step.MEND: 2,
    Step.EDIT: 2,
    Step.ANSWER: 2,
    Step.ANSWERED: 4,
    Step.CATEGORY: 2,
    Step.CATEGORIES: 2,
    Step.PLACE: 2,
    Step.NEIGHBOUR: 2,
    Step.CONTACT: 2,
    Step.READBACK: 3,
    Step.SAVING: 3,
    Step.DONE: 4,
}
_SHEETS = {**STEPS, Step.MEND: mend}


def view(session: Session, station: Station) -> View:
    """The screen that is in front."""
    pack = station.packs[session.language]

    def say(key: str, text: str = "") -> str:
        return prompt(pack, key, text)

    base = View(
        screen=session.overlay.value or session.step.value,
        language=session.language,
        name=say("name"),
        question=(),
        stages=tuple(say(f"stage.{s}") for s in ("speak", "check", "agree", "number")),
        stage=_STAGES.get(session.step, 0),
        foot=_foot(session, say),
        home=Act("start-over", say("home.label"), icon="house") if _has_home(session) else None,
        hide=Act("hide", say("hidden.hide"), icon="eye-slash") if screenplay.can_hide(session) else None,
        error=say(session.error) if session.error else "",
        tools=tuple(Act(code, say(f"tools.{code}")) for code in _TOOLS),
        lamp=_lamp(session, say),
        comfort=session.comfort,
    )
    if session.overlay is not Overlay.NONE:
        shown = OVERLAYS[session.overlay](base, session, station, say)
    else:
        shown = _SHEETS[session.step](base, session, station, say)
    if key := spoken.hint(session):
        shown = replace(shown, hint=say(key))
    return named(_with_told(shown, [say(key) for key in session.told]), pack)


def _has_home(session: Session) -> bool:
    """Whether the top line leads home: not where an act of the screen itself does, by the same name."""
    return session.step is not Step.WELCOME and session.overlay not in (Overlay.HELP, Overlay.START_OVER)


def _with_told(shown: View, told: list[str]) -> View:
    """What was said besides the screen's own lines stands in place of its hint, where it stands nowhere."""
    there = (*shown.question, shown.error)
    missing = [text for text in told if text not in there]
    return replace(shown, hint=join(missing, shown.language)) if missing else shown


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
    "key-digits",
    "key-comma",
    "key-stop",
)
_Say = Callable[..., str]


def _foot(session: Session, say: _Say) -> tuple[Act, ...]:
    icons = {"comfort": "text-aa", "repeat": "speaker-high", "back": "arrow-left", "help": "hand-waving"}
    nowhere = (
        session.step in (Step.WELCOME, Step.DONE, Step.ANSWERED, Step.SAVING)
        and session.overlay is Overlay.NONE
    )
    return tuple(
        Act(code, say(f"foot.{code}"), icon=icon, enabled=not (code == "back" and nowhere))
        for code, icon in icons.items()
    )


def _lamp(session: Session, say: _Say) -> Lamp:
    if session.speaking:
        return Lamp(LampState.SPEAKING, say("lamp.speaking"), say("lamp.speaking_hint"))
    match session.ears:
        case Ears.MOMENT:
            return Lamp(LampState.MOMENT, say("lamp.moment"))
        case Ears.READY if session.listening and session.open:
            left = session.speech.left and not session.speech.over
            hint = "lamp.paused_hint" if left else "lamp.listening_hint"
            hint = f"lamp.hearing_{session.hard}" if session.hard else hint
            return Lamp(LampState.LISTENING, say("lamp.listening"), say(hint), hears=bool(session.caption))
        case Ears.READY if session.listening:
            return Lamp(LampState.MOMENT, say("lamp.moment"))
        case Ears.READY if session.speech.left:
            return Lamp(LampState.IDLE, say("lamp.paused"), say("lamp.paused_hint"))
        case Ears.READY:
            return Lamp(LampState.IDLE, say("lamp.idle"))
        case ears:
            why = ears.value.replace("-", "_")
            return Lamp(LampState.OFF, say(f"lamp.off_{why}"), say("lamp.off_hint"))
