"""What is rendered before it is asked for, so that nobody waits in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.conversation.effects import Prerender, Say
from kiosk.conversation.events import Dialled, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.line import Line
from kiosk.conversation.questions import NumberLikely
from kiosk.conversation.session import Ears, Step
from kiosk.conversation.wording import fixed_sentences, sentence
from kiosk.settings import EmergencySettings, Settings, StationSettings
from kiosk.speaking import hello
from tests.conversation.tales import GAS, LIFT, PACKS, Tale, altered, view
from tests.conversation.test_screens import EVERY, session, words_of

WALKS = (Path(__file__).parents[1] / "data" / "walks.txt").read_text(encoding="utf-8")
SAID_ON_THE_WALKS = {key for said in re.findall(r"says ([^;]*)", WALKS) for key in said.split(", ")}


def ready(tale: Tale) -> list[str]:
    """What was said to be rendered ahead."""
    return [line.text for effect in tale.effects if isinstance(effect, Prerender) for line in effect.lines]


def by_voice() -> Tale:
    return Tale().tell(Pressed("language-en", by="voice")).hear(LIFT)


def test_whatever_is_read_out_when_asked_for_was_rendered_on_entering_the_screen() -> None:
    tale = by_voice()
    for screen, answers in ((Step.CHECK, ("yes", "skip")), (Step.READBACK, ("yes",)), (Step.DONE, ())):
        if screen is Step.DONE:
            tale.saved()
        assert tale.step is screen
        before = ready(tale)
        tale.press("read")
        said = tale.last(Say)
        assert isinstance(said, Say)
        assert {line.text for line in said.lines if line.text} <= set(before), screen
        tale.say(*answers)


def test_the_tickets_number_can_be_said_the_moment_it_is_given() -> None:
    tale = by_voice().say("yes").answer(NumberLikely("40721936")).say("skip")
    assert tale.step is Step.READBACK
    assert "4 0 7 2 1 9 3 6" in ready(tale)
    assert "40721936" not in words_of(view(tale.session)).replace(" ", ""), "it is not told yet"
    tale.say("yes").saved("40721936")
    assert "4 0 7 2 1 9 3 6" in [line.text for line in tale.lines() if line.key == "done.number"]


def test_a_number_that_was_said_is_ready_to_be_read_back() -> None:
    tale = by_voice().say("yes")
    assert tale.step is Step.CONTACT
    tale.listen().tell(Dialled("5550149"))
    assert "5, 5, 5, 0, 1, 4, 9" in ready(tale)


def test_whom_to_ring_in_an_emergency_is_rendered_when_the_station_is_set_up() -> None:
    settings = Settings(station=StationSettings(emergency=EmergencySettings(fire="112", ambulance="112")))
    prompts = hello(settings, [PACKS["en"]]).languages["en"].prompts
    tale = Tale(altered(Tale().session, emergency=settings.station.emergency.numbers))
    tale.press("language-en").hear(GAS)
    rung = [sentence(PACKS["en"], line).text for line in tale.lines() if line.key.startswith("emergency.")]
    assert len(rung) > 4
    assert set(rung) <= set(prompts)


def test_how_many_digits_were_said_is_rendered_when_the_station_is_set_up() -> None:
    prompts = hello(Settings(), [PACKS["en"]]).languages["en"].prompts
    counted = PACKS["en"].prompts["say.contact_heard"]
    wanted = [counted.replace("{count}", str(digits)) for digits in range(17)]
    assert [sentence in prompts for sentence in wanted] == [*[True] * 16, False], "from none to fifteen"


@pytest.mark.parametrize("language", sorted(PACKS))
def test_every_prompt_that_a_screen_says_is_rendered_before_what_only_controls_say(language: str) -> None:
    pack = PACKS[language]
    sentences = fixed_sentences(pack)
    looking = [session(language, step, overlay) for step, overlay in EVERY]
    here = [*looking, *(replace(each, spoken=True) for each in looking)]
    deaf = [altered(each, ears=Ears.BROKEN) for each in here]
    keys = SAID_ON_THE_WALKS | {line.key for each in (*here, *deaf) for line in RESIDENT.lines(each)}
    names = [category.name for category in pack.categories]
    first, last = sentences.index(names[0]), sentences.index(names[-1])
    for key in keys & pack.prompts.keys():
        if "{" not in pack.prompts[key]:
            assert sentences.index(pack.prompts[key]) < first, key
    assert all(sentences.index(pack.prompts[key]) > last for key in ("check.yes", "foot.help", "done.leave"))


@pytest.mark.parametrize("language", sorted(PACKS))
def test_nothing_is_rendered_that_is_never_said_or_not_whole(language: str) -> None:
    pack = PACKS[language]
    sentences = fixed_sentences(pack)
    assert len(sentences) == len(set(sentences))
    assert not [sentence for sentence in sentences if "{" in sentence]
    assert not {pack.prompts["lamp.listening"], pack.prompts["row.pair"]} & set(sentences)
    filled = fixed_sentences(pack, [Line("emergency.fire", "119")])
    assert sentence(pack, Line("emergency.fire", "119")).text in filled
