"""A keypad takes digits one by one or many at once, and takes the last one back."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conversation.effects import StopListening
from kiosk.conversation.events import Dialled, HeardNothing
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.keypad import CODES, MOST, Keypad
from kiosk.conversation.presenter import view_of
from kiosk.conversation.session import Draft, Ears, Step
from tests.conversation.tales import PACKS, Tale, meant, session_of, view


def test_keys_add_a_digit_or_take_the_last_one_back() -> None:
    assert Keypad().pressed("digit-4").pressed("digit-0").digits == "40"
    assert Keypad("402").pressed("erase").digits == "40"
    assert Keypad().pressed("erase").digits == ""
    assert [Keypad().pressed(code).digits for code in CODES] == list("1234567890")


def test_what_is_said_comes_after_what_stands_there_and_only_its_figures() -> None:
    assert Keypad("1").said("39 1234-X").digits == "1391234"


def test_no_more_digits_are_taken_than_fit() -> None:
    full = Keypad("1" * MOST)
    assert full.pressed("digit-2").digits == full.said("22").digits == "1" * MOST
    assert Keypad("12", most=4).said("3456").digits == "1234"


def test_the_keys_lie_as_on_a_telephone_and_nothing_can_be_erased_from_an_empty_one() -> None:
    keys = Keypad().keys(lambda key: key)
    assert [key.code for key in keys] == [*(f"digit-{d}" for d in "1234567890"), "erase"]
    assert [key.label for key in keys] == [*"1234567890", "contact.erase"]
    erase = next(key for key in keys if key.code == "erase")
    assert (erase.enabled, erase.icon) == (False, "backspace")
    assert all(key.enabled for key in Keypad("1").keys(lambda key: key))


def test_digits_that_are_said_put_an_error_and_misses_right_and_end_the_turn() -> None:
    tale = Tale(
        session_of(
            step=Step.CONTACT,
            ears=Ears.READY,
            notice_given=True,
            listening=True,
            misses=2,
            error="contact.invalid",
            keypad=Keypad("55"),
        )
    )
    tale.tell(Dialled("501 49"))
    assert tale.session.keypad.digits == "5550149"
    assert (tale.session.misses, tale.session.error, tale.session.listening) == (0, "", False)
    assert tale.said() == ["contact.is_it_right"]
    assert StopListening() not in tale.effects, "there is no turn left to drop"


def _at_contact(spoken: bool = False, **draft: Any) -> Tale:
    """On the contact screen, as it opens."""
    tale = Tale(
        session_of(step=Step.READBACK, language="en", draft=Draft(text="The lift.", **draft), spoken=spoken)
    )
    tale.press("edit-phone")
    assert tale.session.step is Step.CONTACT
    return tale


@pytest.mark.parametrize("spoken", [False, True])
def test_a_number_of_which_nobody_said_whose_it_is_is_asked_about_and_not_said_aloud(spoken: bool) -> None:
    tale = _at_contact(spoken, phone_offered="13912345678")
    assert tale.said()[0] == "contact.is_it_yours"
    assert tale.said()[-1] == ("say.contact_right" if spoken else "contact.hint")
    shown = view_of(RESIDENT, tale.session, PACKS)
    assert shown.question == (PACKS["en"].prompts["contact.is_it_yours"],)
    assert shown.typed == "139 1234 5678"
    tale.press("yes")
    assert tale.session.draft.phone == "13912345678"


def test_a_number_that_is_not_theirs_is_dropped_and_another_can_be_given_or_none() -> None:
    tale = _at_contact(phone_offered="13912345678")
    tale.press("no")
    assert tale.session.keypad.digits == ""
    assert tale.said()[-1] == "contact.question"
    tale.tell(Dialled("13800138000"))
    tale.press("yes")
    assert tale.session.draft.phone == "13800138000"
    tale = _at_contact(phone_offered="13912345678")
    tale.press("skip")
    assert tale.session.draft.phone == ""


def test_a_number_that_is_theirs_is_not_asked_about_as_if_it_were_not() -> None:
    assert _at_contact(phone="13912345678").said()[0] == "contact.is_it_right"


def test_while_fingers_dial_nothing_is_said_and_the_screen_tells_how_many_are_lacking() -> None:
    tale = Tale(session_of(step=Step.CONTACT, ears=Ears.READY, notice_given=True, language="zh-CN"))
    tale.press(*(f"digit-{d}" for d in "1380"))
    tale.tell(HeardNothing())
    shown = view(tale.session)
    assert tale.said() == []
    assert not tale.session.listening
    assert shown.question == (PACKS["zh-CN"].prompts["contact.question"],)
    assert (shown.label, shown.typed) == ("还差7位", "138 0___ ____")
    whole = view(tale.press(*(f"digit-{d}" for d in "0138000")).session)
    assert (whole.label, whole.typed, whole.acts[0].enabled) == ("电话", "138 0013 8000", True)


def test_where_the_beginning_does_not_tell_the_length_nothing_is_lacking() -> None:
    phone = PACKS["zh-CN"].phone
    assert (phone.lacking("6523"), phone.group_so_far("6523")) == (0, phone.group("6523"))


def test_a_number_that_is_said_after_a_finger_began_is_asked_about() -> None:
    tale = Tale(session_of(step=Step.CONTACT, ears=Ears.READY, notice_given=True, language="en"))
    tale.press("digit-1").tell(Dialled("3800138000"))
    assert view(tale.session).question == (PACKS["en"].prompts["contact.is_it_right"],)


def test_what_was_said_in_place_of_a_number_is_not_given_back() -> None:
    session = session_of(step=Step.CONTACT, ears=Ears.READY, language="en")
    assert meant("it is raining", session) == HeardNothing()
