from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.conversation import catalogue
from kiosk.conversation.effects import Say
from kiosk.conversation.events import Pressed
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.highlights import shown_words
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.matter import FollowUp
from kiosk.conversation.samples import MATTER
from kiosk.conversation.screens import BESIDE
from kiosk.conversation.session import Comfort, Draft, Ears, Overlay, Session, Step, Word
from kiosk.conversation.view import LampState, View
from kiosk.conversation.wording import sentence
from kiosk.understanding.understood import Candidate, Urgency
from tests.conversation.tales import LIFT, PACKS, Tale, altered, session_of, view

DRAFT = Draft(
    text="The lift is broken.",
    words=(Word("the"), Word("lift", sure=False)),
    category="elevator",
    candidates=tuple(Candidate(code, 0.3) for code in ("elevator", "property", "noise")),
    urgency=Urgency.URGENT,
    reasons=("lift", "broken"),
    place="Happy Lane",
    phone="13800138000",
    others=("The left is broken.", "The lid is broken.", "The list is broken."),
    answer="It is mended today. It takes an hour.",
    answer_source="Housing",
)
ICONS = Path(__file__).parents[2] / "assets" / "icons"
ONLY_SAID: dict[str, set[str]] = {
    Step.EMERGENCY: {"called", "no-emergency"},
    Step.CHECK: {"again", "change", "send"},
    Step.ANSWER: {"solved"},
    Step.CATEGORIES: {f"category-{category.code}" for category in PACKS["en"].categories},
    Step.MEND: {"yes", "no"},
    Step.CONTACT: {"yes", "no"},
    Step.READBACK: {"send", "no"},
    Step.ANSWERED: {"done"},
    Step.KEPT: {"done"},
    Step.DONE: {"done"},
    Step.WELCOME: {f"ticket-{tag}" for tag in PACKS},
    Step.TICKET: {"yes", "no"},
    Step.UNKNOWN: {"done"},
    Step.STATUS: {"done"},
    Step.NOTED: {"done"},
    Overlay.HOW_TO: {"skip"},
    Overlay.STILL_THERE: {"here"},
}
"""What a screen takes when it is said or pressed on a key, besides what it shows."""
ONLY_SHOWN: dict[str, set[str]] = {
    Step.EDIT: {"typed"},  # the window gives the text itself
    Overlay.HELP: {"start-over"},  # which is offered everywhere
}
EVERY = [(step, Overlay.NONE) for step in Step] + [(Step.CHECK, o) for o in Overlay if o]


def session(language: str, step: Step, overlay: Overlay = Overlay.NONE) -> Session:
    return session_of(
        languages=tuple(PACKS),
        categories=tuple(c.code for c in PACKS[language].categories),
        places=("Happy Lane", "Station Road"),
        ears=Ears.READY,
        language=language,
        step=step,
        overlay=overlay,
        draft=DRAFT,
        number="10000012",
        matter=MATTER,
        did=FollowUp.REMINDER,
        keypad=Keypad(MATTER.number if step is Step.TICKET else ""),
        notice_given=True,
    )


def words_of(shown: View) -> str:
    """Every word on the screen."""
    texts = [*shown.question, shown.hint, shown.label, shown.number, shown.typed, shown.error]
    texts += [n.text for n in shown.notes] + [w.text for w in shown.words]
    texts += [t for row in shown.rows for t in (row.label, row.value, *(a.label for a in row.acts))]
    acts = (*shown.acts, *shown.foot, *shown.keypad, *shown.tools)
    texts += [t for act in acts for t in (act.label, act.hint)]
    return "\n".join([*texts, shown.lamp.word, shown.lamp.hint])


@pytest.mark.parametrize("language", sorted(PACKS))
@pytest.mark.parametrize(("step", "overlay"), EVERY)
def test_every_screen_is_worded_and_nothing_shows_a_key(language: str, step: Step, overlay: Overlay) -> None:
    shown = view(session(language, step, overlay))
    text = words_of(shown)
    assert shown.question
    assert "{" not in text
    keys = [key for key in PACKS["en"].prompts if "." in key and key in text.split()]
    assert not keys


