"""A part of the understanding that fails is named in the log, and the conversation goes on."""

from __future__ import annotations

import pytest

from kiosk.conversation import transition
from kiosk.conversation.events import Heard, HeardNothing
from kiosk.conversation.screens import categories, mend, speak, way
from kiosk.conversation.session import Draft, Ears, Step
from tests.conversation.tales import CATEGORIES, LIFT, Tale, meant, session_of


@pytest.mark.parametrize(
    ("part", "module", "name", "step"),
    [
        ("choice", transition, "chosen", Step.CHECK),
        ("command", speak, "command", Step.SPEAK),
        ("answer", way, "known_answer", Step.SPEAK),
        ("readings", way, "readings", Step.SPEAK),
        ("advice", way, "advice_for", Step.SPEAK),
        ("mend", mend, "mended", Step.MEND),
        ("category", categories, "choice", Step.CATEGORIES),
    ],
)
def test_whoever_says_something_then_is_heard_as_far_as_the_rest_goes(
    part: str,
    module: object,
    name: str,
    step: Step,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(*arguments: object) -> None:
        raise ValueError("of what somebody has said, nothing stands in the log")

    monkeypatch.setattr(module, name, fails)
    draft = Draft(text=LIFT.text, place="Happy Lane")
    tale = Tale(session_of(language="en", step=step, draft=draft, categories=CATEGORIES, ears=Ears.READY))
    event = meant("The kitchen is on fire!", tale.press("talk").listen().session)
    own_words = step in (Step.SPEAK, Step.MEND)
    assert isinstance(event, Heard if own_words else HeardNothing)
    assert any(message.startswith(f"{part} failed: ValueError in ") for message in caplog.messages)
    tale.tell(event)
    assert tale.step is (Step.EMERGENCY if own_words else step)
