"""The screen that mends, as a View: the text as it stands, what else it may be, ways to say it again."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import screenplay
from kiosk.conversation.marks import marked, shown_words, unsure
from kiosk.conversation.session import Ears, Session, Word
from kiosk.conversation.sheets import NUMBERS, Say, Station
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import join

_AROUND = 26  # characters of a long text that a button shows before what is new in it, and behind
_LONG = 3 * _AROUND


def mend(base: View, session: Session, station: Station, say: Say) -> View:
    """One large button for each reading; what differs from the text is marked in it."""
    acts = []
    if session.listening:
        acts.append(Act("finish", say("speak.finish"), icon="check-circle", main=True))
    elif session.ears is Ears.READY:
        acts.append(Act("talk", say("speak.talk"), icon="microphone", main=True))
    for n, text in enumerate(screenplay.choices(session), 1):
        acts.append(_reading(n, text, session.draft.text, say(f"mend.choice_{n}")))
    acts.append(Act("again", say("mend.again"), icon="arrow-counter-clockwise"))
    acts.append(Act("type", say("speak.type"), icon="keyboard"))
    if "read" in screenplay.offered(session):
        acts.append(Act("read", say("check.read"), icon="speaker-high"))
    hints = [say("speak.deaf" if session.ears not in (Ears.READY, Ears.MOMENT) else "mend.hint")]
    hints += [say("mend.offer")] if session.draft.others else []
    heard = join([word.text for word in session.caption], session.language)
    return replace(
        base,
        question=(say("mend.question"),),
        hint=join(hints, session.language),
        label=say("check.label"),
        words=shown_words(session.draft),
        notes=(Note("ear", heard),) if heard else (),
        acts=tuple(acts),
    )


def _reading(n: int, text: str, now: str, hint: str) -> Act:
    words = marked((Word(now),), text)
    label, spans = _excerpt(text, unsure(words))
    name = text if label != text else ""
    return Act(f"choice-{n}", label, hint, icon=f"number-circle-{NUMBERS[n]}", name=name, marked=spans)


def _excerpt(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A long text from a little before to a little behind what is marked in it."""
    if len(text) <= _LONG:
        return text, spans
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    begin = max(0, min(first - _AROUND, len(text) - _LONG))
    end = min(len(text), max(last + _AROUND, _LONG))
    begin = text.rfind(" ", 0, begin) + 1 if begin and text[:begin].isascii() else begin
    end = end if text.find(" ", end) < 0 or not text[end:].isascii() else text.find(" ", end)
    before, behind = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    return before + text[begin:end] + behind, tuple((a + shift, b + shift) for a, b in spans)
