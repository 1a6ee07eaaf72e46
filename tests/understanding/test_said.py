"""What is derived from a text is derived once, and each language's object does what its pack needs."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import kiosk
from kiosk.conversation.events import Event, Heard
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.session import Session, Step
from kiosk.languages import Language, Said, language
from kiosk.packs import available, load_pack
from kiosk.understanding import understand
from kiosk.understanding.known import known_answer

_Plain = Callable[[Language, str], str]
REQUESTS = {
    "zh-CN": "我们楼下的路灯坏了三天了我电话是幺三八零零幺三八零零零",
    "en": "the lift in building three has been broken since sunday ring me on oh seven seven double oh nine",
    "ko": "우리 집 앞 가로등이 사흘째 고장났어요",
}


@pytest.fixture
def made_plain(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is made plain."""
    texts: list[str] = []
    for kind in (Language, *Language.__subclasses__()):
        original = kind.__dict__.get("plain")
        if original:

            def counted(self: Language, text: str, original: _Plain = original) -> str:
                texts.append(text)
                return original(self, text)

            monkeypatch.setattr(kind, "plain", counted)
    return texts


@pytest.mark.parametrize("tag", REQUESTS)
def test_an_utterance_is_made_plain_once(tag: str, made_plain: list[str]) -> None:
    pack, text = load_pack(tag), REQUESTS[tag]
    understand("", pack)  # what is made of the pack is kept
    known_answer(understand(text, pack), pack, datetime.date(2026, 1, 1))
    made_plain.clear()
    request = understand(text, pack)
    assert made_plain.count(text) == 1
    assert len(made_plain) <= 2, "one more for the place, which is another text"
    made_plain.clear()
    known_answer(request, pack, datetime.date(2026, 1, 1))
    assert made_plain == [request.text]


def test_what_is_derived_is_kept(made_plain: list[str]) -> None:
    said = Said("The lamp is broken. Er, come.", language("en"))
    first = said.plain, said.clauses, said.sentences, said.sounds, said.features
    made_plain.clear()
    assert (said.plain, said.clauses, said.sentences, said.sounds, said.features) == first
    assert made_plain == []


def test_plain_text_has_marks_only_where_they_are_asked_for() -> None:
    said = Said("Mr. Li’s lamp, the big one, is broken! Come.", language("en"))
    assert said.plain == "mr li's lamp the big one is broken come"
    assert said.clauses == "mr , li's lamp , the big one , is broken , come"
    assert said.sentences == "mr li's lamp the big one is broken 。 come"
    assert Said("路灯 坏了，LED 的。", language("zh-CN")).clauses == "路灯坏了，led的"


def test_sentences_and_things_are_joined_as_the_language_writes_them() -> None:
    assert language("zh-CN").join(("好。", "再见。")) == "好。再见。"
    assert language("en").join(("Good.", "Bye.")) == "Good. Bye."
    assert language("zh-CN").listed(("火", "烟")) == "火、烟"
    assert language("ko").listed(("불", "연기")) == "불, 연기"


def test_a_language_without_an_object_has_the_defaults() -> None:
    assert type(language("ko")) is type(language("pt-BR")) is Language
    assert language("ko").words("가로등이 고장났어요") == ["가로등이", "고장났어요"]
    assert language("ko") is language("ko")


def test_only_what_is_written_in_hanzi_has_an_input_method() -> None:
    assert [tag for tag in available() if language(tag).input_method()] == ["zh-CN"]


@pytest.mark.parametrize("tag", REQUESTS)
def test_a_turn_of_free_speech_is_made_plain_as_it_was_said_and_as_it_is_shown(
    tag: str, made_plain: list[str]
) -> None:
    packs, text = {tag: load_pack(tag)}, REQUESTS[tag]
    session = Session(language=tag, step=Step.SPEAK)

    def meant() -> Event:
        return RESIDENT.front(session).meant(Utterance(text), session, packs, datetime.date(2026, 1, 1))

    meant()  # what is made of the pack is kept
    made_plain.clear()
    event = meant()
    assert isinstance(event, Heard)
    others = [t for t in made_plain if t in (text, event.request.text, event.request.place_said)]
    assert len(others) <= 3


def test_no_module_but_the_languages_asks_which_language_it_is() -> None:
    root = Path(kiosk.__file__).parent
    asked = []
    for module in root.rglob("*.py"):
        if module.is_relative_to(root / "languages"):
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".startswith")
            if isinstance(node, ast.Compare) or called:
                told = [str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant)]
                asked += [
                    f"{module}: {ast.unparse(node)}" for t in told if re.match("(zh|cmn|en|ko)(-|$)", t)
                ]
    assert asked == []
