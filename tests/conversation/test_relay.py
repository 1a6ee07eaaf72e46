"""Resident and volunteer write to each other: whose words stand where, what comes of them, what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.conversation.effects import Listen, Listening, Say, Understand
from kiosk.conversation.events import BargedIn, EarsChanged, Heard, HeardNothing, Partial, TimedOut, Written
from kiosk.conversation.relay import Relay, RelayLine, Side
from kiosk.conversation.session import Ears, Overlay, Step, Word
from kiosk.conversation.view import View
from tests.conversation.tales import LIFT, PACKS, Tale, altered, meant, started, view
from tests.conversation.test_screens import words_of

TODAY = date(2026, 11, 24)


def relay() -> Tale:
    """Help was asked for, and now both want to write."""
    return Tale().press("language-en", "help", "relay").listen()


def shown(tale: Tale) -> View:
    return view(tale.session)


def both(tale: Tale) -> tuple[str, str]:
    """The volunteer's and the resident's last words, as the screen shows them."""
    volunteer, resident = shown(tale).rows
    return volunteer.value, resident.value


def test_what_both_wrote_last_stays_in_sight_each_in_its_place() -> None:
    tale = relay().press("write-volunteer").tell(Written("What is the matter?"))
    tale.press("write-resident").tell(Written("The lift is broken."))
    assert both(tale) == ("What is the matter?", "The lift is broken.")
    assert shown(tale).hint == "", "nobody writes now"
    assert [row.label for row in shown(tale).rows] == ["Helper", "You"]
    tale.press("write-volunteer")
    assert shown(tale).screen == "relay-write"
    assert both(tale) == ("", "The lift is broken.")
    tale.tell(Written("Someone comes at three."))
    assert both(tale) == ("Someone comes at three.", "The lift is broken.")


@pytest.mark.parametrize("reply", ["yes", "no", "thanks", "unclear", "larger", "moment"])
@pytest.mark.parametrize("language", sorted(PACKS))
def test_a_quick_reply_stands_there_as_the_residents_words(language: str, reply: str) -> None:
    tale = relay()
    tale.session = altered(tale.session, language=language)
    tale.press(f"reply-{reply}")
    assert both(tale)[1] == PACKS[language].prompts[f"relay.reply_{reply}"]


def test_asking_for_larger_letters_makes_them_larger_up_to_the_largest() -> None:
    sizes = [relay().press(*["reply-larger"] * n).session.comfort.size for n in range(5)]
    assert sizes == [0, 1, 2, 3, 3]


def test_the_volunteer_may_speak_and_the_kiosk_writes_it_down_word_for_word() -> None:
    tale = relay().press("dictate")
    listen = tale.last(Listen)
    assert isinstance(listen, Listen)
    assert listen.listening is Listening.FREE
    tale.listen().tell(Partial((Word("help"), Word("me"))))
    assert both(tale)[0] == "help me"
    # A short utterance is no command here: it is what the volunteer says to the resident.
    tale.tell(meant("help me", tale.session))
    assert tale.session.overlay is Overlay.RELAY
    assert both(tale)[0] == "help me"
    assert not tale.session.listening


def test_where_nobody_speaks_the_microphone_closes_without_a_word() -> None:
    tale = relay().press("dictate").listen()
    said = len(tale.said())
    tale.tell(HeardNothing())
    assert not tale.session.listening
    assert not tale.session.relay.dictating
    assert len(tale.said()) == said


def test_without_ears_nobody_is_asked_to_speak() -> None:
    tale = relay().tell(EarsChanged(Ears.NO_MICROPHONE))
    assert "dictate" not in {act.code for act in shown(tale).acts}
    assert tale.press("dictate").session.relay.dictating is False


def test_the_kiosk_listens_to_nobody_while_they_only_write() -> None:
    tale = relay().press("write-resident").listen().tell(Written("My lift is broken.")).listen()
    assert not tale.session.listening


def test_what_the_resident_wrote_becomes_their_request() -> None:
    tale = Tale().press("language-en", "help", "relay", "reply-yes", "write-resident")
    tale.tell(
        Written("The lift in block three"),
    ).press("write-resident").tell(Written("is broken.")).press("use-words")
    effect = tale.last(Understand)
    assert isinstance(effect, Understand)
    assert effect.text == "The lift in block three is broken."
    event = tale.screen.typed(effect.text, effect.by, tale.session, PACKS, TODAY)
    assert event is not None
    assert isinstance(event, Heard)
    tale.tell(event)
    assert tale.step == Step.CHECK
    assert tale.session.draft.text == event.request.text


def test_who_began_with_writing_is_told_what_is_kept_before_being_listened_to() -> None:
    tale = Tale().press("help", "relay", "write-resident").tell(Written("路灯坏了")).press("use-words")
    tale.tell(Heard("", LIFT, by="touch"))
    assert tale.step == Step.CHECK
    tale.listen()
    assert not tale.session.listening
    tale.press("talk")
    assert tale.said()[-1] == "notice.said"
    assert tale.listen().session.listening


def test_quick_replies_are_no_request() -> None:
    tale = relay().press("reply-yes")
    assert "use-words" not in {act.code for act in shown(tale).acts}


def test_an_answer_to_a_helper_is_not_used_once_the_matter_is_settled() -> None:
    tale = relay().press("write-resident").tell(Written("The lift."))
    tale.session = altered(tale.session, step=Step.DONE)
    assert "use-words" not in {act.code for act in shown(tale).acts}


def test_back_leaves_the_keyboard_first_and_then_the_relay() -> None:
    tale = relay().press("write-resident", "back")
    assert shown(tale).screen == "relay"
    assert tale.press("back").session.overlay is Overlay.NONE


def test_a_patient_hand_leaves_the_keyboard_first_and_then_the_relay() -> None:
    tale = relay().press("write-resident")
    assert shown(tale.press(tale.screen.way_through(tale.session))).screen == "relay"
    assert tale.press(tale.screen.way_through(tale.session)).session.overlay is Overlay.NONE


def test_who_closes_the_relay_while_the_volunteer_speaks_finds_it_silent_again() -> None:
    tale = relay().press("dictate", "close", "help", "relay")
    assert tale.session.relay == Relay()


def test_the_volunteer_cannot_begin_before_it_was_said_what_is_kept() -> None:
    tale = relay().press("dictate", "repeat").tell(BargedIn())
    assert tale.session.speaking
    assert tale.said()[-1] == "notice.kept"


@pytest.mark.parametrize(("opens", "closes"), [("comfort", "close"), ("help", "go-on"), ("start-over", "no")])
def test_what_is_laid_upon_the_relay_leads_back_to_it(opens: str, closes: str) -> None:
    tale = relay().press("write-resident").tell(Written("My words.")).press("write-volunteer", opens)
    assert "My words." not in words_of(shown(tale))
    tale.press(closes)
    assert shown(tale).screen == "relay-write"
    assert tale.said()[-1] == "relay.volunteer_writes"
    assert both(tale)[1] == "My words."


def test_the_relay_can_be_covered_and_comes_back() -> None:
    tale = relay().press("write-resident").tell(Written("My words.")).press("hide")
    assert "My words." not in words_of(shown(tale))
    assert both(tale.press("show"))[1] == "My words."


def test_nothing_of_what_was_written_outlives_the_session() -> None:
    tale = relay().press("write-resident").tell(Written("My words."))
    tale.tell(TimedOut("idle")).listen()
    assert tale.session.overlay is Overlay.STILL_THERE
    tale.tell(TimedOut("warning"))
    assert tale.step == Step.WELCOME
    assert tale.session.relay == Relay()


def test_what_they_write_is_never_said_aloud() -> None:
    tale = relay().press("write-volunteer").tell(Written("Three o'clock.")).press("reply-thanks", "repeat")
    lines = [line for e in tale.effects if isinstance(e, Say) for line in e.lines]
    assert not [line for line in lines if line.text]


def test_a_line_that_comes_when_nobody_writes_is_dropped() -> None:
    tale = relay().tell(Written("late"))
    assert tale.session.relay.lines == ()
    assert relay().press("write-resident").tell(Written("  ")).session.relay == Relay()


def test_what_was_written_becomes_the_request_from_wherever_the_relay_was_opened() -> None:
    tale = started().press("help", "relay")
    lines = (
        RelayLine(Side.RESIDENT, "The lift"),
        RelayLine(Side.VOLUNTEER, "Yes?"),
        RelayLine(Side.RESIDENT, "is broken"),
    )
    tale.session = altered(
        tale.session,
        relay=Relay(lines),
        step=Step.PLACE,
        beneath=(Overlay.HIDDEN,),
        editing=True,
    )
    before = tale.session.trail
    tale.press("use-words")
    now = tale.session
    assert (now.step, now.overlay, now.beneath) == (Step.SPEAK, Overlay.NONE, ())
    assert now.trail == (*before, Step.PLACE)
    assert not now.editing
    effect = tale.last(Understand)
    assert isinstance(effect, Understand)
    assert (effect.text, effect.by) == ("The lift is broken", "touch")
