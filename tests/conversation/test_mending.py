"""What was heard wrong is mended: by the part that is said again, by another reading, or all of it anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.conversation.draft import Change
from kiosk.conversation.effects import Effect, Listening, Say
from kiosk.conversation.events import EarsChanged, Event, Focused, HardToHear, Heard, Partial, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import Draft, Ears, Session, Step, Word
from kiosk.conversation.wording import sentence
from kiosk.understanding.understood import Urgency
from tests.conversation.tales import LIFT, PACKS, Tale, altered, session_of, view


class QuietPort:
    """A front end that shows and says nothing: what is said is over at once."""

    def __getattr__(self, name: str) -> object:
        return lambda *arguments: None


class Talk:
    """A conversation by voice with a station that hears exactly what is said."""

    def __init__(self, language: str = "en") -> None:
        session = session_of(
            categories=tuple(c.code for c in PACKS[language].categories),
            ears=Ears.READY,
            languages=(language,),
        )
        session = altered(session, language=language, voice=False)
        self.inner = Conversation(RESIDENT, session, PACKS, QuietPort())  # type: ignore[arg-type] # any verb will do
        self.effects: list[Effect] = []
        self.events: list[Event] = []
        self.inner.watch = self._watch
        self.press(f"language-{language}")

    def _watch(self, event: Event, session: Session, effects: tuple[Effect, ...]) -> None:
        self.events.append(event)
        self.effects += effects

    def press(self, *codes: str) -> Talk:
        for code in codes:
            self.inner.handle(Pressed(code))
        return self

    def say(self, text: str, others: Sequence[str] = (), words: Sequence[Word] = ()) -> Talk:
        assert self.session.listening, f"{self.session.step} does not listen"
        self.inner.heard(self.session.station.turn, text, words, "whisper", others)
        return self

    @property
    def session(self) -> Session:
        return self.inner.session

    @property
    def draft(self) -> Draft:
        return self.session.draft

    @property
    def step(self) -> str:
        return self.session.step


WRONG = "The left in building three is broken."
RIGHT = "The lift in Building 3 is broken."


def test_a_no_asks_what_it_should_say_and_a_part_said_again_mends_the_text() -> None:
    talk = Talk().say(WRONG).say("no")
    assert talk.step == Step.MEND
    talk.say("The lift.")
    assert talk.step == Step.CHECK, "and it is asked about again"
    assert talk.draft.text == RIGHT
    assert talk.draft.category == "elevator", "it is understood anew"
    assert talk.draft.corrections == (Change("text", "The left in Building 3 is broken.", RIGHT, "voice"),)
    assert (talk.draft.recognized, talk.draft.engine) == (WRONG, "whisper")
    shown = view(talk.session).words
    assert [word.text for word in shown if not word.sure] == ["lift"], "what is new is marked"


def test_it_goes_the_same_way_in_mandarin() -> None:
    talk = Talk("zh-CN").say("三号楼的电梯换了").say("不对").say("不是换了，是坏了。")
    assert (talk.step, talk.draft.text) == (Step.CHECK, "3 号楼的电梯坏了")
    assert [word.text for word in view(talk.session).words if not word.sure] == ["坏"]


def test_a_mend_that_went_wrong_costs_one_no_and_the_text_before_is_there() -> None:
    talk = Talk().say(WRONG).say("no").say("the lid").say("no")
    assert talk.draft.others == ("The left in Building 3 is broken.",)
    talk.say("the first one")
    assert (talk.step, talk.draft.text) == (Step.CHECK, "The left in Building 3 is broken.")
    assert talk.say("no").say("the lift").draft.text == RIGHT


def test_what_else_was_heard_can_be_chosen_by_its_place_or_by_touch() -> None:
    others = ["The left in building three is broken", "The lid in building three is broken.", RIGHT]
    by_voice = Talk().say(WRONG, others).say("no").say("The second one.")
    by_touch = Talk().say(WRONG, others).say("no").press("choice-2")
    for talk, by in ((by_voice, "voice"), (by_touch, "touch")):
        assert (talk.step, talk.draft.text) == (Step.CHECK, RIGHT)
        assert talk.draft.corrections[-1].by == by
        assert talk.draft.recognized == WRONG
        assert talk.draft.others == ("The lid in Building 3 is broken.", "The left in Building 3 is broken.")


def test_a_part_that_is_misheard_again_is_found_in_what_else_it_may_have_been() -> None:
    talk = Talk().say(WRONG).say("no").say("the left", ["the lift", "delivered"])
    assert talk.draft.text == RIGHT


def test_what_else_the_part_may_have_been_stays_within_reach() -> None:
    talk = Talk().say(WRONG).say("no").say("the lift", ["the lid"])
    assert talk.draft.text == RIGHT
    assert talk.draft.others == (
        "The lid in Building 3 is broken.",
        "The left in Building 3 is broken.",
    )


def test_where_the_part_was_clear_the_other_readings_of_the_whole_stay_within_reach() -> None:
    talk = Talk().say(WRONG, ["The lid in building three is broken."]).say("no").say("the lift")
    assert talk.draft.others == (
        "The lid in Building 3 is broken.",
        "The left in Building 3 is broken.",
    )


def test_of_two_words_that_sound_alike_the_one_that_was_not_sure_is_mended() -> None:
    heard = "The left door and the left window are broken."
    for first in (True, False):
        words = [Word("the left", sure=not first), Word("door and the"), Word("left", sure=first)]
        talk = Talk().say(heard, words=[*words, Word("window are broken")]).say("no").say("lift")
        assert (
            talk.draft.text == heard.replace("left", "lift", 1)
            if first
            else talk.draft.text.endswith("the lift window are broken.")
        )


def test_a_published_answer_to_the_reading_that_was_chosen_is_offered() -> None:
    asked = "What day does the pension come?"
    talk = Talk().say("What day does the pension comb?", [asked]).say("no").say("the first one")
    assert talk.draft.text == asked
    assert talk.draft.answer


def test_all_of_it_said_anew_replaces_the_text_and_the_one_before_stays_in_reach() -> None:
    talk = (
        Talk()
        .say(WRONG)
        .say("no")
        .say("My neighbour plays loud music every night.", ["My neighbours play it."])
    )
    assert (talk.step, talk.draft.category) == (Step.CHECK, "noise")
    assert talk.draft.recognized == "My neighbour plays loud music every night."
    assert talk.draft.others[-1] == "The left in Building 3 is broken."


def test_a_part_may_be_a_word_that_is_a_command_elsewhere() -> None:
    assert Talk().say("The street lamps go out every knight at nine.").say("no").say("night").draft.text == (
        "The street lamps go out every night at nine."
    )
    louder = Talk().say("The music gets lauder every evening.").say("no").say("louder")
    assert louder.draft.text == "The music gets louder every evening."
    assert Talk("zh-CN").say("三号楼的电梯坏了").say("不对").say("二号楼").draft.text == "2 号楼的电梯坏了"


@pytest.mark.parametrize(
    ("said", "step"), [("yes", Step.CHECK), ("No.", Step.MEND), ("let me say it again", Step.SPEAK)]
)
def test_answers_are_no_words_of_the_text(said: str, step: Step) -> None:
    talk = Talk().say(WRONG).say("no").say(said)
    assert talk.step is step
    assert talk.draft.text == "The left in Building 3 is broken."
    assert talk.session.listening, "and the kiosk listens on"


def test_back_leads_from_the_mended_text_to_where_it_was_said() -> None:
    talk = Talk().say(WRONG).say("no").press("back")
    assert talk.step == Step.CHECK
    talk.say("no").say("the lift").press("back")
    assert talk.step == Step.SPEAK


def test_what_is_very_short_is_sooner_said_again() -> None:
    assert Talk().say("No water.").say("no").step is Step.SPEAK
    assert Talk().say("The left is broken.").say("no").step is Step.MEND
    assert Talk("zh-CN").say("停水了").say("不对").step is Step.SPEAK
    assert Talk("zh-CN").say("停水了", ["听睡了"]).say("不对").step is Step.MEND, (
        "but for what else was heard"
    )


def test_a_deaf_kiosk_lets_it_be_typed() -> None:
    tale = Tale().press("language-en").hear(LIFT)
    tale.session = altered(tale.session, ears=Ears.BROKEN)
    assert tale.press("no").step is Step.EDIT


def test_danger_that_a_mend_brings_to_light_is_met_at_once() -> None:
    talk = Talk().say("There is a strong smell of grass in our kitchen").say("no").say("gas")
    assert talk.draft.urgency is Urgency.EMERGENCY
    assert talk.step == Step.EMERGENCY
    assert talk.press("go-on").step is Step.CHECK


def test_words_mended_from_the_read_back_are_checked_and_lead_back_to_it() -> None:
    talk = Talk().say(WRONG).say("yes").press("choice-1", "skip", "skip")
    assert talk.step == Step.READBACK
    assert talk.say("no").say("my words").step == Step.MEND
    assert talk.say("the lift").step == Step.CHECK
    assert talk.say("yes").step == Step.READBACK
    assert talk.draft.text == RIGHT


def mending(**changes: object) -> Tale:
    """Where the lift is wrong, with another reading."""
    tale = Tale().press("language-en")
    tale.session = altered(tale.session, **changes)
    tale.listen().tell(Heard(LIFT.text, LIFT, others=("The left is broken.",)))
    return tale.say("no")


def test_nobodys_words_are_read_aloud_unasked_but_each_has_its_number() -> None:
    tale = mending(spoken=True)
    assert tale.listen().listened()[-1].listening is Listening.FREE
    assert not any(line.private for line in tale.lines())
    assert tale.said()[-2:] == ["mend.question", "say.mend_which"]
    tale.tell(Focused("choice-1", ("The left is broken.",)))
    assert tale.said()[-1] == "mend.choice_1"
    tale.press("read")
    assert tale.said()[-3:] == [LIFT.text, "mend.choice_1", "The left is broken."]
    assert all(line.private for line in tale.lines() if not line.key)


@pytest.mark.parametrize(
    ("others", "spoken", "hint"),
    [
        ((), False, "mend.hint"),
        (("The left is broken.",), False, "mend.hint"),
        ((), True, "say.mend"),
        (("The left is broken.",), True, "say.mend_which"),
    ],
)
def test_a_second_no_is_told_again_what_can_be_said(others: tuple[str, ...], spoken: bool, hint: str) -> None:
    tale = Tale().press("language-en")
    tale.session = altered(tale.session, spoken=spoken)
    tale.listen().tell(Heard(LIFT.text, LIFT, others=others)).say("no")
    assert hint in tale.said()
    tale.effects.clear()
    tale.say("no")
    assert (tale.step, tale.said()) == (Step.MEND, [hint])


def test_a_kiosk_that_goes_deaf_says_so_in_place_of_asking_for_words() -> None:
    tale = mending().tell(EarsChanged(Ears.BROKEN)).press("repeat")
    assert tale.said()[-3:] == ["mend.question", "speak.deaf", "mend.offer"]
    shown = view(tale.session)
    assert shown.hint.startswith(PACKS["en"].prompts["speak.deaf"])
    assert [act.code for act in shown.acts if act.main] == []


def test_where_words_may_be_read_the_others_are_told_with_their_numbers() -> None:
    tale = mending(read_always=True)
    assert tale.said()[-5:] == [
        "mend.question",
        "mend.choice_1",
        "The left is broken.",
        "mend.hint",
        "mend.offer",
    ]
    tale.tell(Focused("choice-1", ("The left is broken.",)))
    assert tale.said()[-1] == "The left is broken."


def test_silence_is_met_as_elsewhere_and_touch_stays() -> None:
    tale = mending().silence()
    assert tale.said()[-1] == "speak.nothing_3"
    assert tale.press("again").step is Step.SPEAK


def test_nothing_of_the_other_readings_outlives_the_resident() -> None:
    tale = mending().press("start-over", "yes")
    assert tale.session.draft == Draft()


def test_every_sentence_of_a_reading_stands_on_its_button_with_what_differs_marked() -> None:
    shown = view(mending().session)
    (button,) = [act for act in shown.acts if act.code == "choice-1"]
    assert (button.label, button.hint) == ("The left is broken.", "")
    assert [button.label[begin:end] for begin, end in button.highlighted] == ["left"]
    said = [
        sentence(PACKS["en"], line).text for e in mending().effects if isinstance(e, Say) for line in e.lines
    ]
    assert said[-1] in shown.hint


@pytest.mark.parametrize("changes", [{"spoken": True}, {"read_always": True}])
def test_who_does_not_look_finds_the_number_of_a_reading_on_its_button(changes: dict[str, object]) -> None:
    (button,) = [act for act in view(mending(**changes).session).acts if act.code == "choice-1"]
    assert button.hint == PACKS["en"].prompts["mend.choice_1"]


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("x" * 24, "x" * 24),
        ("x" * 25, "…" + "x" * 24),
        ("and " + "x" * 23, "…" + "x" * 23),
        ("电" * 12, "电" * 12),
        ("梯" + "电" * 12, "…" + "电" * 12),
    ],
)
def test_the_end_of_what_is_being_heard_stands_beside_the_lamp(heard: str, shown: str) -> None:
    tale = mending().listen().tell(Partial((Word(heard),)))
    assert view(tale.session).lamp.hint == shown
    assert view(tale.tell(HardToHear("faint")).session).lamp.hint == PACKS["en"].prompts["lamp.hearing_faint"]


def test_a_long_reading_shows_the_piece_that_differs() -> None:
    story = "I came down the stairs early this morning to do my shopping with my neighbour, and "
    after = (
        ", and my mother who is ninety and lives on the fifth floor cannot get down to the shops any more."
    )
    tale = mending()
    tale.session = replace(
        tale.session,
        draft=replace(
            tale.session.draft,
            text=f"{story}the lift was broken{after}",
            others=(f"{story}the left was broken{after}",),
        ),
    )
    (button,) = [act for act in view(tale.session).acts if act.code == "choice-1"]
    assert len(button.label) < 100
    assert button.label.startswith("…")
    assert button.label.endswith("…")
    assert [button.label[begin:end] for begin, end in button.highlighted] == ["left"]


def test_what_is_said_but_not_offered_is_asked_again_and_the_kiosk_listens_on() -> None:
    talk = Talk().say("Go on.")
    assert talk.step is Step.SPEAK
    assert talk.session.listening
