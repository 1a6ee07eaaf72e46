"""What the runner brings to a front end, and what it makes of what the ears and the keyboard give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec import structs

from kiosk.conversation.effects import Listening
from kiosk.conversation.events import (
    Answered,
    Event,
    Heard,
    HeardNothing,
    ListeningStarted,
    Pressed,
    Spoken,
    TimedOut,
)
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.questions import NextNumber, NumberLikely, SameFound, SameMatter, Save, Saved
from kiosk.conversation.relay import RelayLine, Side
from kiosk.conversation.runner import SLOWLY, Conversation
from kiosk.conversation.session import Draft, Ears, Session, Step, Word
from kiosk.conversation.transition import ARMED
from kiosk.conversation.wording import Sentence
from tests.conversation.tales import CATEGORIES, PACKS, TODAY, meant, session_of
from tests.conversation.test_screens import session


class FakePort:
    """A front end that keeps what it is told, by the name of the call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.calls.append((name, arguments))

    def last(self, name: str) -> tuple[Any, ...]:
        return [arguments for called, arguments in self.calls if called == name][-1]

    def count(self, name: str) -> int:
        return sum(called == name for called, _ in self.calls)


class Kiosk:
    """A conversation with its port; what is said is over once it is waited for."""

    def __init__(self, **fields: Any) -> None:
        self.port = FakePort()
        station = {"categories": CATEGORIES, "places": ("Happy Lane",), "ears": Ears.READY, "language": "en"}
        session = session_of(**(station | fields))
        self.talk: Conversation[Session] = Conversation(RESIDENT, session, PACKS, self.port)

    @property
    def session(self) -> Session:
        return self.talk.session

    @property
    def turn(self) -> int:
        return self.session.station.turn

    def press(self, *codes: str) -> Kiosk:
        for code in codes:
            if not self.session.armed:
                self.talk.handle(TimedOut(ARMED))
            self.talk.handle(Pressed(code))
        return self

    def listening(self) -> Kiosk:
        """Until the microphone is open."""
        if self.session.speaking:
            self.talk.handle(Spoken(self.session.station.saying))
        self.talk.listening_started(self.turn)
        assert self.session.open
        return self

    def hear(self, text: str, words: Sequence[Word] = (), others: Sequence[str] = ()) -> Kiosk:
        self.listening().talk.heard(self.turn, text, words, "whisper", others)
        return self


def test_the_first_screen_is_shown_and_its_language_made_ready() -> None:
    kiosk = Kiosk()
    kiosk.talk.begin()
    assert kiosk.port.last("speak_language") == ("en",)
    assert kiosk.port.last("show")[0].screen == "welcome"
    assert kiosk.talk.pack is PACKS["en"]


def test_another_language_is_made_ready_before_anything_is_said_in_it() -> None:
    kiosk = Kiosk()
    kiosk.press("language-zh-CN")
    names = [name for name, _ in kiosk.port.calls]
    assert names.index("speak_language") < names.index("say")
    saying, language, sentences, comfort = kiosk.port.last("say")
    assert (saying, language) == (kiosk.session.station.saying, "zh-CN")
    assert sentences[0] == Sentence(PACKS["zh-CN"].prompts["speak.question"])
    assert comfort == kiosk.session.comfort
    kiosk.press("help")
    assert kiosk.port.count("speak_language") == 1
    assert kiosk.port.last("speak_language") == ("zh-CN",)


def test_captions_nothing_and_what_makes_it_hard_come_through_while_their_turn_is_under_way() -> None:
    kiosk = Kiosk().press("language-en").listening()
    kiosk.talk.heard_so_far(kiosk.turn, [Word("the"), Word("lift", sure=False)])
    assert kiosk.session.caption == (Word("the"), Word("lift", sure=False))
    kiosk.talk.hard_to_hear(kiosk.turn, "faint")
    assert kiosk.session.hard == "faint"
    kiosk.talk.heard_nothing(kiosk.turn)
    assert kiosk.session.misses == 1


