import re
import string
from pathlib import Path

import msgspec
import pytest

from kiosk.languages import language
from kiosk.packs import Agreement, PackError, Written, available, filled, load_pack, read

TAGS = ("zh-CN", "en", "ko")
# Every command the flow knows must be sayable in every language.
COMMANDS: tuple[str, ...] = (
    "yes",
    "no",
    "back",
    "repeat",
    "start-over",
    "help",
    "skip",
    "finish",
    "read",
    "send",
    "change",
    "again",
)
COMMANDS += ("other", "louder", "quieter", "slower", "faster", "bigger", "done")


def test_the_packs_are_there() -> None:
    assert set(TAGS) <= set(available())


@pytest.mark.parametrize("tag", available())
def test_every_command_has_words(tag: str) -> None:
    said = load_pack(tag).words.said
    assert [c for c in COMMANDS if not said.get(c)] == []


@pytest.mark.parametrize("tag", [tag for tag in available() if tag != "en"])
def test_case_workers_read_every_label_of_a_ticket_in_their_language(tag: str) -> None:
    written = msgspec.structs.asdict(load_pack(tag).written)
    assert [name for name, label in written.items() if label == getattr(Written(), name)] == []


@pytest.mark.parametrize("tag", available())
def test_no_phrase_means_two_things(tag: str) -> None:
    meant: dict[str, str] = {}
    for code, phrases in load_pack(tag).words.said.items():
        for phrase in phrases:
            words = language(tag).plain(phrase)
            if code == "no-emergency":  # no screen that offers it asks for a yes or a no
                continue
            assert meant.setdefault(words, code) == code, f"{phrase}: {meant[words]} and {code}"


@pytest.mark.parametrize("tag", available())
def test_every_digit_has_words(tag: str) -> None:
    assert sorted(load_pack(tag).words.digits) == list("0123456789")


def test_all_packs_have_the_same_categories() -> None:
    codes = [[c.code for c in load_pack(tag).categories] for tag in available()]
    assert all(codes[0] == other for other in codes)
    assert len(codes[0]) == 40


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("tag", available())
def test_the_prompts_have_the_same_keys_and_placeholders(tag: str) -> None:
    first, other = load_pack("zh-CN").prompts, load_pack(tag).prompts
    assert set(other) == set(first)
    assert [k for k in first if _placeholders(first[k]) != _placeholders(other[k])] == []


def test_an_unknown_language_is_refused_with_what_there_is() -> None:
    with pytest.raises(PackError, match=r"there are: .*zh-CN"):
        load_pack("xx")


def test_a_broken_file_is_named_with_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "pack.toml").write_text('tag = "xx"\nname = 7\nenglish_name = "X"\n')
    with pytest.raises(PackError, match=r"pack\.toml.*name"):
        load_pack("xx", tmp_path)
    (folder / "pack.toml").write_text('tag = "xx"\nname = \n')
    with pytest.raises(PackError, match=r"pack\.toml.*TOML"):
        load_pack("xx", tmp_path)
    (folder / "pack.toml").write_text(
        'tag = "xx"\nname = "X"\nenglish_name = "X"\n[phone]\nnumbers = ["(12"]\n', encoding="utf-8"
    )
    with pytest.raises(PackError, match=r"pack\.toml.*no regular expression.*phone"):
        load_pack("xx", tmp_path)
    with pytest.raises(PackError, match=r"words\.toml.*missing"):
        read(folder / "words.toml", dict[str, str])


@pytest.mark.parametrize(
    ("pattern", "why"), [("yes {nobody}", "there is no slot 'nobody'"), ("yes (", "missing \\)")]
)
def test_a_pattern_that_cannot_be_used_is_named(pattern: str, why: str) -> None:
    with pytest.raises(ValueError, match=rf"is no pattern: .*{why}"):
        Agreement(patterns=(pattern,))


@pytest.mark.parametrize("tag", available())
def test_the_patterns_of_a_pack_are_regular_expressions_with_their_slots_filled(tag: str) -> None:
    agreement = load_pack(tag).words.agreement
    for pattern in (*agreement.patterns, *agreement.around, *agreement.before, *agreement.unless):
        re.compile(filled((pattern,), agreement.every_slot))
