"""Acts, lines and notes that several of the resident's screens have."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.events import Focused
from kiosk.conversation.line import Line
from kiosk.conversation.session import Ears, Session
from kiosk.conversation.view import Act, Note
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack


def microphone_code(session: Session) -> str:
    """The code of the act that ends the turn under way, or begins one."""
    return "finish" if session.listening else "talk"


def microphone_act(session: Session, say: Wording, *, main: bool = True) -> tuple[Act, ...]:
    """The act that ends the turn under way, or begins one where the kiosk can hear."""
    if session.listening:
        # It keeps its place, and nobody ends by a second tap what they have just begun.
        heard = bool(session.caption)
        return (Act("finish", say("speak.finish"), icon="check-circle", main=main, enabled=heard),)
    if session.station.ears is Ears.READY:
        return (Act("talk", say("speak.talk"), icon="microphone", main=main),)
    return ()


def read_act(offered: Sequence[str], label: str) -> tuple[Act, ...]:
    """The act that reads the resident's own words aloud, where it is offered."""
    return (Act("read", label, icon="speaker-high"),) if "read" in offered else ()


def settled_acts(say: Wording) -> tuple[Act, Act]:
    """What can be done once the matter is over."""
    return (
        Act("leave", say("done.leave"), icon="check-circle", main=True),
        Act("more", say("done.more"), icon="plus-circle"),
    )


def help_lines(session: Session, pack: Pack) -> tuple[str, ...]:
    """Who somebody can ring that is being hurt, besides the police: a sentence for each line."""
    if not session.confidential:
        return ()
    deed, country = session.draft.deed or "hurt", session.station.country
    return tuple(line.sentence for line in pack.lines if line.country == country and deed in line.deeds)


def notice_note(say: Wording, then: str = "notice.sent") -> Note:
    """What is kept of what is said, and ``then`` what becomes of it."""
    return Note("shield-check", say.join((say("notice.kept"), say(then))))


def named_privately(event: Focused) -> tuple[Line, ...]:
    """A control as it is said; private where it shows the resident's own words or place."""
    private = event.code == "yes" or event.code.startswith("choice-")
    return tuple(Line(text=words, private=private) for words in event.words)


NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def numbered(choices: Sequence[str]) -> tuple[str, ...]:
    """The codes of so many choices."""
    return tuple(f"choice-{n}" for n in range(1, len(choices) + 1))


def choice_of(choices: Sequence[str], code: str) -> str:
    """What the code of a choice stands for."""
    return choices[int(code.removeprefix("choice-")) - 1]
