"""Nothing is only heard: whatever the kiosk says, on any screen, stands on that screen while it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.effects import Say
from kiosk.conversation.events import Event, Focused, Pressed, Spoken
from kiosk.conversation.flow import advance
from kiosk.conversation.line import NOTICE
from kiosk.conversation.screens.acts import NUMBERS
from kiosk.conversation.session import Comfort, Ears, Session, Step
from kiosk.conversation.transition import ASKS
from kiosk.conversation.wording import sentence
from tests.conversation.tales import CATEGORIES, PACKS, Tale, altered, session_of, view
from tests.conversation.test_flow_properties import EVENTS
from tests.conversation.test_screens import session as somewhere
from tests.conversation.test_screens import words_of


def missing(session: Session, said: Say) -> list[str]:
    """Sentences of ``said`` that the screen does not show; a button's numeral is "the first one"."""
    seen = view(session)
    shown = "".join(words_of(seen).split())
    icons = {act.icon for act in seen.acts}
    numerals = {f"mend.choice_{n}" for n, name in enumerate(NUMBERS) if f"number-circle-{name}" in icons}
    sentences = [
        "".join(sentence(PACKS[session.language], line).text.split())
        for line in said.lines
        if line.key not in numerals
    ]
    figures = "".join(c for c in shown if c.isdigit())
    return [
        text
        for text in sentences
        if text not in shown
        and not (session.number and session.number in text)
        and text.replace(",", "") not in figures
    ]


@given(st.sampled_from(Step), st.sampled_from(sorted(PACKS)), st.lists(EVENTS, max_size=20), st.booleans())
def test_every_sentence_said_stands_on_the_screen(
    step: Step, language: str, events: list[Event], read_always: bool
) -> None:
    session = altered(somewhere(language, step), read_always=read_always, notice_given=False)
    for event in events:
        if isinstance(event, Focused):  # a control's words stand on the control
            continue
        if session.speaking:  # let it finish, so that the kiosk also listens
            session, _ = advance(session, Spoken(session.station.saying))
        session, effects = advance(session, event)
        for effect in effects:
            if isinstance(effect, Say):
                assert missing(session, effect) == [], (session.step, session.overlay, event)


@pytest.mark.parametrize("language", sorted(PACKS))
def test_what_is_kept_is_said_and_stands_on_the_screen_before_the_first_words(language: str) -> None:
    waiting = altered(somewhere(language, Step.WELCOME), notice_given=False)
    session, effects = advance(waiting, Pressed(f"language-{language}"))
    (said,) = (effect for effect in effects if isinstance(effect, Say))
    assert NOTICE in said.lines
    assert missing(session, said) == []


@given(st.lists(EVENTS, max_size=60))
def test_a_quiet_kiosk_says_nothing_at_all(events: list[Event]) -> None:
    session = session_of(categories=CATEGORIES, ears=Ears.READY, comfort=Comfort(quiet=True))
    for event in events:
        session, effects = advance(session, event)
        assert not (session.comfort.quiet and any(isinstance(effect, Say) for effect in effects))


def test_what_is_asked_again_stays_on_the_screen_until_the_next_question() -> None:
    tale = Tale().press("language-en").listen().silence()
    again = PACKS["en"].prompts[f"speak.nothing_{ASKS}"]
    assert view(tale.session).hint == again
    tale.press("touch")
    assert view(tale.session).hint != again
