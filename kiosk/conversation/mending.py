"""What is wrong in the resident's words is mended: a part said again, another reading chosen, or all anew."""

from __future__ import annotations

from kiosk.conversation import screenplay, spoken
from kiosk.conversation.effects import Instead
from kiosk.conversation.move import Move
from kiosk.conversation.session import Ears, Session, Step
from kiosk.understanding.text import is_chinese

_LEAST = 4  # words or hanzi: what is shorter is sooner said again


def amiss(move: Move) -> None:
    """The text is wrong: ask what it should say; where there is nothing to mend, or nothing to hear it by,
    go straight to where it is said or typed anew."""
    session = move.session
    if _can_be_mended(session):
        move.go(Step.MEND)
    elif session.ears in (Ears.READY, Ears.MOMENT):
        move.go(Step.SPEAK)
    else:
        move.go(Step.EDIT)


def _can_be_mended(session: Session) -> bool:
    text = session.draft.text
    size = len("".join(text.split())) if is_chinese(session.language) else len(text.split())
    can_hear = session.ears in (Ears.READY, Ears.MOMENT)
    return bool(session.draft.others) or (can_hear and size >= _LEAST)


def pressed(move: Move, code: str, by: str) -> None:
    """An act of the screen that mends."""
    match code:
        case "again":
            move.go(Step.SPEAK)
        case "type":
            move.go(Step.EDIT)
        case "read":
            move.read()
        case "yes":
            leave(move)
        case "no":
            move.say(spoken.hint(move.session) or "mend.hint")
        case _:
            chosen = screenplay.choices(move.session)[int(code.removeprefix("choice-")) - 1]
            move.effects.append(Instead(chosen, by))


def leave(move: Move) -> None:
    """Back to the check, as if it had not been left: "back" leads from there to what came before it."""
    trail = move.session.trail
    if trail[-1:] == (Step.CHECK,):
        move.set(trail=trail[:-1])
        move.go(Step.CHECK, remember=False)
    else:
        move.go(Step.CHECK)
