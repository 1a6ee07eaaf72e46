"""The last screen tells only what is so: who has the request, when they answer, that the number be kept."""

from __future__ import annotations

import re

import pytest

from kiosk.conversation.questions import PrintSlip, Saved, SlipFailed, SlipPrinted
from kiosk.conversation.session import Draft, Ears, Overlay, Session, Step
from kiosk.conversation.view import View
from kiosk.packs import available
from kiosk.understanding.known import answers_of
from tests.conversation.tales import PACKS, Tale, altered, answered, session_of, view

NOT_BUILT = {
    "zh-CN": r"查单子|随时来问",
    "en": r"ask me here|ask with it",
    "ko": r"언제든 물어",
}
"""The kiosk cannot be asked yet how far a request is."""
OF_PAPER = {"zh-CN": "小票|打印", "en": r"\bslip|\bpaper|\bprint", "ko": "종이|인쇄"}


def done(language: str = "en", draft: Draft | None = None, **station: object) -> Session:
    draft = draft or Draft(text="x", category="elevator", phone="13800138000")
    return session_of(language=language, step=Step.DONE, number="40721936", draft=draft, **station)


def notes(shown: View) -> list[str]:
    return [note.text for note in shown.notes]


def with_printer(**fields: object) -> Tale:
    """A ticket is being saved at a station that has a printer."""
    return Tale(
        session_of(
            language="en", step=Step.SAVING, printer=True, ears=Ears.READY, notice_given=True, **fields
        )
    )


def prompt(key: str) -> str:
    return PACKS["en"].prompts[key]


@pytest.mark.parametrize("tag", available())
def test_it_says_who_has_it_and_within_how_many_days_they_phone(tag: str) -> None:
    prompts, category = PACKS[tag].prompts, PACKS[tag].category("elevator")
    assert category is not None
    assert notes(view(done(tag, answer_days=3))) == [
        prompts["done.goes_to"].replace("{department}", category.department),
        prompts["done.phoned"].replace("{days}", "3"),
    ]


@pytest.mark.parametrize(
    ("draft", "days"),
    [(Draft(text="x", category="elevator"), 5), (Draft(text="x", category="elevator", phone="5550149"), 0)],
)
def test_no_call_is_told_of_where_no_number_was_left_or_nobody_says_when(draft: Draft, days: int) -> None:
    note = view(done(draft=draft, answer_days=days)).notes[1]
    assert (note.icon, note.text) == ("question", PACKS["en"].prompts["done.ask"])


def test_a_category_without_a_department_is_kept_and_goes_off_by_itself() -> None:
    assert notes(view(done(draft=Draft(text="x", category="local"))))[0] == PACKS["en"].prompts["done.kept"]


def test_anybody_may_have_the_number_read_slowly_to_write_it_down() -> None:
    tale = Tale(done())
    prompts = PACKS["en"].prompts
    assert prompts["done.hint"] in view(tale.session).hint
    assert prompts["done.slowly"] in view(tale.session).hint
    assert "4, 0, 7, 2, 1, 9, 3, 6" in tale.press("read").said()
    mute = view(done(voice=False))
    assert prompts["done.slowly"] not in mute.hint
    assert "read" not in [act.code for act in mute.acts]


@pytest.mark.parametrize("tag", available())
def test_nothing_is_promised_that_is_not_there(tag: str) -> None:
    pack = PACKS[tag]
    sentences = [*pack.prompts.values(), *(known.text for known in answers_of(pack.folder))]
    assert [s for s in sentences if re.search(NOT_BUILT[tag], s)] == []


@pytest.mark.parametrize("tag", available())
def test_paper_is_spoken_of_only_where_there_is_a_printer(tag: str) -> None:
    for printer in (True, False):
        tale = Tale(session_of(language=tag, step=Step.SAVING, printer=printer)).saved()
        shown = view(tale.session)
        texts = [*notes(shown), shown.hint, *(act.label for act in shown.acts)]
        of_paper = [text for text in texts if re.search(OF_PAPER[tag], text)]
        assert bool(of_paper) is printer
        assert bool(tale.asked(PrintSlip)) is printer


def test_the_slip_comes_by_itself_and_once_in_the_residents_language() -> None:
    tale = with_printer().saved("40721936")
    assert tale.asked(PrintSlip) == [PrintSlip("40721936", "en")]
    assert prompt("done.printing") in notes(view(tale.session))


def test_once_it_is_out_they_are_asked_to_take_it_and_not_to_write_the_number_down() -> None:
    tale = with_printer().saved()
    assert prompt("done.hint") not in view(tale.session).hint
    tale.answer(SlipPrinted()).listen()
    assert tale.said()[-1] == "done.take"
    assert prompt("done.take") in notes(view(tale.session))


def test_where_none_came_out_they_are_asked_to_write_the_number_down_and_are_free_to_go() -> None:
    tale = with_printer().saved().answer(SlipFailed()).listen()
    assert tale.said()[-1] == "done.unprinted"
    assert prompt("done.unprinted") in notes(view(tale.session))
    assert tale.press("leave").step is Step.WELCOME


def test_nobody_has_to_wait_for_the_slip() -> None:
    tale = with_printer().saved().press("leave")
    assert tale.step is Step.WELCOME
    late = answered(SlipPrinted(), session_of(number="40721936", language="en"))
    said = tale.said()
    assert tale.tell(late).said() == said


def test_the_slip_of_the_matter_before_says_nothing_of_this_one() -> None:
    tale = with_printer().saved("40721936")
    tale.session = session_of(language="en", step=Step.SAVING, printer=True)
    tale.saved("40721944")
    late = answered(SlipPrinted(), session_of(number="40721936", language="en"))
    assert prompt("done.printing") in notes(view(tale.tell(late).session))


def test_another_slip_is_printed_for_whoever_asks_one_at_a_time() -> None:
    tale = with_printer().saved()
    (act,) = [act for act in view(tale.session).acts if act.code == "print"]
    assert not act.enabled
    assert len(tale.press("print").asked(PrintSlip)) == 1
    tale.answer(SlipPrinted()).listen().say("print")
    assert len(tale.asked(PrintSlip)) == 2
    assert tale.said()[-1] == "done.printing"
    assert tale.listen().session.listening


def test_a_slip_that_comes_out_after_the_language_changed_is_told_too() -> None:
    tale = with_printer().saved()
    asked = answered(SlipPrinted(), tale.session)
    tale.session = altered(tale.session, language="zh-CN")
    assert PACKS["zh-CN"].prompts["done.take"] in notes(view(tale.tell(asked).session))


def test_under_another_screen_the_slip_is_not_spoken_of() -> None:
    tale = with_printer().saved().listen().press("comfort")
    assert tale.session.overlay is Overlay.COMFORT
    assert "done.take" not in tale.answer(SlipPrinted()).listen().said()


def test_somebody_who_is_being_hurt_is_given_no_slip_unless_they_ask() -> None:
    tale = with_printer(draft=Draft(text="x", category="other", deed="hurt")).tell(
        answered(Saved("40721936"))
    )
    assert tale.asked(PrintSlip) == []
    assert prompt("done.hint") in view(tale.session).hint
    assert [act.label for act in view(tale.session).acts if act.code == "print"] == [prompt("done.print")]
    assert len(tale.press("print").asked(PrintSlip)) == 1
