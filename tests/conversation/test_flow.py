from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.draft import Change
from kiosk.conversation.effects import (
    CallVolunteer,
    FinishListening,
    Hush,
    Listening,
    Say,
    StartTimer,
    StopListening,
)
from kiosk.conversation.events import (
    Dialled,
    EarsChanged,
    Heard,
    HeardNothing,
    Partial,
    Pressed,
    Spoken,
    TimedOut,
    VoiceChanged,
)
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.line import Line
from kiosk.conversation.questions import SameFound, SameMatter, Save, Saved, SaveFailed
from kiosk.conversation.screens.emergency import calls
from kiosk.conversation.session import Draft, Ears, Overlay, Step, Theme, Word
from kiosk.languages import language
from kiosk.understanding.understood import Understood
from tests.conversation.tales import (
    CATEGORIES,
    GAS,
    LIFT,
    PACKS,
    UNSURE,
    Tale,
    altered,
    meant,
    session_of,
    started,
    view,
)


def test_a_typical_request_takes_five_turns() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").saved()
    assert tale.step is Step.DONE
    assert tale.session.turns == 5
    assert tale.session.number == "40721936"


def test_what_was_heard_is_not_asked_again() -> None:
    all_said = replace(LIFT, phone="13800138000")
    assert started().hear(all_said).say("yes").step is Step.READBACK


def test_what_is_kept_is_said_before_the_microphone_opens_and_only_once() -> None:
    tale = started()
    assert not tale.listened(), "the microphone waits until the sentence is said"
    assert tale.said() == ["speak.question", "notice.said"], "the question first, and nothing after that"
    tale.hear(LIFT).say("again")
    assert tale.said().count("notice.said") == 1


def test_nothing_is_listened_to_on_the_welcome_screen() -> None:
    tale = Tale().press("talk", "repeat").tell(EarsChanged(Ears.MOMENT), EarsChanged(Ears.READY))
    assert not tale.listened()


def test_free_speech_is_listened_to_freely_and_answers_by_what_is_offered() -> None:
    tale = started().hear(LIFT).listen()
    free, choice = tale.listened()
    assert free.listening is Listening.FREE
    assert choice.listening is Listening.CHOICE
    assert {"yes", "no", "again", "read", "help", "back"} <= set(choice.codes)


def test_an_unsure_category_is_asked_with_the_top_three() -> None:
    tale = started().hear(UNSURE).say("yes")
    assert tale.step is Step.CATEGORY
    assert [act.chosen for act in view(tale.session).acts] == [None] * 4, "none is in force yet"
    chosen = tale.say("choice-2")
    assert chosen.session.draft.category == "elevator"
    assert chosen.session.draft.corrections == (Change("category", "", "elevator", "voice"),)
    assert chosen.step is Step.PLACE


def test_something_else_leads_to_all_categories() -> None:
    tale = started().hear(UNSURE).say("yes", "other")
    assert tale.step is Step.CATEGORIES
    assert tale.press("choice-2").session.draft.category == CATEGORIES[1]


def test_a_place_nearby_can_be_touched_said_freely_or_skipped() -> None:
    at_place = replace(UNSURE, category="heating")
    assert started().hear(at_place).say("yes").press("choice-1").session.draft.place == "Happy Lane"
    assert started().hear(at_place).say("yes", "skip").step is Step.CONTACT
    spoken = started().hear(at_place).say("yes").hear(Understood(text="By the bank"))
    assert spoken.session.draft.place == "By the bank"


def test_spoken_digits_fill_the_keypad_and_wait_for_the_residents_yes() -> None:
    tale = started().hear(LIFT).say("yes").listen().tell(Dialled("13800138000"))
    assert tale.step is Step.CONTACT
    assert tale.session.draft.phone == ""
    assert tale.said()[-1] == "contact.is_it_right"
    assert tale.say("yes").session.draft.phone == "13800138000"


def test_no_wipes_spoken_digits_and_no_without_digits_means_no_number() -> None:
    tale = started().hear(LIFT).say("yes").listen().tell(Dialled("1380")).say("no")
    assert (tale.step, tale.session.keypad.digits) == (Step.CONTACT, "")
    assert tale.say("no").step is Step.READBACK


