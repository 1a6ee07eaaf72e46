"""What the children and the kiosk tell each other: held against the page that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from speech import protocol
from speech.protocol import FROM_EARS, FROM_VOICE, TO_EARS, TO_VOICE, Messages

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"
PARTS = {
    "a language's recognizers": protocol.RecognizerSpec,
    "a partial's word": protocol.PartialWord,
    "a final's word": protocol.FinalWord,
    "a language's voices": protocol.SynthesisSpec,
    "a voice": protocol.VoiceSpec,
    "a sentence": protocol.SpokenText,
}


def documented() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each row of the page's tables: the heading, what the row describes, its fields with their defaults."""
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line[1:-1].split("|")]
        if not line.startswith("|"):
            heading = ""
        elif not heading:
            heading = cells[0]
        elif not line.startswith("| ---"):
            fields = dict(re.findall(r"`(\w+)`(?: \(([^)]*)\))?", cells[1]))
            yield heading, cells[0].strip("`"), fields


def fields_of(kind: Any) -> dict[str, str]:
    """The struct's fields, each with its default as the page writes it, "" where it must be given."""
    fields = {}
    for field in msgspec.structs.fields(kind):
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        fields[field.name] = "" if default is msgspec.NODEFAULT else _as_written(default)
    return fields


def _as_written(value: object) -> str:
    return f"{value:g}" if type(value) is float else msgspec.json.encode(value).decode()


@pytest.mark.parametrize(
    ("headings", "messages"),
    [
        (("told", "told the ears"), TO_EARS),
        (("said", "said by the ears"), FROM_EARS),
        (("told", "told the voice"), TO_VOICE),
        (("said", "said by the voice"), FROM_VOICE),
    ],
    ids=["to the ears", "from the ears", "to the voice", "from the voice"],
)
def test_each_message_and_each_field_is_on_the_page_and_none_besides(
    headings: tuple[str, str], messages: Messages[msgspec.Struct]
) -> None:
    page = {name: fields for heading, name, fields in documented() if heading in headings}
    assert page == {name: fields_of(kind) for name, kind in messages.kinds.items()}


def test_each_part_of_a_message_is_on_the_page_with_its_fields() -> None:
    page = {name: fields for heading, name, fields in documented() if heading == "part of a message"}
    assert page == {name: fields_of(kind) for name, kind in PARTS.items()}


@pytest.mark.parametrize(
    ("messages", "message"),
    [
        (
            TO_EARS,
            protocol.EarsHello("m", {"en": protocol.RecognizerSpec(vosk=("a",))}, echo_cancelled="auto"),
        ),
        (TO_VOICE, protocol.Say(7, "zh-CN", (protocol.SpokenText("路灯\n“坏了”", private=True),), rate=80)),
        (FROM_EARS, protocol.PartialText(7, "灯", (protocol.PartialWord("灯", None),))),
        (FROM_EARS, protocol.SpeechHint(7, protocol.Hint.FAINT)),
        (FROM_VOICE, protocol.DeviceState("lost", "", "it was pulled out")),
    ],
)
def test_what_is_written_is_one_line_and_is_read_again(
    messages: Messages[msgspec.Struct], message: protocol.Command | protocol.Report
) -> None:
    line = protocol.write(message)
    assert line.count(b"\n") == 1
    assert messages.read(line) == message