def test_whatever_comes_of_an_older_turn_is_dropped() -> None:
    kiosk = Kiosk().press("language-en").listening()
    late = kiosk.turn - 1
    kiosk.talk.heard_so_far(late, [Word("late")])
    kiosk.talk.hard_to_hear(late, "noise")
    kiosk.talk.heard_nothing(late)
    kiosk.talk.heard(late, "the lift is broken", [], "whisper")
    kiosk.talk.handle(Pressed("talk"))
    assert (kiosk.session.caption, kiosk.session.hard, kiosk.session.misses) == ((), "", 0)
    assert kiosk.session.step is Step.SPEAK


def test_a_microphone_that_opens_for_an_older_turn_is_not_taken_for_this_one() -> None:
    kiosk = Kiosk().press("language-en")
    kiosk.talk.handle(Spoken(kiosk.session.station.saying))
    kiosk.talk.listening_started(kiosk.turn - 1)
    assert not kiosk.session.open


def test_own_words_come_with_their_engine_their_marks_and_what_else_they_may_be() -> None:
    kiosk = Kiosk().press("language-en")
    kiosk.hear(
        "the lift is broken", [Word("the lift"), Word("is broken", sure=False)], ["the left is broken"]
    )
    draft = kiosk.session.draft
    assert (draft.recognized, draft.engine) == ("the lift is broken", "whisper")
    assert draft.words == (Word("the lift"), Word("is broken", sure=False))
    assert draft.others == ("The left is broken",)


def test_each_listening_turn_is_told_how_it_listens_and_what_can_be_said() -> None:
    kiosk = Kiosk().press("language-en").listening()
    assert kiosk.port.last("listen") == (kiosk.turn, "en", Listening.FREE, [])
    kiosk.hear("the lift is broken").listening()
    turn, language, how, phrases = kiosk.port.last("listen")
    assert (turn, language, how) == (kiosk.turn, "en", Listening.CHOICE)
    assert phrases[-1] == "yes", "the likeliest last"
    assert "no" in phrases


def test_a_volunteer_who_dictates_is_listened_to_freely() -> None:
    kiosk = Kiosk().press("language-en", "help", "relay", "dictate").listening()
    assert kiosk.port.last("listen") == (kiosk.turn, "en", Listening.FREE, [])


def test_a_language_that_knows_no_greeting_is_not_listened_for_at_rest() -> None:
    kiosk = Kiosk(listen_at_rest=True, languages=("en", "zh-CN"))
    silent = structs.replace(PACKS["zh-CN"], words=structs.replace(PACKS["zh-CN"].words, said={}))
    kiosk.talk.packs = {**PACKS, "zh-CN": silent}
    kiosk.talk.handle(TimedOut("asleep"))
    assert kiosk.port.last("listen")[3] == list(reversed(PACKS["en"].words.said["hello"]))


def test_what_can_be_said_on_a_screen_stands_behind_what_can_be_said_anywhere() -> None:
    kiosk = Kiosk().press("language-en").hear("the lift is broken").listening()
    phrases = kiosk.port.last("listen")[3]
    assert phrases.index("louder") < phrases.index("help") < phrases.index("no")
    assert {PACKS["en"].words.said["yes"][n] for n in range(4)} <= set(phrases[-40:])


def test_at_rest_the_greetings_of_all_languages_are_listened_for_the_first_languages_last() -> None:
    kiosk = Kiosk(listen_at_rest=True, languages=("en", "zh-CN"))
    kiosk.talk.handle(TimedOut("asleep"))
    _, _, how, phrases = kiosk.port.last("listen")
    assert how is Listening.AT_REST
    hello = {tag: list(reversed(PACKS[tag].words.said["hello"])) for tag in ("en", "zh-CN")}
    assert phrases == hello["zh-CN"] + hello["en"]


