"""What a resident changes: who changed it is noted, and later words do not undo it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.draft import Change, Draft
from kiosk.conversation.events import Heard, Pressed
from kiosk.conversation.screens.way import with_words
from kiosk.conversation.session import Overlay, Step
from kiosk.understanding.readings import MOST
from kiosk.understanding.understood import Kind, Understood, Urgency
from tests.conversation.tales import LIFT, PACKS, UNSURE, Tale, altered, started, view

NOWHERE = replace(UNSURE, category="heating")


@pytest.mark.parametrize("by", ["touch", "voice"])
def test_a_choice_is_noted_with_whoever_made_it(by: str) -> None:
    for code, step, change in (
        ("choice-2", Step.CATEGORY, Change("category", "", "elevator", by)),
        ("choice-1", Step.CATEGORIES, Change("category", "", "street_light", by)),
        ("choice-1", Step.PLACE, Change("place", "", "Happy Lane", by)),
    ):
        tale = started().hear(UNSURE).listen()
        tale.session = altered(tale.session, step=step)
        tale.tell(Pressed(code, by))
        assert tale.session.draft.corrections == (change,)


def test_a_place_that_was_typed_is_noted_and_back_leads_to_where_it_is_asked_for() -> None:
    tale = started().hear(LIFT).say("yes", "skip").press("edit-place", "type")
    shown = view(tale.session)
    assert (shown.question, shown.typed) == ((PACKS["en"].prompts["place.question"],), "block three")
    tale.tell(Heard("", Understood(text="By the bank"), by="touch"))
    assert (tale.step, tale.session.editing) == (Step.READBACK, False)
    assert tale.session.draft.corrections[-1] == Change("place", "block three", "By the bank", "touch")
    assert tale.press("back").step is Step.PLACE
    assert tale.press("back").step is Step.READBACK


def test_words_that_were_changed_from_the_read_back_lead_back_there_whatever_they_leave_open() -> None:
    tale = started().hear(LIFT).say("yes", "skip").press("edit-text")
    tale.tell(Heard("", UNSURE, by="touch"))
    assert (tale.step, tale.session.editing) == (Step.READBACK, False)


def test_who_came_without_words_and_wants_them_changed_says_them() -> None:
    tale = started().press("touch", "choice-2", "choice-1", "skip")
    assert tale.step is Step.READBACK
    assert tale.session.draft.text == ""
    assert tale.say("edit-text").step is Step.SPEAK


def test_a_number_that_is_left_out_again_is_no_correction() -> None:
    tale = started().hear(replace(LIFT, phone="13800138000")).say("yes").press("edit-phone", "skip")
    assert (tale.session.draft.phone, tale.session.draft.corrections) == ("", ())


def test_a_change_that_is_asked_for_by_voice_is_asked_about_and_by_touch_typed() -> None:
    assert started().hear(LIFT).say("change").step is Step.MEND
    assert started().hear(LIFT).press("change").step is Step.EDIT


def test_what_a_resident_chose_stays_when_the_words_are_said_anew() -> None:
    chosen = Draft(text="a", category="noise", place="Here", phone="1234567", urgency=Urgency.URGENT)
    chosen = replace(
        chosen,
        corrections=tuple(
            Change(field, "", "x", "touch") for field in ("category", "place", "phone", "urgency")
        ),
    )
    anew = Understood("b", category="elevator", place="There", phone="7654321", urgency=Urgency.NORMAL)
    after = with_words(chosen, Heard("b", anew))
    assert (after.category, after.place, after.phone, after.urgency) == (
        chosen.category,
        chosen.place,
        chosen.phone,
        chosen.urgency,
    )


def test_what_was_only_understood_is_understood_anew_and_kept_where_nothing_new_is_said() -> None:
    first = Understood("a", kind=Kind.COMPLAINT, place="Here", phone="1234567", when="tonight")
    draft = with_words(Draft(), Heard("a", first, engine="whisper"))
    assert (draft.kind, draft.place, draft.phone, draft.when) == (
        Kind.COMPLAINT,
        "Here",
        "1234567",
        "tonight",
    )
    kept = with_words(draft, Heard("b", Understood("b"), engine="vosk"))
    assert (kept.place, kept.phone, kept.when) == ("Here", "1234567", "tonight")
    assert (kept.recognized, kept.engine) == ("b", "vosk")
    second = Understood("c", place="There", phone="7654321", when="at noon")
    after = with_words(draft, Heard("c", second, engine="vosk"))
    assert (after.place, after.phone, after.when) == ("There", "7654321", "at noon")


def test_what_made_it_urgent_and_whose_number_it_may_be_is_of_the_words_that_stand_there_now() -> None:
    first = Understood(
        "a", urgency=Urgency.EMERGENCY, reasons=("gas",), calm=Urgency.URGENT, phone_offered="5550149"
    )
    draft = with_words(Draft(), Heard("a", first))
    assert (draft.reasons, draft.calm, draft.phone_offered) == (("gas",), Urgency.URGENT, "5550149")
    after = with_words(draft, Heard("b", Understood("b")))
    assert (after.reasons, after.calm, after.phone_offered) == ((), Urgency.NORMAL, "")


def test_a_text_that_was_typed_keeps_what_was_recognized_and_by_which_ears() -> None:
    spoken = with_words(Draft(), Heard("as heard", Understood("a"), engine="whisper"))
    typed = with_words(spoken, Heard("", Understood("b"), by="touch"))
    assert (typed.recognized, typed.engine) == ("as heard", "whisper")


def test_no_more_readings_are_kept_than_there_are_buttons_the_text_before_among_them() -> None:
    others = tuple(f"reading {n}" for n in range(5))
    first = with_words(Draft(), Heard("a", Understood("a"), others=others))
    assert first.others == others[:MOST]
    again = with_words(first, Heard("b", Understood("b"), others=others))
    assert again.others == (*others[: MOST - 1], "a")


def test_a_second_no_at_the_read_back_is_asked_which_in_words_that_fit() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "no")
    assert tale.said()[-1] == "readback.which"
    tale.session = altered(tale.session, spoken=True)
    assert tale.say("no").said()[-1] == "say.which"


def test_pressing_comfort_again_takes_the_panel_away() -> None:
    tale = started().press("comfort")
    assert tale.session.overlay is Overlay.COMFORT
    assert tale.press("comfort").session.overlay is Overlay.NONE


def mended(tale: Tale) -> Tale:
    """Back at the check after other words were chosen."""
    return tale.press("choice-1").tell(Heard("", LIFT, by="touch"))


def test_back_from_words_that_were_mended_leads_to_what_came_before_them() -> None:
    at_check = started().listen().tell(Heard(LIFT.text, LIFT, others=("The left is broken.",))).say("no")
    assert mended(at_check).session.trail == (Step.WELCOME, Step.SPEAK)
    at_readback = started().hear(LIFT).say("yes", "skip").say("edit-text")
    assert at_readback.step is Step.MEND
    at_readback.tell(Heard("", LIFT, by="touch"))
    assert (at_readback.step, at_readback.session.trail[-1]) == (Step.CHECK, Step.MEND)
