"""Without a microphone no screen asks anybody to speak; without a voice none offers to read aloud."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kiosk.conversation.events import EarsChanged
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.samples import SCREENS, sample
from kiosk.conversation.session import Ears, Session
from kiosk.conversation.view import LampState
from kiosk.conversation.wording import Wording
from tests.conversation.tales import LIFT, PACKS, Tale, view
from tests.conversation.test_screens import words_of

ASKS = {
    "en": re.compile(
        r"[Ss]ay “|Speak English|Just say|Say the|Say its|say it\.|Say a |[Ss]ay again|Let me speak|We listen"
    ),
    "zh-CN": re.compile(r"说“|请说|说出来|说地名|说普通话|我来说|您说|再说一遍，|重新说|对着机器说"),
    "ko": re.compile(r"” 하|말씀하세요|말하시|말로 할게요|로 말하기|눌러서 말하기|다시 말씀|하시거나"),
}


def at(screen: str, tag: str, **station: object) -> Session:
    packs = [PACKS[tag], *(pack for pack in PACKS.values() if pack.tag != tag)]
    session = sample(screen, packs, ("Happy Lane",), "words")
    return replace(session, notice_given=True, station=replace(session.station, **station))  # type: ignore[arg-type]


def everything(session: Session) -> str:
    """Every word that is shown or said."""
    say = Wording(PACKS, session.language, session.station)
    shown = view(session)
    acts = [f"{act.label} {act.hint}" for act in (*shown.acts, *shown.keypad)]
    notes = [note.text for note in shown.notes]
    stage = list(shown.stages)
    spoken = [say.line(line) for line in RESIDENT.lines(session)]
    return "\n".join(
        [*shown.question, shown.hint, *acts, *notes, *stage, shown.lamp.word, shown.lamp.hint, *spoken]
    )


@pytest.mark.parametrize("spoken", [False, True])
@pytest.mark.parametrize("ears", [ears for ears in Ears if ears.deaf])
@pytest.mark.parametrize("tag", PACKS)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_asks_to_speak_where_nobody_hears(screen: str, tag: str, ears: Ears, spoken: bool) -> None:
    session = replace(at(screen, tag, ears=ears), spoken=spoken)
    languages = (tag,) if screen == "welcome" else session.station.languages
    session = replace(session, station=replace(session.station, languages=languages))
    words = everything(session)
    assert not ASKS[tag].search(words), words
    assert view(session).lamp.state not in (LampState.LISTENING, LampState.SPEAKING)
    assert PACKS[tag].prompts["lamp.idle"] not in words


@pytest.mark.parametrize("screen", SCREENS)
def test_no_sign_of_a_microphone_is_shown_where_there_is_none(screen: str) -> None:
    shown = view(at(screen, "en", ears=Ears.NO_MICROPHONE))
    icons = {act.icon for act in (*shown.acts, *shown.keypad)} | {note.icon for note in shown.notes}
    assert not icons & {"microphone", "ear"}
    assert "microphone" not in everything(at(screen, "en", ears=Ears.NO_MICROPHONE)).lower()


@pytest.mark.parametrize(("ears", "why"), [(Ears.NO_MODEL, "no_model"), (Ears.BROKEN, "broken")])
def test_the_lamp_says_why_nobody_hears(ears: Ears, why: str) -> None:
    assert view(at("speak", "en", ears=ears)).lamp.word == PACKS["en"].prompts[f"lamp.off_{why}"]


def test_a_station_without_a_microphone_begins_by_touch() -> None:
    shown = view(at("welcome", "en", ears=Ears.NO_MICROPHONE))
    assert shown.lamp.state is LampState.OFF  # a hand, not an ear
    assert shown.acts[0].icon == "hand-pointing"
    assert not [note for note in shown.notes if "voice" in note.text]
    first = everything(replace(at("speak", "en", ears=Ears.NO_MICROPHONE), notice_given=False))
    assert "voice" not in first
    assert "Nothing goes until you agree" in first
    tale = Tale().tell(EarsChanged(Ears.NO_MICROPHONE)).press("lamp")
    assert tale.session.step == "speak"


@pytest.mark.parametrize("tag", PACKS)
def test_where_it_hears_the_screens_do_ask_to_speak(tag: str) -> None:
    asking = [s for s in SCREENS if ASKS[tag].search(everything(at(s, tag, ears=Ears.READY, voice=True)))]
    assert {"welcome", "check", "category", "place", "readback"} <= set(asking)


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_read_aloud_where_there_is_no_voice(screen: str) -> None:
    shown = view(replace(at(screen, "en", voice=False), spoken=False))
    assert "read" not in [act.code for act in shown.acts]
    assert "To hear it" not in words_of(shown)


def test_a_microphone_that_is_pulled_out_takes_the_hints_with_it_and_brings_them_back() -> None:
    tale = Tale().press("language-en").hear(LIFT)
    assert "say “read it to me”" in words_of(view(tale.session))
    tale.tell(EarsChanged(Ears.NO_MICROPHONE))
    assert "“" not in words_of(view(tale.session))
    tale.tell(EarsChanged(Ears.READY))
    assert "say “read it to me”" in words_of(view(tale.session))
