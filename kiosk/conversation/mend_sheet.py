"""The screen that mends, as a View: the text as it stands, what else it may be, ways to say it again."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import screenplay
from kiosk.conversation.marks import marked, shown_words, unsure
from kiosk.conversation.session import Ears, Session, Word
from kiosk.conversation.sheets import NUMBERS, Say, Station
from kiosk.conversation.view import Act, Lamp, View
from kiosk.conversation.wording import join

Spans = tuple[tuple[int, int], ...]

_CAPTION = 24  # letters of what is being heard that stand in a line beside the lamp
_WHOLE, _AROUND = 52, 22
"""Letters (half as many hanzi): a longer text is shown from so much before what is new in it to as much
behind, so that two lines of a button hold it."""


def mend(base: View, session: Session, station: Station, say: Say) -> View:
    """One large button for each reading; what differs from the text is marked in it."""
    acts = []
    if session.listening:
        acts.append(Act("finish", say("speak.finish"), icon="check-circle", main=True))
    elif session.ears is Ears.READY:
        acts.append(Act("talk", say("speak.talk"), icon="microphone", main=True))
    by_number = session.spoken or screenplay.may_read(session)
    for n in range(1, len(screenplay.choices(session)) + 1):
        acts.append(_reading(n, session, say(f"mend.choice_{n}") if by_number else ""))
    acts.append(Act("again", say("mend.again"), icon="arrow-counter-clockwise"))
    acts.append(Act("type", say("speak.type"), icon="keyboard"))
    if "read" in screenplay.offered(session):
        acts.append(Act("read", say("check.read"), icon="speaker-high"))
    hints = [say("speak.deaf" if session.ears not in (Ears.READY, Ears.MOMENT) else "mend.hint")]
    hints += [say("mend.offer")] if session.draft.others else []
    return replace(
        base,
        question=(say("mend.question"),),
        hint=join(hints, session.language),
        label=say("check.label"),
        words=shown_words(session.draft),
        acts=tuple(acts),
        lamp=_lamp(base.lamp, session),
    )


def _lamp(lamp: Lamp, session: Session) -> Lamp:
    """What is being heard stands beside the lamp: the text keeps its place, and nothing moves meanwhile."""
    if not lamp.hears or session.hard:
        return lamp
    heard = join([word.text.strip() for word in session.caption], session.language)
    most = _CAPTION // _breadth(heard)
    return replace(lamp, hint=heard if len(heard) <= most else "…" + heard[-most:].lstrip())


def _reading(n: int, session: Session, hint: str) -> Act:
    text = screenplay.choices(session)[n - 1]
    spans = unsure(marked((Word(session.draft.text),), text))
    label, shown = _excerpt(text, spans)
    return Act(f"choice-{n}", label, hint, icon=f"number-circle-{NUMBERS[n]}", marked=shown)


def _breadth(text: str) -> int:
    """How many letters a character is wide: two in hanzi and hangul."""
    return 2 if 2 * sum(ord(character) > 0x1100 for character in text) > len(text) else 1


def _excerpt(text: str, spans: Spans) -> tuple[str, Spans]:
    """A long text around what is marked in it, in whole words."""
    breadth = _breadth(text)
    around = _AROUND // breadth
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    begin, end = max(0, first - around), min(len(text), last + around)
    if len(text) * breadth <= _WHOLE or begin <= around // 3:
        begin = 0
    elif " " in text[begin:first]:
        begin = text.index(" ", begin) + 1
    if len(text) * breadth <= _WHOLE or end >= len(text) - around // 3:
        end = len(text)
    elif " " in text[last:end]:
        end = text.rindex(" ", last, end)
    shift = (1 if begin else 0) - begin
    label = ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")
    return label, tuple((a + shift, b + shift) for a, b in spans)
