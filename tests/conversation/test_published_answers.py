"""A published answer is found for a question, whichever way it comes to be asked, while it is in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kiosk.conversation.events import Event, Heard
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.session import Draft, Ears, Session, Step
from tests.conversation.tales import CATEGORIES, PACKS, TODAY, meant, session_of

ASKED = "What day does the pension come?"
NEARLY = "What day does the pension comb?"


def on(step: Step, **fields: object) -> Session:
    station = {"categories": CATEGORIES, "ears": Ears.READY, "notice_given": True, "listen_at_rest": True}
    return session_of(language="en", step=step, **station, **fields)


def typed(step: Step, today: date) -> Event | None:
    return RESIDENT.screens[step].typed(ASKED, "touch", on(step), PACKS, today)


WAYS: dict[str, Callable[[date], Event | None]] = {
    "said": lambda today: meant(ASKED, on(Step.SPEAK), today),
    "said after a greeting": lambda today: meant(f"Hello, {ASKED}", on(Step.WELCOME), today),
    "typed": lambda today: typed(Step.EDIT, today),
    "said anew": lambda today: meant(ASKED, on(Step.MEND, draft=Draft(text="No water here again.")), today),
    "mended": lambda today: meant("does the pension come", on(Step.MEND, draft=Draft(text=NEARLY)), today),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_question_is_answered_however_it_is_put_until_the_answer_is_out_of_date(way: str) -> None:
    now, later = WAYS[way](TODAY), WAYS[way](date(2999, 1, 1))
    assert isinstance(now, Heard)
    assert isinstance(later, Heard)
    assert now.request.text.startswith(ASKED.removesuffix("?"))
    assert now.answer
    assert now.answer_source
    assert (later.answer, later.answer_source) == ("", "")