def test_an_incomplete_number_is_not_taken_and_the_kiosk_says_so() -> None:
    tale = started().hear(LIFT).say("yes").press("digit-1", "digit-2", "done")
    assert tale.step is Step.CONTACT
    assert tale.session.error == "contact.invalid"
    assert tale.said()[-1] == "contact.invalid"
    assert tale.press("erase").session.error == ""


def test_who_says_yes_to_leaving_a_number_is_told_how() -> None:
    tale = started().hear(LIFT).say("yes", "yes")
    assert (tale.step, tale.said()[-1]) == (Step.CONTACT, "say.contact")


def test_silence_where_a_number_is_asked_for_is_met_as_elsewhere() -> None:
    tale = started().hear(LIFT).say("yes").silence()
    assert (tale.step, tale.said()[-1]) == (Step.CONTACT, "speak.nothing_3")


def test_a_number_that_fingers_dial_or_that_is_not_taken_is_not_asked_about_as_if_it_were_whole() -> None:
    by_hand = started().hear(LIFT).say("yes").press("digit-1", "digit-2", "repeat")
    refused = started().hear(LIFT).say("yes").listen().tell(Dialled("1380")).say("yes").press("repeat")
    for tale in (by_hand, refused):
        assert tale.said()[-2:] == ["contact.question", "contact.hint"]


def test_the_residents_words_are_read_aloud_only_when_they_ask_for_it() -> None:
    tale = started().hear(LIFT).listen()
    assert not any(line.private for line in tale.lines())
    tale.tell(Pressed("read", by="voice"))
    assert LIFT.text in tale.said()


def test_a_station_may_read_aloud_always() -> None:
    tale = Tale()
    tale.session = altered(tale.session, read_always=True)
    tale.press("language-en").hear(LIFT)
    assert LIFT.text in tale.said()


def test_saying_it_again_replaces_the_text_and_keeps_a_trace_of_who_changed_it() -> None:
    better = replace(LIFT, text="The lift in block four is broken.", place="block four")
    draft = started().hear(LIFT).say("again").hear(better).session.draft
    assert draft.text == better.text
    assert draft.corrections == (Change("text", LIFT.text, better.text, "voice"),)


def test_a_typed_change_keeps_what_was_recognized() -> None:
    tale = started().hear(LIFT).press("change")
    typed = replace(LIFT, text="The lift in block 3 is broken.")
    draft = tale.tell(Heard(typed.text, typed, by="touch")).session.draft
    assert tale.step is Step.CHECK
    assert (draft.recognized, draft.text, draft.engine) == (LIFT.text, typed.text, "whisper")


def test_an_emergency_stops_calls_a_person_and_then_goes_on() -> None:
    tale = started().hear(GAS)
    assert tale.step is Step.EMERGENCY
    assert CallVolunteer("emergency") in tale.effects
    assert ("emergency.ambulance", "120") in [(line.key, line.text) for line in tale.session.speech.lines]
    assert tale.say("go-on").step is Step.CHECK
    assert tale.say("again").hear(GAS).step is Step.CHECK, "the same emergency does not stop a second time"


@pytest.mark.parametrize("code", ["edit-text", "edit-category", "edit-place", "edit-phone"])
def test_each_row_of_the_read_back_can_be_changed_and_leads_back_to_it(code: str) -> None:
    tale = started().hear(LIFT).say("yes", "skip").press(code)
    assert tale.step is not Step.READBACK
    match tale.step:
        case Step.EDIT:
            tale.tell(Heard("x", replace(LIFT, text="Something else."), by="touch"))
        case Step.CATEGORIES:
            tale.press("choice-1")
        case Step.PLACE:
            tale.press("choice-2")
        case _:
            tale.press(*(f"digit-{d}" for d in "13800138000"), "done")
    assert tale.step is Step.READBACK
    assert tale.say("yes").step is Step.SAVING