def test_a_turn_is_ended_and_dropped_by_its_number() -> None:
    kiosk = Kiosk().press("language-en").listening().press("finish")
    assert kiosk.port.last("finish_listening") == (kiosk.turn,)
    kiosk.press("type")
    assert kiosk.port.last("stop_listening") == (kiosk.turn,)


def test_what_may_be_asked_for_is_rendered_ahead_and_an_act_silences_the_voice() -> None:
    kiosk = Kiosk().press("language-en").hear("the lift is broken")
    language, sentences, comfort = kiosk.port.last("prerender")
    assert (language, comfort) == ("en", kiosk.session.comfort)
    assert sentences == [Sentence("The lift is broken", private=True)]
    before = kiosk.port.count("hush")
    kiosk.press("hush")
    assert kiosk.port.count("hush") == before + 1


def test_where_a_conversation_goes_is_logged_and_nothing_of_what_was_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "kiosk.conversation")
    Kiosk().press("language-en", "help", "go-on", "repeat").hear("the lift is broken").press("yes")
    assert caplog.messages == [
        "welcome -> speak (Pressed)",
        "speak -> speak/help (Pressed)",
        "speak/help -> speak (Pressed)",
        "speak -> check (Heard)",
        "check -> place (Pressed)",
    ]


def test_services_are_asked_and_their_answers_lead_to_a_number_that_is_said_slowly() -> None:
    kiosk = Kiosk().press("language-en").hear("the lift in block three is broken").press("yes")
    while kiosk.session.step is not Step.READBACK:
        kiosk.press(RESIDENT.front(kiosk.session).way_through(kiosk.session))
    asked = [arguments[0] for name, arguments in kiosk.port.calls if name == "ask"]
    assert [type(question) for question in asked] == [NextNumber, SameMatter]
    kiosk.talk.handle(Answered(asked[0], NumberLikely("40721936")))
    kiosk.talk.handle(Answered(asked[1], SameFound()))
    kiosk.press("yes")
    (save,) = kiosk.port.last("ask")
    assert isinstance(save, Save)
    kiosk.talk.handle(Answered(save, Saved("40721936")))
    assert kiosk.session.number == "40721936"
    assert kiosk.port.last("say")[3].rate == 100
    kiosk = Kiosk(step=Step.DONE, number="40721936", spoken=True).press("read")
    _, _, sentences, comfort = kiosk.port.last("say")
    assert sentences == [Sentence("4, 0, 7, 2, 1, 9, 3, 6", private=True)]
    assert comfort.rate == SLOWLY


def test_what_was_typed_is_taken_as_own_words_and_only_where_a_screen_takes_any() -> None:
    kiosk = Kiosk().press("language-en", "type")
    kiosk.talk.typed("The left is broken.")
    kiosk.press("change")
    kiosk.talk.typed("The lift is broken.")
    assert kiosk.session.step is Step.CHECK
    assert kiosk.session.draft.text == "The lift is broken."
    assert [change.by for change in kiosk.session.draft.corrections] == ["touch"]
    before = kiosk.session
    kiosk.talk.typed("Something else.")
    assert kiosk.session == before


def test_what_is_typed_in_the_relay_stands_there_as_their_words_who_write() -> None:
    kiosk = Kiosk().press("language-en", "help", "relay", "write-volunteer")
    kiosk.talk.typed("What is the matter?")
    assert kiosk.session.relay.lines == (RelayLine(Side.VOLUNTEER, "What is the matter?"),)


def test_words_that_are_said_again_by_voice_are_a_correction_by_voice() -> None:
    kiosk = Kiosk().press("language-en").hear("the left is broken").press("again")
    kiosk.hear("the lift is broken")
    draft = kiosk.session.draft
    assert (draft.recognized, [change.by for change in draft.corrections]) == (
        "the lift is broken",
        ["voice"],
    )


