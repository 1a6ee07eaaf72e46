"""Residents who press, say and do anything, written down line by line: what each event led to.

``python -m tests.conversation.walks > tests/data/walks.txt`` writes them anew, where a change is meant.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from kiosk.conversation.effects import Ask, Effect, Listen, Prerender, Say, Show, StartTimer, Understand
from kiosk.conversation.events import (
    BargedIn,
    Dialled,
    EarsChanged,
    Event,
    Focused,
    HardToHear,
    HeadphonesChanged,
    Heard,
    HeardNothing,
    ListeningStarted,
    Partial,
    Pressed,
    Sounding,
    Spoken,
    TimedOut,
    Typing,
    VoiceChanged,
    Written,
)
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.line import Line
from kiosk.conversation.questions import NumberLikely, SameFound, Saved, SaveFailed, Stands
from kiosk.conversation.samples import MATTER
from kiosk.conversation.session import Ears, Session, Step, Word
from kiosk.conversation.transition import ANYWHERE, ARMED
from kiosk.understanding.understood import Candidate, Understood, Urgency
from tests.conversation.tales import CATEGORIES, GAS, LIFT, UNSURE, answered, session_of, view

WALKS, EVENTS = 40, 45
_ANY_CODE = (
    *ANYWHERE,
    *["lamp", "talk", "hush", "pause", "touched", "go-on", "louder", "bigger", "theme-night", "scan-slow"],
    *["yes", "no", "skip", "read", "send", "done", "relay", "dictate", "write-resident", "write-volunteer"],
    *["how-to", "use-words", "edit-text", "edit-place", "edit-phone", "edit-urgency", "choice-2", "digit-7"],
    *["size-2", "language-en", "more", "other", "type", "again", "change", "leave", "close"],
)


def walk(seed: int) -> Iterator[str]:
    """One resident: a line for each event."""
    dice = random.Random(seed)
    session = session_of(
        categories=CATEGORIES,
        places=("Happy Lane", "Station Road"),
        ears=Ears.READY,
        language="en",
        listen_at_rest=dice.random() < 0.5,
        read_always=dice.random() < 0.2,
        screen_reader=dice.random() < 0.1,
    )
    for _ in range(EVENTS):
        event = _event(dice, session)
        session, effects = advance(session, event)
        yield f"{_told(event)} -> {_stands(session)} | {'; '.join(_done(e) for e in effects) or '-'}"


def _event(dice: random.Random, session: Session) -> Event:
    """What leads on, what else the screen offers, now and then anything."""
    screen = RESIDENT.front(session)
    if not session.armed and dice.random() < 0.5:
        return TimedOut(ARMED)
    if dice.random() < 0.3:
        code = screen.way_through(session)
        typed = Heard("", dice.choice([LIFT, UNSURE, GAS]), by="touch")
        busy = Stands(MATTER) if screen.name is Step.LOOKING else Saved("40721936")
        return answered(busy) if screen.busy else typed if code == "typed" else Pressed(code)
    offered = screen.offered(session)
    pressed = dice.choice(offered if offered and dice.random() < 0.7 else _ANY_CODE)
    saying = session.station.saying
    by = dice.choice(["touch", "touch", "voice", "keys", "switch"])
    request = Understood(
        text=dice.choice(["The lift is broken.", "路灯坏了", " ", "The lift in block two is broken again"]),
        category=dice.choice(["", "elevator", "noise"]),
        candidates=tuple(Candidate(code, 0.3) for code in dice.sample(CATEGORIES, dice.randint(0, 3))),
        urgency=dice.choice([*Urgency, Urgency.NORMAL, Urgency.NORMAL]),
        reasons=dice.choice([(), ("smell", "dizzy")]),
        place=dice.choice(["", "Happy Lane"]),
        phone=dice.choice(["", "13800138000"]),
    )
    others = dice.choice([(), ("The left is broken.", "The lid is broken.")])
    answer = dice.choice(["", "", "It is mended today. It takes an hour."])
    kinds: list[tuple[int, Event]] = [
        (52, Pressed(pressed, by)),
        (12, Heard(request.text, request, by=dice.choice(["voice", "touch"]), others=others, answer=answer)),
        (4, HeardNothing()),
        (5, ListeningStarted()),
        (8, Spoken(dice.choice([saying, saying, 1]))),
        (2, TimedOut(dice.choice(["idle", "idle", "warning", "asleep"]))),
        (4, answered(Saved("40721936"))),
        (1, answered(SaveFailed("disk full"))),
        (2, answered(SameFound(dice.choice(["", "10000012"]), 3))),
        (1, answered(NumberLikely("40721936"))),
        (2, Focused(pressed, ("Go on",), "", dice.random() < 0.3, dice.random() < 0.5)),
        (1, Typing("a lift")),
        (1, Dialled("139 1234")),
        (1, Partial((Word("so"), Word("far", sure=False)))),
        (1, BargedIn()),
        (1, EarsChanged(dice.choice(list(Ears)))),
        (1, VoiceChanged(dice.random() < 0.7)),
        (1, HeadphonesChanged(dice.random() < 0.6)),
        (1, HardToHear("faint")),
        (1, Written(dice.choice(["", "The lift."]))),
        (1, Sounding(saying, dice.randint(0, 3))),
    ]
    return dice.choices([event for _, event in kinds], [weight for weight, _ in kinds])[0]


def _told(event: Event) -> str:
    match event:
        case Pressed(code, by):
            return f"{by} {code}"
        case Focused(code, _, _, chosen, arrived):
            return f"focus {code}{' chosen' * chosen}{' arrived' * arrived}"
        case Heard(text):
            return f"{event.by} heard {text!r} {event.request.urgency}"
        case EarsChanged(ears):
            return f"ears {ears}"
        case TimedOut(timer):
            return f"time {timer}"
    return type(event).__name__


def _stands(session: Session) -> str:
    """The screen in front: its heading and hint, its lamp, what can be pressed, what is filled in."""
    shown = view(session)
    acts = (*shown.acts, *shown.keypad[:1], *(act for row in shown.rows for act in row.acts[:1]))
    codes = " ".join(f"{act.code}{'*' * act.main}" for act in acts if act.enabled)
    words = "".join(word.text for word in shown.words)
    held = "/".join(filter(None, (shown.number, shown.typed, shown.label, words)))
    heading = " ".join(filter(None, (*shown.question[:1], shown.error, shown.hint)))
    lamp = f"{shown.lamp.state}: {shown.lamp.hint}"
    return f"{shown.screen} {shown.stage} [{heading}] ({lamp}) {{{held}}} <{codes}>"


def _done(effect: Effect) -> str:
    match effect:
        case Say(_, lines, _, slowly):
            return f"says{' slowly' * slowly} {_lines(lines)}"
        case Prerender(lines):
            return f"prerenders {_lines(lines)}"
        case Listen(_, how, codes):
            return f"listens {how} {codes[-1]}"
        case Ask(question):
            return f"asks {type(question).__name__}"
        case StartTimer(timer, seconds):
            return f"{timer} in {seconds:.0f}"
        case Understand(text, by):
            return f"understands {text!r} {by}"
        case Show():
            return "shows"
    return type(effect).__name__


def _lines(lines: tuple[Line, ...]) -> str:
    return ", ".join((line.key or line.text) + ("!" * line.private) for line in lines)


def transcript() -> str:
    """All of them."""
    return "".join(f"# {seed}\n" + "".join(f"{line}\n" for line in walk(seed)) for seed in range(WALKS))


if __name__ == "__main__":
    print(transcript(), end="")