def test_urgency_is_changed_in_its_row() -> None:
    tale = started().hear(LIFT).say("yes", "skip").press("edit-urgency")
    assert view(tale.session).screen == Step.URGENCY
    assert [act.chosen for act in view(tale.session).acts] == [False, True]
    assert tale.press("choice-1").session.draft.urgency.value == "urgent"
    assert tale.step is Step.READBACK
    tale.press("edit-urgency").listen().tell(meant("not urgent", tale.session))
    assert (tale.step, tale.session.draft.urgency.value) == (Step.READBACK, "normal")


def test_done_is_shown_only_when_the_ticket_is_on_the_disk() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes")
    assert tale.step is Step.SAVING
    (save,) = tale.asked(Save)
    assert (save.draft.text, save.language) == (LIFT.text, "en")
    assert tale.saved().step is Step.DONE


def test_a_ticket_that_cannot_be_saved_leaves_no_word_on_the_screen_and_the_screen_is_free() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").answer(SaveFailed("disk full"))
    assert tale.step is Step.KEPT
    assert CallVolunteer("save-failed") in tale.effects
    assert tale.said()[-2:] == ["save.failed", "save.kept"]
    assert tale.session.draft == Draft()
    assert LIFT.text not in repr(view(tale.session))
    assert tale.press("back", "leave").step is Step.WELCOME
    tale = started().hear(LIFT).say("yes", "skip", "yes").answer(SaveFailed("disk full"))
    assert tale.press("more").step is Step.SPEAK


def test_silence_is_met_gently_twice_and_then_the_touch_path_is_offered() -> None:
    tale = started()
    for expected in ("speak.nothing_1", "speak.nothing_2", "speak.nothing_3"):
        tale.listen().tell(HeardNothing())
        assert tale.said()[-1] == expected
    tale.tell(Spoken(tale.session.station.saying))
    assert not tale.session.listening
    assert tale.press("talk").session.listening, "one act opens the ears again"


def test_any_act_silences_the_voice() -> None:
    tale = started().hear(LIFT)
    assert tale.session.speaking
    assert Hush() in tale.press("lamp").effects
    assert tale.session.listening


def test_a_touch_that_hits_nothing_silences_the_voice_too() -> None:
    tale = started().hear(LIFT).press("touched")
    assert not tale.session.speaking
    assert tale.session.listening


def test_whoever_types_is_not_asked_whether_they_are_there() -> None:
    tale = started().hear(LIFT).press("change").listen()
    before = len(tale.effects)
    tale.press("touched")
    assert StartTimer("idle", 60.0) in tale.effects[before:]


def test_the_kiosk_never_listens_while_it_speaks() -> None:
    tale = started().hear(LIFT)
    assert tale.session.speaking
    assert not tale.session.listening
    tale.listen().press("repeat")
    assert tale.session.speaking
    assert not tale.session.listening
    assert StopListening() in tale.effects


def test_i_have_finished_ends_the_turn_at_once() -> None:
    tale = started().listen().press("finish")
    assert FinishListening() in tale.effects
    assert tale.session.listening, "the words still come"


def test_i_have_finished_can_be_pressed_only_once_words_are_heard() -> None:
    tale = started().listen()
    finish = view(tale.session).acts[0]
    assert (finish.code, finish.enabled) == ("finish", False)
    tale.tell(Partial((Word("the"),)))
    assert view(tale.session).acts[0].enabled


def test_an_answer_that_was_heard_and_not_understood_is_shown_until_another_comes() -> None:
    tale = started().hear(LIFT).listen()
    tale.tell(meant("water", tale.session))
    assert "I heard “water”." in view(tale.session).hint
    assert "speak.unclear" not in tale.said(), "whoever looks need not hear it"
    assert "water" not in view(tale.press("repeat").session).hint
    tale.say("yes", "skip").listen()
    tale.tell(meant("water", tale.session))
    assert "water" in view(tale.session).hint
    assert "water" not in view(tale.say("no").session).hint, "the next answer was understood"
    spoken = started()
    spoken.session = altered(spoken.session, spoken=True)
    spoken.hear(LIFT).listen()
    spoken.tell(meant("water", spoken.session))
    assert spoken.said()[-2:] == ["speak.unclear", "speak.nothing_1"]