@pytest.mark.parametrize(("step", "overlay"), EVERY)
def test_what_is_offered_stands_on_the_screen(step: Step, overlay: Overlay) -> None:
    now = session("en", step, overlay)
    shown = view(now)
    controls = (*shown.acts, *shown.keypad, *(a for row in shown.rows for a in row.acts))
    codes = {act.code for act in controls}
    offered = set(RESIDENT.front(now).offered(now))
    assert offered - codes == ONLY_SAID.get(overlay or step, set())
    assert codes - offered == ONLY_SHOWN.get(overlay or step, set())


@pytest.mark.parametrize(("step", "overlay"), EVERY)
def test_every_act_that_stands_on_a_screen_does_something(step: Step, overlay: Overlay) -> None:
    now = session("en", step, overlay)
    shown = view(now)
    controls = (*shown.acts, *shown.keypad, *(a for row in shown.rows for a in row.acts))
    anywhere = () if RESIDENT.front(now).busy else (*shown.foot, *(a for a in (shown.home, shown.hide) if a))
    for act in (*controls, *anywhere):
        nothing_to_repeat = act.code == "repeat" and RESIDENT.front(now).at_rest
        if act.enabled and not act.chosen and act.code != "typed" and not nothing_to_repeat:
            after, effects = advance(now, Pressed(act.code))
            assert after != now or effects, act.code


@pytest.mark.parametrize(("step", "overlay"), EVERY)
def test_a_patient_hand_finds_its_way_through_among_what_is_offered(step: Step, overlay: Overlay) -> None:
    now = session("en", step, overlay)
    screen = RESIDENT.front(now)
    if not screen.busy:
        shown = view(now)
        acts = (*shown.acts, *shown.foot)
        assert screen.way_through(now) in [act.code for act in acts if act.enabled]


@pytest.mark.parametrize(("step", "overlay"), EVERY)
def test_every_picture_on_a_screen_is_there_and_every_number_is_its_own(step: Step, overlay: Overlay) -> None:
    shown = view(session("en", step, overlay))
    acts = (*shown.acts, *shown.foot, *(act for act in (shown.home, shown.hide) if act))
    icons = [act.icon for act in acts] + [note.icon for note in shown.notes]
    assert not {icon for icon in icons if icon} - {path.stem for path in ICONS.glob("*.svg")}
    numbers = [icon for icon in icons if icon.startswith("number-circle-")]
    assert len(numbers) == len(set(numbers))


def test_only_a_screen_of_the_way_is_ever_due() -> None:
    assert not any(screen.due(session("en", Step.SPEAK)) for screen in BESIDE)


def test_the_page_of_all_screens_in_the_docs_is_what_they_are() -> None:
    page = Path(__file__).parents[2] / "docs" / "screens.md"
    assert page.read_text(encoding="utf-8") == catalogue.page(), (
        "run: python -m kiosk.conversation.catalogue > docs/screens.md"
    )


@pytest.mark.parametrize("language", sorted(PACKS))
def test_every_sentence_that_is_said_also_stands_on_the_screen(language: str) -> None:
    for step, overlay in EVERY:
        now = session(language, step, overlay)
        text = words_of(view(now)).replace(" ", "")
        for line in RESIDENT.lines(now):
            said = sentence(PACKS[language], line).text.replace(" ", "")
            number = now.number in said and now.number in text
            assert said in text or number, f"{step}/{overlay}: {said}"


def test_the_question_that_is_asked_again_is_shown_too() -> None:
    tale = Tale().press("language-en").listen().silence()
    said = [e for e in tale.effects if isinstance(e, Say)][-1].lines[0]
    assert sentence(PACKS["en"], said).text in words_of(view(tale.session))


def test_a_word_that_was_not_sure_keeps_its_mark_in_the_text() -> None:
    assert shown_words(DRAFT) == (Word("The "), Word("lift", sure=False), Word(" is broken."))


def test_a_mark_goes_to_the_word_it_belongs_to_where_a_word_comes_twice() -> None:
    words = (Word("不"), Word("对"), Word("不", sure=False), Word("热"))
    assert shown_words(Draft(text="不对不热", words=words)) == (
        Word("不对"),
        Word("不", sure=False),
        Word("热"),
    )


