"""What was said, as an event: a spoken answer becomes the same ``Pressed`` that a finger gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.conversation import screenplay, spoken
from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Dialled, Event, Heard, HeardNothing, Pressed, Written
from kiosk.conversation.marks import marked, shown_words, unsure
from kiosk.conversation.session import Overlay, Session, Step, Word
from kiosk.conversation.wording import category_name
from kiosk.packs import Pack
from kiosk.understanding import understand
from kiosk.understanding.answers import answer, by_place, exactly
from kiosk.understanding.digits import digits
from kiosk.understanding.known import known_answer
from kiosk.understanding.readings import readings
from kiosk.understanding.respoken import mended

# In free speech only a short utterance can be a command: "help" is one, "help, the lift broke" a request.
_COMMAND_CHARACTERS = 6
_COMMAND_WORDS = 3
# Asking for a person is a command in free speech only by itself; the others too, but for yes and no.
_NOT_IN_FREE_SPEECH = ("yes", "no", "finish", "talk", "type", "touch", "read", "send", "change", "again")
# Where words are mended: a command before anything is mended, and one that may as well be a word of the text.
_RATHER_THAN_MEND = ("help", "back", "repeat", "start-over", "again", "read")
_UNLESS_MENDED = ("yes", "no", "hide", "louder", "slower", "faster", "bigger", "smaller", "how-to", "go-on")


def greeting(text: str, session: Session, packs: Mapping[str, Pack]) -> str:
    """The language somebody greets the kiosk in, or asks for by name; "" where it was neither."""
    languages = tuple(f"language-{tag}" for tag in session.languages)
    for tag in session.languages:
        code = exactly(text, packs[tag], ("hello", *languages))
        if code:
            return tag if code == "hello" else code.removeprefix("language-")
    return ""


def labels(session: Session, pack: Pack) -> dict[str, str]:
    """What the offered choices are called, so that one can be chosen by its name."""
    names = screenplay.choices(session)
    if session.step is Step.MEND:  # whole texts: whoever says one of them has said it anew
        return {}
    if session.step is not Step.PLACE:
        names = tuple(category_name(pack, code) for code in names)
    return {f"choice-{n}": name for n, name in enumerate(names, 1)}


def interpret(
    text: str,
    words: Sequence[Word],
    engine: str,
    session: Session,
    pack: Pack,
    today: date,
    others: Sequence[str] = (),
) -> Event:
    """The event of a finished listening turn on the session's screen; ``today`` dates published answers.

    ``others`` is what else may have been said.
    """
    listening = screenplay.listening(session)
    codes = (*screenplay.offered(session), *screenplay.ANYWHERE)
    if session.overlay is Overlay.RELAY and text.strip():
        return Written(text)
    if not text.strip() or listening is None:
        return HeardNothing()
    if listening is Listening.FREE:
        code = (
            _mending(text, session, pack) if session.step is Step.MEND else _free(text, session, pack, codes)
        )
        if code:
            return Pressed(code, by="voice")
        return _mended(text, others, session, pack, today) or _heard(
            text, session, pack, today, words=tuple(words), engine=engine, others=others
        )
    dialled = digits(text, pack) if listening is Listening.DIGITS else ""
    if len(dialled) > 1:
        return Dialled(dialled)
    code = exactly(text, pack, spoken.anywhere(session))
    code = code or answer(text, pack, _spoken(codes), labels(session, pack))
    return Pressed(code, by="voice") if code else HeardNothing()


def _free(text: str, session: Session, pack: Pack, codes: Sequence[str]) -> str | None:
    """The command that free speech is."""
    # "Too loud!" may be what a resident has come about.
    code = exactly(text, pack, [c for c in spoken.anywhere(session) if c != "quieter"])
    if not code and _short(text):
        free = [c for c in _spoken(codes) if c not in _NOT_IN_FREE_SPEECH]
        code = answer(text, pack, free, labels(session, pack))
    return code


def _mending(text: str, session: Session, pack: Pack) -> str | None:
    """The command that is meant where words are mended: only what can hardly be a word of the text."""
    offered = (*screenplay.offered(session), *screenplay.ANYWHERE)
    code = exactly(text, pack, [c for c in _RATHER_THAN_MEND if c in offered]) or by_place(
        text, pack, offered
    )
    if code or _with_part(text, session, pack) not in (None, session.draft.text):
        return code
    return exactly(text, pack, _UNLESS_MENDED)


def _mended(text: str, others: Sequence[str], session: Session, pack: Pack, today: date) -> Heard | None:
    """The text with the part that was said again; None where that is no part of it, or nothing is mended.

    A part that was misheard again, as the same, is looked for in what else it may have been.
    """
    if session.step is not Step.MEND:
        return None
    before = session.draft
    tried = [_with_part(said, session, pack) for said in (text, *others)]
    if tried[0] is None:
        return None
    new = list(dict.fromkeys(t for t in tried if t not in (None, before.text))) or [before.text]
    return instead(str(new[0]), session, pack, today, others=[str(t) for t in new[1:]] or before.others)


def instead(
    text: str, session: Session, pack: Pack, today: date, *, by: str = "voice", others: Sequence[str] = ()
) -> Heard:
    """Another wording of what was recognized: what is new in it is marked."""
    before = session.draft
    heard = _heard(text, session, pack, today, engine=before.engine, by=by, others=others)
    words = marked(shown_words(before), heard.request.text)
    return replace(heard, recognized=before.recognized, words=words)


def _with_part(said: str, session: Session, pack: Pack) -> str | None:
    text = session.draft.text
    return mended(text, said, pack, unsure(shown_words(session.draft)))


def _heard(
    text: str,
    session: Session,
    pack: Pack,
    today: date,
    *,
    words: tuple[Word, ...] = (),
    engine: str = "",
    by: str = "voice",
    others: Sequence[str] = (),
) -> Heard:
    request = understand(text, pack, session.places)
    known = known_answer(request, pack, today) if session.step is not Step.PLACE else None
    answer, source = (known.answer.text, known.answer.source) if known else ("", "")
    others = readings(request.text, others, pack)
    return Heard(text, request, words, engine, by, others, answer, source)


def _spoken(codes: Sequence[str]) -> list[str]:
    return [c for c in codes if not c.startswith("digit-")]


def _short(text: str) -> bool:
    spaced = text.split()
    characters = len("".join(spaced))
    ascii_only = all(c.isascii() for c in text)
    return len(spaced) <= _COMMAND_WORDS if ascii_only else characters <= _COMMAND_CHARACTERS


def typed(text: str, session: Session, pack: Pack, today: date) -> Event:
    """What was typed, as an event: the same as the resident's own words spoken, or a line of the relay."""
    if session.overlay is Overlay.RELAY:
        return Written(text)
    return _heard(text, session, pack, today, by="touch")