def test_captions_live_only_as_long_as_the_turn() -> None:
    tale = started().listen().tell(Partial((Word("the"), Word("lift", sure=False))))
    assert [w.text for w in tale.session.caption] == ["the", "lift"]
    assert tale.hear(LIFT).session.caption == ()


def test_a_quiet_kiosk_says_nothing_and_listens_at_once() -> None:
    tale = started().press("comfort", "quiet", "close")
    said = len(tale.said())
    tale.press("repeat")
    assert len(tale.said()) == said
    assert tale.session.listening


def test_comfort_changes_are_heard_at_once_and_lose_nothing() -> None:
    tale = started().hear(LIFT).press("comfort", "size-3", "theme-yellow", "louder", "faster", "close")
    comfort = tale.session.comfort
    assert (comfort.size, comfort.theme, comfort.volume_db, comfort.rate) == (
        3,
        Theme.YELLOW_ON_BLACK,
        6,
        125,
    )
    said = [key for key in tale.said() if key.startswith("comfort.now_")]
    assert said == ["comfort.now_size", "comfort.now_yellow", "comfort.now_volume", "comfort.now_rate"]
    assert (tale.step, tale.session.draft.text) == (Step.CHECK, LIFT.text)


def test_the_language_can_change_on_any_screen_with_nothing_lost() -> None:
    tale = started().hear(LIFT).press("comfort", "language-zh-CN", "close")
    assert tale.session.language == "zh-CN"
    assert tale.session.draft.text == LIFT.text


def test_a_person_can_be_called_from_anywhere_and_nothing_is_lost() -> None:
    tale = started().hear(LIFT).press("help")
    assert CallVolunteer("asked") in tale.effects
    assert tale.session.overlay is Overlay.HELP
    assert tale.press("go-on").step is Step.CHECK
    assert tale.session.draft.text == LIFT.text


def test_back_goes_where_the_resident_was() -> None:
    tale = started().hear(UNSURE).say("yes").press("other", "back")
    assert tale.step is Step.CATEGORY
    assert tale.press("back").step is Step.CHECK
    assert tale.press("back").step is Step.SPEAK


def test_starting_over_asks_first_because_it_wipes() -> None:
    assert started().hear(LIFT).press("back", "back").session.overlay is Overlay.START_OVER
    tale = started().hear(LIFT).press("start-over")
    assert tale.step is Step.CHECK
    assert tale.press("no").step is Step.CHECK
    assert tale.press("start-over", "yes").step is Step.WELCOME


def test_back_from_the_first_question_with_nothing_said_leads_home() -> None:
    assert started().press("back").step is Step.WELCOME


def test_back_leads_nowhere_before_anything_has_begun_and_once_it_is_over() -> None:
    resting = Tale().press("comfort", "size-1", "close")
    assert resting.press("back").session.comfort.size == 1
    over = started().hear(LIFT).say("yes", "skip", "yes").saved()
    assert over.press("back").step is Step.DONE


def test_ears_that_fail_are_told_and_the_touch_path_reaches_a_ticket() -> None:
    tale = started().listen().tell(EarsChanged(Ears.NO_MICROPHONE))
    assert tale.said()[-1] == "speak.deaf"
    tale.press("touch", "choice-2", "choice-1", "skip")
    assert tale.step is Step.READBACK
    assert tale.press("yes").saved().step is Step.DONE


def test_ears_that_come_back_listen_again_by_themselves() -> None:
    tale = started().listen().tell(EarsChanged(Ears.MOMENT))
    assert not tale.session.listening
    assert tale.tell(EarsChanged(Ears.READY)).session.listening


def test_a_voice_that_dies_mid_sentence_does_not_hold_the_resident_up() -> None:
    tale = started().tell(VoiceChanged(able=False))
    assert (tale.session.listening, tale.session.speaking) == (True, False)
    assert not any(isinstance(e, Say) for e in tale.hear(LIFT).effects[-3:])