def test_the_lamp_says_why_the_kiosk_cannot_hear() -> None:
    for ears in (Ears.NO_MODEL, Ears.NO_MICROPHONE, Ears.BROKEN):
        lamp = view(altered(session("en", Step.SPEAK), ears=ears)).lamp
        assert lamp.state is LampState.OFF
        assert "touch" in f"{lamp.word} {lamp.hint}".lower()


def test_the_lamp_is_lit_only_once_the_microphone_is_open() -> None:
    tale = Tale().press("language-en")
    assert view(tale.session).lamp.state is LampState.SPEAKING
    assert view(tale.listen().session).lamp.state is LampState.LISTENING


def test_the_read_back_says_who_handles_it_and_why_it_is_urgent() -> None:
    text = words_of(view(session("en", Step.READBACK)))
    assert "Lifts · Market supervision" in text
    assert "Urgent, as you said: “The lift is broken”" in text
    assert "138 0013 8000" in text


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"urgency": Urgency.URGENT, "reasons": ()}, "readback.urgent"),
        ({"urgency": Urgency.EMERGENCY, "reasons": ("smell of gas",)}, "readback.emergency"),
        ({"urgency": Urgency.NORMAL, "reasons": ("smell of gas",)}, "readback.normal"),
    ],
)
def test_reasons_are_told_only_for_what_is_urgent(changes: dict[str, Any], row: str) -> None:
    now = session("en", Step.READBACK)
    shown = view(replace(now, draft=replace(now.draft, **changes)))
    assert shown.rows[3].value == PACKS["en"].prompts[row]


@pytest.mark.parametrize("step", [Step.CATEGORY, Step.CATEGORIES, Step.READBACK])
def test_a_category_that_the_language_does_not_know_stands_there_by_its_code(step: Step) -> None:
    now = altered(session("en", step), categories=("local_matter",))
    draft = replace(now.draft, category="local_matter", candidates=(Candidate("local_matter", 0.5),))
    shown = view(replace(now, draft=draft))
    if step is Step.READBACK:
        assert shown.rows[1].value == "local_matter"
    else:
        assert (shown.acts[0].label, shown.acts[0].hint) == ("local_matter", "")


@pytest.mark.parametrize(
    ("step", "label"),
    [
        (Step.CONTACT, "check.read"),
        (Step.EDIT, "check.read"),
        (Step.MEND, "check.read"),
        (Step.CHECK, "check.read"),
        (Step.READBACK, "check.read"),
        (Step.DONE, "done.read"),
    ],
)
def test_who_does_not_look_can_have_it_read_wherever_something_of_theirs_stands(
    step: Step, label: str
) -> None:
    now = altered(session("en", step), spoken=True, keypad=Keypad("5550149"))
    (act,) = [act for act in view(now).acts if act.code == "read"]
    assert (act.label, act.icon) == (PACKS["en"].prompts[label], "speaker-high")


def test_digits_are_counted_for_who_does_not_look() -> None:
    now = altered(session("en", Step.CONTACT), spoken=True, keypad=Keypad("5550149"))
    lines = RESIDENT.lines(replace(now, draft=replace(now.draft, phone="")))
    assert [line.text for line in lines if line.key == "say.contact_heard"] == ["7"]


def test_a_place_that_is_known_is_the_main_act_and_the_microphone_is_another() -> None:
    now = altered(session("en", Step.PLACE), caption=(Word("by the"),))
    for listening, code in ((False, "talk"), (True, "finish")):
        shown = view(altered(now, listening=listening))
        assert [(act.code, act.icon) for act in shown.acts if act.main] == [("yes", "check-circle")]
        assert code in [act.code for act in shown.acts]
        assert shown.words == (Word("by the"),)


def test_the_microphone_is_the_main_act_where_words_are_asked_for() -> None:
    (main,) = [act for act in view(session("en", Step.SPEAK)).acts if act.main]
    assert (main.code, main.icon) == ("talk", "microphone")


