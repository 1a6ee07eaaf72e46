"""The slip says what it must, in the resident's language and in large print, and nothing that was said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner
from PySide6.QtGui import QGuiApplication, QImage

from kiosk import cli
from kiosk.app.slip_picture import drawn, png
from kiosk.packs import available, load_pack
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.slip import DIGITS_MM, qr_code
from kiosk.services.slip import slip_of
from kiosk.settings.printer import PrinterSettings
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
from kiosk.tickets.vault import KEY_FILE
from tests.printing.conftest import NUMBER, slip, ticket
from tests.printing.paper import FakePrinter, digits_mm, on_the_network

PRINTERS = [
    PrinterSettings(),
    PrinterSettings(width_dots=384),
    PrinterSettings(width_dots=512, dots_per_inch=180),
]


@pytest.mark.parametrize("tag", available())
def test_it_bears_number_day_category_station_and_how_to_ask(tag: str) -> None:
    pack, made = load_pack(tag), slip(tag)
    category = pack.category("street_light")
    assert category is not None
    assert made.number == NUMBER
    assert made.made.isoformat() == "2026-11-30"
    assert category.name in made.about
    assert made.station == "新街口社区服务站"
    assert made.advice == (pack.prompts["slip.keep"], pack.prompts["done.ask"])


def test_nothing_of_what_was_said_is_on_it() -> None:
    said = ticket()
    on_paper = repr(slip_of(said, load_pack("zh-CN"), "站"))
    assert [part for part in (said.text, said.place, "王秀英") if part in on_paper] == []


def test_of_a_confidential_ticket_it_does_not_say_what_it_is_about() -> None:
    secret = ticket("en", confidential=True, category="violence")
    assert slip_of(secret, load_pack("en"), "Station").about == ""


@pytest.mark.parametrize("printer", PRINTERS, ids=["80 mm", "58 mm", "180 dpi"])
@pytest.mark.parametrize("tag", available())
def test_its_digits_are_twelve_millimetres_high_on_every_printer(
    tag: str, printer: PrinterSettings, qapp: QGuiApplication
) -> None:
    picture = drawn(slip(tag), printer)
    assert picture.width == printer.width_dots
    assert digits_mm(picture, printer) >= DIGITS_MM


def test_the_qr_code_holds_the_number_alone() -> None:
    same = segno.make_qr(NUMBER, error="h")
    assert qr_code(NUMBER) == [[bool(module) for module in row] for row in same.matrix]


def test_the_picture_is_the_printers_dot_for_dot(picture: Bitmap, qapp: QGuiApplication) -> None:
    image = QImage.fromData(png(picture, 203))
    assert (image.width(), image.height()) == (picture.width, picture.height)
    inked = [(x, y) for y in range(0, picture.height, 7) for x in range(0, picture.width, 5)]
    assert [image.pixelColor(x, y).value() < 128 for x, y in inked] == [
        bool(picture.data[y * picture.bytes_a_row + x // 8] >> (7 - x % 8) & 1) for x, y in inked
    ]


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A settings file, and the number of a ticket."""
    monkeypatch.delenv("HEARD_DATA", raising=False)
    folders = {"data": str(tmp_path / "data"), "keys": str(tmp_path / "keys")}
    with Tickets(tmp_path / "data", tmp_path / "keys" / KEY_FILE) as tickets:
        new = NewTicket(text="路灯坏了", language="zh-CN", category="street_light")
        number = tickets.save(new).number
    path = tmp_path / "settings.toml"
    path.write_text(
        "[folders]\n" + "".join(f"{name} = {json.dumps(folder)}\n" for name, folder in folders.items()),
        encoding="utf-8",
    )
    return path, number


def kiosk(path: Path, *command: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["--settings", str(path), "slip", *command])
    return done.exit_code, done.output


def test_the_command_shows_the_slip_and_prints_it(given: tuple[Path, str], qapp: QGuiApplication) -> None:
    path, number = given
    paper, out = FakePrinter(), path.with_name("slip.png")
    with on_the_network(paper) as address:
        with path.open("a", encoding="utf-8") as file:
            file.write(f'[printer]\nkind = "network"\naddress = "{address}"\n')
        status, told = kiosk(path, number, "--out", str(out), "--print")
    assert (status, "written to" in told, "printed" in told) == (0, True, True)
    assert out.read_bytes() == png(paper.picture, 203)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["10000012", "--print"], "there is no printer"),
        (["10000021", "--print"], "is no ticket number"),
        (["1000 0020", "--out", "x.png"], "there is no ticket"),
        (["10000012"], "give --out FILE.png, or --print"),
        (["10000012", "--out", "/absent/x.png"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], told: str, given: tuple[Path, str], qapp: QGuiApplication
) -> None:
    path, number = given
    assert number == "10000012"
    status, output = kiosk(path, *arguments)
    assert (status, told in output) == (2, True), output