def test_a_late_report_of_an_old_utterance_is_ignored() -> None:
    tale = started()
    old = tale.session.station.saying
    tale.press("repeat")
    assert not tale.tell(Spoken(old)).session.listening


def test_what_was_said_survives_the_warning() -> None:
    tale = started().hear(LIFT).silence().tell(TimedOut("idle")).press("yes")
    assert (tale.step, tale.session.draft.text) == (Step.CHECK, LIFT.text)


def test_another_matter_keeps_language_and_comfort_and_begins_a_new_ticket() -> None:
    tale = started().press("comfort", "size-1", "close").hear(LIFT).say("yes", "skip", "yes").saved()
    tale.press("more")
    assert (tale.step, tale.session.language, tale.session.comfort.size) == (Step.SPEAK, "en", 1)
    assert tale.session.draft == Draft()


def test_a_saved_report_out_of_nowhere_changes_nothing() -> None:
    assert started().answer(Saved("12345678")).step is Step.SPEAK


def test_a_published_answer_is_offered_once_the_words_are_right_and_can_end_the_session_well() -> None:
    tale = started().listen().tell(Heard("x", LIFT, answer="It is mended today. It takes an hour."))
    assert tale.say("yes").step is Step.ANSWER
    tale.listen()
    assert tale.said()[-3:] == ["It is mended today.", "It takes an hour.", "answer.question"]
    assert tale.say("yes").step is Step.ANSWERED
    assert tale.press("leave").step is Step.WELCOME
    assert not tale.asked(Save)


def test_an_answer_that_does_not_settle_it_goes_on_to_a_ticket_and_is_not_offered_again() -> None:
    tale = started().listen().tell(Heard("x", LIFT, answer="It is mended today."))
    tale.say("yes", "no", "skip")
    assert tale.step is Step.READBACK
    assert tale.say("yes").saved().step is Step.DONE


def test_neighbours_who_told_of_the_same_are_asked_about_before_the_read_back() -> None:
    tale = started().hear(LIFT).say("yes")
    draft = replace(tale.session.draft, same=None)
    assert tale.asked(SameMatter) == [SameMatter(draft, "en")]
    tale.answer(SameFound("10000012", 12)).say("skip")
    assert tale.step is Step.NEIGHBOUR
    assert tale.say("yes").session.draft.joins == "10000012"
    tale.say("yes")
    (save,) = tale.asked(Save)
    assert save.draft.joins == "10000012"


def test_another_matter_than_the_neighbours_is_a_ticket_of_its_own() -> None:
    tale = started().hear(LIFT).say("yes").answer(SameFound("10000012", 1)).say("skip", "no")
    assert tale.step is Step.READBACK
    assert tale.session.draft.joins == ""


def test_neighbours_found_after_the_resident_agreed_or_was_asked_are_too_late() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").answer(SameFound("10000012", 1))
    assert tale.step is Step.SAVING
    tale.answer(SaveFailed("disk full")).answer(SameFound("10000012", 1))
    assert (tale.step, tale.session.draft) == (Step.KEPT, Draft())
    asked = started().hear(LIFT).say("yes").answer(SameFound("10000012", 1)).say("skip", "no")
    assert asked.answer(SameFound("10000013", 2)).step is Step.READBACK
    assert asked.session.draft.same == "10000012"


def test_back_from_what_was_changed_at_the_read_back_is_no_longer_a_change() -> None:
    tale = started().hear(LIFT).say("yes", "skip")
    assert tale.step is Step.READBACK
    tale.press("edit-place")
    assert (tale.step, tale.session.editing) == (Step.PLACE, True)
    tale.press("back")
    assert (tale.step, tale.session.editing) == (Step.READBACK, False)