def test_own_words_are_understood_by_the_stations_places_and_the_published_answers() -> None:
    kiosk = Kiosk(places=("Wobbly Corner",)).press("language-en").hear("the lift at wobbly corner is broken")
    assert kiosk.session.draft.place == "Wobbly Corner"
    kiosk.press("again").hear("what day does the pension come")
    draft = kiosk.session.draft
    assert (draft.answer[:8], draft.answer_source) == ("Pensions", "Human resources and social security")


def test_nothing_that_is_heard_where_nothing_is_listened_for_is_taken() -> None:
    assert meant("the lift is broken", session("en", Step.EDIT)) == HeardNothing()
    assert meant(" ", session("en", Step.SPEAK)) == HeardNothing()


def test_timers_calls_and_the_end_reach_the_front_end() -> None:
    kiosk = Kiosk().press("language-en", "help")
    assert kiosk.port.last("call_volunteer") == ("asked",)
    assert kiosk.port.last("ring") == (True,)
    kiosk.press("hush", "back", "hush")
    assert kiosk.port.last("ring") == (False,)
    for _ in range(3):
        kiosk.talk.heard_nothing(kiosk.turn)
        kiosk.press("hush")
    assert kiosk.port.last("start_timer") == ("idle", 60.0)
    assert ("stop_timer", ("warning",)) in kiosk.port.calls
    kiosk.talk.handle(TimedOut("asleep"))
    assert kiosk.port.count("reset") == 1


def test_an_event_that_arises_meanwhile_waits_its_turn() -> None:
    kiosk = Kiosk()
    order: list[str] = []

    def watch(event: object, session: Session, effects: tuple[object, ...]) -> None:
        assert session is kiosk.session
        order.append(type(event).__name__)
        if isinstance(event, Pressed):
            kiosk.talk.handle(ListeningStarted())
            order.append("back")

    kiosk.talk.watch = watch
    kiosk.press("language-en")
    assert order == ["Pressed", "back", "ListeningStarted"]


def test_the_screen_is_drawn_once_for_what_changed_and_not_at_all_where_nothing_did() -> None:
    kiosk = Kiosk().press("language-en")

    def drawn(event: Event) -> int:
        before = kiosk.port.count("show")
        kiosk.talk.handle(event)
        return kiosk.port.count("show") - before

    assert drawn(Spoken(0)) == 0, "an utterance that is long over"
    assert drawn(Pressed("comfort")) == 1
    assert drawn(Spoken(0)) == 0
    kiosk.talk.watch = lambda event, *_: kiosk.talk.handle(ListeningStarted()) if event == back else None
    back = Pressed("comfort")
    assert drawn(back) == 1, "and not what stood only until the next event"


def test_at_the_place_words_are_a_place_spoken_or_typed() -> None:
    session = session_of(
        step=Step.PLACE, language="en", places=("Happy Lane",), ears=Ears.READY, draft=Draft(text="x")
    )
    place = "it is next to the swimming pool in Mill Street"
    for event in (
        RESIDENT.front(session).meant(Utterance(place, engine="whisper"), session, PACKS, TODAY),
        RESIDENT.front(session).typed(place, "touch", session, PACKS, TODAY),
    ):
        assert isinstance(event, Heard)
        assert event.recognized == place
        assert (event.by, event.engine) in (("voice", "whisper"), ("touch", ""))


@pytest.mark.parametrize("step", [Step.CATEGORY, Step.CATEGORIES])
def test_a_category_is_chosen_by_its_name(step: Step) -> None:
    now = session("en", step)
    labels = RESIDENT.front(now).labels(now, PACKS["en"])
    assert len(labels) == len(RESIDENT.front(now).choices(now))
    for code, name in labels.items():
        said = Utterance(name, engine="whisper")
        assert RESIDENT.front(now).meant(said, now, PACKS, TODAY) == Pressed(code, by="voice")
