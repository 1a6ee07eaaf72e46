"""What a resident who does not look at the screen is told besides: what can be said, and what there is."""

from __future__ import annotations

from kiosk.conversation.line import Line
from kiosk.conversation.session import Overlay, Session, Step

COMFORT = (
    "louder",
    "quieter",
    "slower",
    "faster",
    "bigger",
    "smaller",
    "theme-day",
    "theme-night",
    "theme-yellow",
    "theme-white",
)
HINTS = (".hint", ".offer")
"""How the keys end of what a screen says under its question."""
_HINTS = {
    Step.WELCOME: "say.welcome",
    Step.SPEAK: "say.speak",
    Step.EMERGENCY: "say.emergency",
    Step.CHECK: "say.check",
    Step.MEND: "say.mend",
    Step.CATEGORY: "say.category",
    Step.CATEGORIES: "say.categories",
    Step.PLACE: "say.place",
    Step.READBACK: "say.check",
    Step.ANSWER: "say.yes_no",
    Step.NEIGHBOUR: "say.yes_no",
    Step.DONE: "say.done",
    Step.ANSWERED: "say.answered",
    Overlay.COMFORT: "say.comfort",
    Overlay.HELP: "say.help",
    Overlay.START_OVER: "say.yes_no",
    Overlay.STILL_THERE: "say.still",
    Overlay.HIDDEN: "say.hidden",
}


def anywhere(session: Session) -> tuple[str, ...]:
    """Codes that can be said on every screen but are no acts of it: comfort, languages, "how do I use it"."""
    return (*COMFORT, *(f"language-{tag}" for tag in session.languages), "how-to", "go-on")


def hint(session: Session) -> str:
    """The prompt that says what can be said here; "" for somebody who looks and touches."""
    if not session.spoken:
        return ""
    if session.overlay is Overlay.NONE and session.step is Step.CONTACT:
        return "say.contact_right" if session.dialled else "say.contact"
    if session.overlay is Overlay.NONE and session.step is Step.MEND and session.draft.others:
        return "say.mend_which"
    return _HINTS.get(session.overlay or session.step, "")


def with_hint(session: Session, lines: tuple[Line, ...], choices: tuple[str, ...]) -> tuple[Line, ...]:
    """``lines`` with the choices by name, and what can be said in place of where to touch."""
    key = hint(session)
    if not key:
        return lines
    kept = tuple(line for line in lines if not line.key.endswith(HINTS))
    named: tuple[Line, ...] = ()
    if session.overlay is Overlay.NONE and session.step in (Step.CATEGORY, Step.CATEGORIES):
        named = tuple(Line(f"category:{code}") for code in choices)
    return (*kept, *named, Line(key))