def test_how_urgent_it_is_goes_to_and_fro_and_each_change_is_noted() -> None:
    tale = started().hear(LIFT).say("yes", "skip").press("edit-urgency", "choice-1")
    assert tale.session.draft.urgency.value == "urgent"
    tale.press("edit-urgency", "choice-2")
    assert tale.session.draft.urgency.value == "normal"
    changes = [(c.field, c.before, c.after, c.by) for c in tale.session.draft.corrections]
    assert changes == [("urgency", "normal", "urgent", "touch"), ("urgency", "urgent", "normal", "touch")]


def test_another_matter_begins_with_nothing_of_the_first_but_language_and_comfort() -> None:
    tale = started().press("comfort", "size-2", "close").hear(LIFT).say("yes", "skip")
    tale.session = replace(tale.session, likely="40721937", editing=True, keypad=Keypad("555"))
    tale.press("yes").saved("40721936").press("more")
    now = tale.session
    assert (now.step, now.draft, now.trail) == (Step.SPEAK, Draft(), ())
    assert (now.likely, now.number, now.keypad, now.editing) == ("", "", Keypad(), False)
    assert (now.language, now.comfort.size) == ("en", 2)


def test_one_number_for_all_emergencies_is_said_once_else_each_by_its_kind() -> None:
    assert calls(("112", "112", "112")) == (Line("emergency.ring", "112"),)
    assert calls(("119", "120", "110")) == (
        Line("emergency.fire", "119"),
        Line("emergency.ambulance", "120"),
        Line("emergency.police", "110"),
    )
    assert len(calls(("112", "112", "110"))) == len(calls(("119", "112", "112"))) == 3


def test_somebody_is_called_from_the_emergency_screen_and_it_leads_on() -> None:
    tale = started().hear(GAS)
    before = len(tale.effects)
    tale.press("call")
    assert CallVolunteer("emergency") in tale.effects[before:]
    assert tale.session.overlay is Overlay.HELP
    tale.press("go-on", "go-on")
    assert (tale.step, tale.session.overlay) == (Step.CHECK, Overlay.NONE)


def test_two_digits_said_together_are_dialled_one_alone_is_a_key_or_an_answer() -> None:
    contact = session_of(step=Step.CONTACT, ears=Ears.READY, language="en")
    assert meant("two three", contact) == Dialled("23")
    assert not isinstance(meant("two", contact), Dialled)
    assert meant(" ", contact) == HeardNothing()
    assert meant("help", session_of(step=Step.SAVING, language="en")) == HeardNothing()
    assert meant("two three", session_of(step=Step.CHECK, language="en")) == HeardNothing()


def test_what_is_derived_from_an_utterance_is_derived_once_for_each_language() -> None:
    said = Utterance("Hello.")
    assert [said.in_language(tag).language for tag in ("zh-CN", "en")] == [language("zh-CN"), language("en")]
    assert said.in_language("en") is said.in_language("en")


def test_an_idle_while_after_the_number_ends_the_session_without_a_question() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").saved().silence()
    tale.tell(TimedOut("idle"))
    assert (tale.step, tale.session.overlay) == (Step.WELCOME, Overlay.NONE)


def test_who_is_asked_ten_times_whether_they_are_there_is_not_asked_again() -> None:
    tale = started().silence()
    for asked in range(1, tale.session.station.patience.extensions + 1):
        tale.tell(TimedOut("idle"))
        assert (tale.session.overlay, tale.session.warnings) == (Overlay.STILL_THERE, asked)
        tale.press("yes").silence()
    tale.tell(TimedOut("idle"))
    assert tale.step is Step.WELCOME


def test_a_number_that_was_typed_is_noted_as_the_residents_own_change() -> None:
    tale = started().hear(LIFT).say("yes").press(*(f"digit-{d}" for d in "5550149"), "done")
    assert tale.session.draft.corrections[-1] == Change("phone", "", "5550149", "touch")
    tale.press("edit-phone", "skip")
    assert tale.session.draft.phone == ""


def test_a_ticket_that_cannot_be_saved_has_that_as_its_heading() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").answer(SaveFailed("disk full"))
    shown, prompts = view(tale.session), PACKS["en"].prompts
    assert (shown.question, shown.hint, shown.fails) == (
        (prompts["save.failed"],),
        prompts["save.kept"],
        True,
    )