def test_a_typical_request_reads_the_same_in_a_second_language_after_a_change() -> None:
    tale = Tale().press("language-en").hear(LIFT).press("comfort", "language-zh-CN", "close")
    shown = view(tale.session)
    assert "".join(w.text for w in shown.words) == LIFT.text
    assert shown.question[0] == PACKS["zh-CN"].prompts["check.question"]


@pytest.mark.parametrize(
    ("changes", "hears"),
    [
        ({"listen_at_rest": True}, True),
        ({"listen_at_rest": True, "ears": Ears.MOMENT}, True),
        ({"listen_at_rest": False}, False),
        ({"listen_at_rest": True, "ears": Ears.NO_MICROPHONE}, False),
        ({"listen_at_rest": True, "screen_reader": True}, False),
    ],
)
def test_the_welcome_screen_says_that_it_hears_a_hello_only_where_it_will(
    changes: dict[str, object], hears: bool
) -> None:
    welcome = view(altered(session("en", Step.WELCOME), **changes))
    prompts = PACKS["en"].prompts
    assert [note.icon for note in welcome.notes] == ["shield-check", *(["ear"] if hears else [])]
    assert (prompts["welcome.at_rest"] in [note.text for note in welcome.notes]) is hears
    start = next(act for act in welcome.acts if act.code == "language-en")
    assert start.hint == prompts["welcome.hello_hint" if hears else "welcome.start_hint"]
    deaf = altered(session("en", Step.WELCOME), **changes).station.ears.deaf
    label, icon = ("welcome.start_touch", "hand-pointing") if deaf else ("welcome.start", "microphone")
    assert (start.label, start.icon, start.language) == (prompts[label], icon, "en")


def test_the_welcome_screen_greets_in_two_languages_and_the_first_button_is_the_first_languages() -> None:
    welcome = view(altered(session("en", Step.WELCOME), languages=("ko", "en", "zh-CN")))
    assert welcome.question == tuple(PACKS[tag].prompts["welcome.title"] for tag in ("ko", "en"))
    assert (welcome.headings, welcome.way) == (2, "")
    *buttons, ticket, how_to = welcome.acts
    assert [act.code for act in buttons] == ["language-ko", "language-en", "language-zh-CN"]
    assert [act.main for act in buttons] == [True, False, False]
    assert (ticket.code, how_to.code) == ("ticket", "how-to")
    assert (ticket.label, ticket.hint) == tuple(PACKS[tag].prompts["ticket.label"] for tag in ("en", "ko"))
    here = PACKS["en"].prompts["welcome.start_hint"]
    assert (welcome.lamp.state, welcome.lamp.word) == (LampState.IDLE, here)
    speaking = view(altered(session("en", Step.WELCOME), speaking=True))
    assert (speaking.lamp.state, speaking.lamp.word, speaking.lamp.hint) == (LampState.SPEAKING, here, "")


def test_every_screen_tells_its_language_its_comfort_and_what_the_window_does_by_itself() -> None:
    prompts, comfort = PACKS["en"].prompts, Comfort(size=2)
    shown = view(altered(session("en", Step.SPEAK), comfort=comfort))
    assert (shown.language, shown.name, shown.comfort) == ("en", prompts["name"], comfort)
    assert [tool.label for tool in shown.tools] == [prompts[f"tools.{tool.code}"] for tool in shown.tools]
    assert {"scroll-up", "scroll-down", "key-erase", "key-stop"} <= {tool.code for tool in shown.tools}


@pytest.mark.parametrize(
    ("changes", "state", "word"),
    [
        ({"ears": Ears.MOMENT}, LampState.MOMENT, "lamp.moment"),
        ({"listening": True, "open": False}, LampState.MOMENT, "lamp.moment"),
        ({"listening": False}, LampState.IDLE, "lamp.idle"),
    ],
)
def test_the_lamp_has_a_word_for_each_of_its_states(
    changes: dict[str, Any], state: LampState, word: str
) -> None:
    lamp = view(altered(session("en", Step.SPEAK), **changes)).lamp
    assert (lamp.state, lamp.word) == (state, PACKS["en"].prompts[word])
