"""The voice as the resident steers it: named controls, pause and go on, how to use it, a hello at rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.conversation.effects import Hush, ResetComfort, Say, StartTimer
from kiosk.conversation.events import (
    EarsChanged,
    Focused,
    HeardNothing,
    Pressed,
    Sounding,
    Spoken,
    TimedOut,
    Typing,
)
from kiosk.conversation.line import Line
from kiosk.conversation.session import Comfort, Ears, Overlay, Scan, Step, Theme
from kiosk.conversation.view import LampState
from tests.conversation.tales import CATEGORIES, LIFT, PACKS, Tale, altered, meant, session_of, view

SKIP = Focused("skip", ("I am not sure", "Or say “skip”"))


def at_rest() -> Tale:
    """A station that waits for a greeting."""
    session = session_of(categories=CATEGORIES, places=("Happy Lane",), listen_at_rest=True)
    return Tale(session).tell(EarsChanged(Ears.READY))


def by_keys(code: str = "language-en") -> Tale:
    """Somebody who has skipped the explanation by a key and chosen a language."""
    return at_rest().tell(Pressed("touched", "keys"), Pressed("touched", "keys"), Pressed(code, "keys"))


def last_say(tale: Tale) -> Say:
    said = tale.last(Say)
    assert isinstance(said, Say)
    return said


# -- what has the focus ----------------------------------------------------------------------------------


def test_a_control_is_named_at_once_with_its_hint_and_the_kiosk_listens_again() -> None:
    tale = by_keys().tell(SKIP)
    assert isinstance(tale.effects[-3], Hush) or any(isinstance(e, Hush) for e in tale.effects[-4:])
    assert [line.text for line in last_say(tale).lines] == list(SKIP.words)
    assert tale.listen().session.listening


def test_what_is_in_force_is_said_to_be_chosen() -> None:
    tale = by_keys().press("comfort").tell(Focused("size-0", ("Size: 1",), chosen=True))
    assert [line.key or line.text for line in last_say(tale).lines] == ["Size: 1", "state.chosen"]


def test_the_first_control_of_a_new_screen_is_named_after_the_screen_was_said() -> None:
    tale = by_keys()
    screen = last_say(tale)
    tale.tell(replace(SKIP, arrived=True))
    assert last_say(tale) is screen, "it does not interrupt"
    tale.tell(Spoken(tale.session.station.saying))
    assert [line.text for line in last_say(tale).lines] == list(SKIP.words)


def test_a_place_that_the_resident_named_is_never_kept_on_the_disk_when_it_is_said() -> None:
    tale = by_keys()
    tale.session = altered(tale.session, step=Step.PLACE)
    assert last_say(tale.tell(Focused("yes", ("Block 3",)))).lines[0].private
    assert last_say(tale.tell(Focused("choice-1", ("Happy Lane",)))).lines[0] == Line("", "Happy Lane", True)
    assert not last_say(tale.tell(SKIP)).lines[0].private


def test_a_digit_is_counted_aloud_and_never_named() -> None:
    tale = by_keys().hear(LIFT).say("yes").press("digit-7", "digit-1")
    assert last_say(tale).lines[0].key == "say.contact_heard"
    assert last_say(tale).lines[0].text == "2"
    tale.tell(Pressed("read", "keys"))
    assert last_say(tale).lines[0].text == "7, 1", "unless it is asked for"


def test_nobody_who_moves_the_focus_is_told_that_nothing_was_heard() -> None:
    tale = by_keys().tell(SKIP).listen()
    said = last_say(tale)
    tale.tell(HeardNothing())
    assert last_say(tale) is said
    assert tale.session.misses == 0


def test_what_was_typed_is_read_out_when_asked_for() -> None:
    tale = by_keys().press("type").tell(Typing("the lamp is"), Pressed("read", "keys"))
    assert last_say(tale).lines[0].text == "the lamp is"
    assert last_say(tale).lines[0].private


# -- pause -----------------------------------------------------------------------------------------------


def speaking() -> Tale:
    """English, the second sentence of the first screen sounds."""
    tale = Tale().press("language-en")
    return tale.tell(Sounding(tale.session.station.saying, 1))


@pytest.mark.parametrize("how", ["lamp", "pause"])
def test_a_paused_voice_goes_on_with_the_sentence_that_was_cut_off(how: str) -> None:
    tale = speaking()
    lines = last_say(tale).lines
    tale.press("touched", how)
    assert not tale.session.speaking
    assert view(tale.session).lamp.hint or tale.session.listening
    assert tale.session.speech.paused
    tale.press("touched", how)
    assert last_say(tale).lines == lines[1:]
    assert tale.session.speaking


def test_the_lamp_asks_for_the_microphone_where_nothing_sounds_and_nothing_was_left() -> None:
    tale = speaking().silence()
    assert not tale.session.listening
    assert tale.press("lamp").session.listening


def test_a_language_goes_on_to_be_named_in_itself() -> None:
    tale = by_keys().tell(Focused("language-zh-CN", ("普通话",), language="zh-CN")).press("touched", "pause")
    assert last_say(tale.press("touched", "pause")).language == "zh-CN"


def test_a_pause_is_ended_by_voice_or_switch_without_a_touch_before() -> None:
    tale = speaking()
    lines = last_say(tale).lines
    assert last_say(tale.press("touched", "pause", "pause")).lines == lines[1:]


def test_a_pause_holds_though_nobody_says_anything() -> None:
    tale = speaking().press("touched", "pause").listen().tell(HeardNothing())
    assert not tale.session.speaking
    lamp = view(tale.session).lamp
    assert (lamp.state, lamp.word) == (LampState.IDLE, PACKS["en"].prompts["lamp.paused"])
    assert StartTimer("idle", 60.0) in tale.effects, "and in the end somebody is asked after"


def test_go_on_can_be_said_too() -> None:
    tale = speaking()
    lines = last_say(tale).lines
    tale.press("touched", "pause").listen().tell(Pressed("go-on", by="voice"))
    assert last_say(tale).lines == lines[1:]


def test_go_on_agrees_where_nothing_was_left_to_be_said() -> None:
    tale = by_keys().hear(LIFT).listen()
    assert meant("go on", tale.session) == Pressed("yes", by="voice")
    tale.press("repeat", "touched", "pause")
    assert meant("go on", tale.session) == Pressed("go-on", by="voice")


def test_any_touch_silences_and_what_was_left_is_kept_until_something_else_is_said() -> None:
    tale = speaking().press("touched")
    assert tale.session.speech.left
    tale.press("repeat")
    assert not tale.session.speech.left


def test_the_pause_key_does_nothing_where_nothing_sounds() -> None:
    tale = speaking().tell(Spoken(1)).listen()
    before = tale.session
    assert tale.press("pause").session == before


# -- how to use it ---------------------------------------------------------------------------------------


def test_the_first_key_on_the_welcome_screen_explains_and_any_key_skips_that() -> None:
    tale = at_rest().tell(Pressed("touched", "keys"))
    assert tale.session.overlay is Overlay.HOW_TO
    assert tale.session.speaking, "the key that asks for it does not silence it"
    assert len(last_say(tale).lines) <= 5
    tale.tell(Pressed("touched", "keys"))
    assert (tale.session.overlay, tale.step) == (Overlay.NONE, Step.WELCOME)
    assert (tale.session.speaking, tale.said()[-2]) == (True, "welcome.title")
    tale.tell(Pressed("touched", "keys"))
    assert not tale.session.overlay.value, "it is explained once"


def test_a_touch_explains_nothing_by_itself_but_an_act_and_help_lead_there() -> None:
    assert at_rest().press("touched").session.overlay is Overlay.NONE
    assert at_rest().press("how-to").session.overlay is Overlay.HOW_TO
    assert by_keys().press("help", "how-to").session.overlay is Overlay.HOW_TO
    assert by_keys().listen().tell(Pressed("how-to", by="voice")).session.overlay is Overlay.HOW_TO


def test_an_explanation_that_somebody_walked_away_from_gives_way_to_the_next_resident() -> None:
    tale = at_rest().tell(Pressed("touched", "keys"))
    tale.tell(Spoken(tale.session.station.saying))
    assert StartTimer("idle", 60.0) in tale.effects
    tale.tell(TimedOut("idle"))
    assert tale.session.untouched
    assert tale.session.listening, "for the next greeting"


def test_somebody_who_came_by_voice_is_told_what_to_say_on_every_screen() -> None:
    tale = at_rest().tell(Pressed("language-en", by="voice"))
    assert tale.said()[-1] == "say.speak"
    tale.hear(LIFT)
    assert tale.said()[-1] == "say.check"
    tale.say("yes")
    assert tale.said()[-1] == "say.contact"
    tale.say("skip", "yes").saved()
    assert tale.said()[-1] == "say.done"


def test_the_number_is_read_slowly_digit_by_digit_when_asked_for() -> None:
    tale = at_rest().tell(Pressed("language-en", by="voice")).hear(LIFT).say("yes", "skip", "yes").saved()
    tale.say("read")
    assert last_say(tale).slowly
    assert last_say(tale).lines[0].text == "4, 0, 7, 2, 1, 9, 3, 6"


# -- comfort by voice and by a switch --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("louder", Comfort(volume_db=6)),
        ("night colours", Comfort(theme=Theme.NIGHT)),
        ("bigger", Comfort(size=1)),
    ],
)
def test_comfort_is_changed_in_passing_and_the_screen_said_again_is_the_sample(
    said: str, wanted: Comfort
) -> None:
    tale = by_keys().hear(LIFT).listen()
    event = meant(said, tale.session)
    before = tale.step
    tale.tell(event)
    assert replace(tale.session.comfort, volume_db=wanted.volume_db) == wanted
    assert tale.session.comfort.volume_db >= wanted.volume_db / 2
    assert tale.step is before
    assert [line.key for line in last_say(tale).lines][:2] == ["comfort.changed", "check.question"]


def test_a_request_about_noise_is_no_wish_for_a_softer_voice() -> None:
    tale = Tale().press("language-zh-CN").listen()
    for text in ("楼上太吵了", "太吵了"):
        event = meant(text, tale.session)
        assert not isinstance(event, Pressed)


def test_a_switch_begins_scanning_and_the_next_resident_begins_without() -> None:
    tale = at_rest().tell(Pressed("scan-normal", "switch"))
    assert (tale.session.comfort, tale.session.spoken) == (Comfort(scan=Scan.NORMAL), True)
    tale.press("touched", "start-over")
    assert ResetComfort() in tale.effects
    assert tale.session.comfort == Comfort()


def test_the_pause_key_does_not_ask_for_the_microphone_where_nothing_sounds() -> None:
    tale = Tale().press("language-en").silence()
    assert not tale.press("pause").session.listening


def test_what_waited_to_be_said_goes_on_once_and_a_new_screen_begins_unmoved() -> None:
    tale = by_keys().tell(replace(SKIP, arrived=True))
    assert tale.press("touched", "pause").session.speech.then == ()
    assert tale.tell(SKIP).session.focused
    assert tale.press("touch").session.focused is False


def test_comfort_by_voice_in_the_panel_is_as_if_it_was_pressed_there() -> None:
    session = session_of(categories=CATEGORIES, ears=Ears.READY, language="en", voice=False)
    tale = Tale(session).press("language-en", "talk", "comfort").tell(Pressed("louder", by="voice"))
    assert (tale.session.comfort, tale.session.overlay) == (Comfort(volume_db=6), Overlay.COMFORT)
    assert tale.session.told == ("comfort.now_volume",)
    tale.press("close").tell(Pressed("louder", by="voice"))
    assert (tale.session.comfort.volume_db, tale.session.misses) == (12, 0)


def test_a_switch_that_changes_the_pace_of_scanning_is_not_taken_twice() -> None:
    tale = by_keys().press("comfort")
    tale.effects.clear()
    assert tale.tell(Pressed("scan-slow", "switch")).said() == []
    assert tale.session.comfort.scan is Scan.SLOW


def test_another_language_that_is_asked_for_in_passing_is_said_in_it_and_the_screen_again() -> None:
    tale = by_keys().hear(LIFT).say("language-zh-CN")
    assert (tale.session.language, tale.step) == ("zh-CN", Step.CHECK)
    assert [line.key for line in last_say(tale).lines][:2] == ["language.changed", "check.question"]
    assert PACKS["zh-CN"].prompts["language.changed"] in view(tale.session).hint
