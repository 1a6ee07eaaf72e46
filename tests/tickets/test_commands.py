"""What an administrator sees of tickets: found quickly, personal data masked, files whole or not there."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kiosk import cli
from kiosk.settings import FolderSettings, Settings
from kiosk.tickets import commands, listing, masking, rights
from kiosk.tickets.audit import Audit
from kiosk.tickets.destinations.base import RefusedError
from kiosk.tickets.errors import BadNumberError, TicketsError
from kiosk.tickets.files import write_whole
from kiosk.tickets.listing import COLUMNS, Filter
from kiosk.tickets.message import Kind
from kiosk.tickets.number import make, show
from kiosk.tickets.outbox import State
from kiosk.tickets.stored import StoredTicket, Way
from kiosk.tickets.ticket import Contact, Correction, Ticket
from kiosk.tickets.tickets import Tickets
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, request

NUMBERS = [make(10, sequence) for sequence in (1, 2, 3)]


@pytest.fixture
def settings(station: Station, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    folders = FolderSettings(data=str(station.data), keys=str(station.key.parent))
    return msgspec.structs.replace(Settings(), folders=folders)


@pytest.fixture
def served(station: Station, settings: Settings) -> Settings:
    """A kiosk that was refused one ticket, sent one, and has one queued."""
    tickets = station.open(FakeDestination(RefusedError("400: unknown category")))
    tickets.save(request("路灯坏了", category="streetlight", urgency="urgent"))
    correction = Correction(field="text", before="my phone is 13812345678", after="", by="touch")
    tickets.save(request("call me, 138-1234-5678", place="North gate", corrections=(correction,)))
    tickets.start()
    eventually(lambda: tickets.outbox.counts()[State.SENT] == 1)
    tickets.close()
    with station.open(FakeDestination()) as again:
        again.save(request("=1+1", contact=Contact(name="李雷", keep_name_secret=True)))
    return settings


def test_a_list_has_a_line_for_each_ticket_in_order_and_their_count(served: Settings) -> None:
    *lines, last = commands.list_tickets(served).splitlines()
    assert [line[:9] for line in lines] == [show(number) for number in NUMBERS]
    assert "set-aside urgent    streetlight      幸福小区北门 · 路灯坏了" in lines[0]
    assert last == "3 tickets: 1 queued, 1 sent, 1 set-aside"


def test_of_a_confidential_ticket_nothing_that_was_said_is_shown_unless_asked_for(
    station: Station, settings: Settings
) -> None:
    with station.open(FakeDestination()) as tickets:
        ticket = request("my son hits me", place="Mill Lane 4", category="abuse", confidential=True)
        tickets.save(ticket)
    number = make(10, 1)
    for shown in (
        commands.list_tickets(settings),
        commands.show_ticket(settings, number),
        b"".join(commands.export_tickets(settings, "csv")).decode(),
        b"".join(commands.export_tickets(settings, "json")).decode(),
    ):
        assert "my son" not in shown
        assert "Mill Lane" not in shown
    assert "my son hits me" in commands.show_ticket(settings, number, personal=True)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 3),
        (Filter(state=State.SENT), 1),
        (Filter(text="路灯"), 1),
        (Filter(text="NORTH"), 1),
        (Filter(text="unknown category"), 1),
        (Filter(since=date.today() - timedelta(days=1), until=date.today() + timedelta(days=1)), 3),
        (Filter(since=date.today() + timedelta(days=2)), 0),
        (Filter(until=date.today() - timedelta(days=2)), 0),
        (Filter(text="13812345678"), 0),
    ],
)
def test_a_list_is_filtered_by_state_date_and_text(served: Settings, wanted: Filter, count: int) -> None:
    assert commands.list_tickets(served, wanted).splitlines()[-1].startswith(f"{count} tickets")


def test_a_ticket_is_shown_whole_by_its_number_however_typed(served: Settings) -> None:
    shown = commands.show_ticket(served, "1000-0012")
    for part in ("state:            set-aside", "reason:           400: unknown category", "路灯坏了"):
        assert part in shown


@pytest.mark.parametrize("typed", ["1000 0012", "1000-0012", "1000 - 0012", "10000012"])
@pytest.mark.parametrize(("command", "told"), [("show", "路灯坏了"), ("retry", "1 tickets are queued")])
def test_a_number_is_taken_as_it_is_displayed(served: Settings, command: str, told: str, typed: str) -> None:
    result = CliRunner().invoke(cli.tickets, [command, *typed.split()], obj=served)
    assert (result.exit_code, told in result.output) == (0, True), result.output


def test_show_needs_a_number_and_retry_without_one_takes_all(served: Settings) -> None:
    assert CliRunner().invoke(cli.tickets, ["show"], obj=served).exit_code == 2
    assert "2 tickets are queued" in CliRunner().invoke(cli.tickets, ["retry"], obj=served).output


def test_name_and_phone_are_masked_unless_asked_for(served: Settings) -> None:
    for shown in (
        commands.show_ticket(served, NUMBERS[1]),
        commands.list_tickets(served),
        b"".join(commands.export_tickets(served, "json")).decode(),
        b"".join(commands.export_tickets(served, "csv")).decode("utf-8-sig"),
    ):
        for private in ("13812345678", "138-1234-5678", "王秀英", "李雷"):
            assert private not in shown
    assert "138····5678" in commands.show_ticket(served, NUMBERS[1])
    shown = commands.show_ticket(served, NUMBERS[1], personal=True)
    for private in ("13812345678", "138-1234-5678", "王秀英"):
        assert private in shown


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ring 010 6512 3456 please", "ring 010····3456 please"),
        ("一三八一二三四五六七八", "138····5678"),
        ("我电话 幺 三 八，一二三四 嗯 五六七八", "我电话 138····5678"),
        ("１３８—１２３４—５６７８", "138····5678"),
        ("138, 1234, 5678 or 138.1234.5678", "····78"),
        ("ring oh seven seven double oh nine, um, double oh one two three", "ring 077····0123"),
        ("幺三八三个零 不对 幺三九三个零一二三四五", "····45"),
        ("(202) 555-0143 after six", "(····43 after six"),
        ("三号楼2单元502室，2026年11月30日", "三号楼2单元502室，2026年11月30日"),
        ("flat five oh two, for two weeks", "flat five oh two, for two weeks"),
        ("路灯坏了三天了, room 1203", "路灯坏了三天了, room 1203"),
        ("65123456", "····56"),
    ],
)
def test_a_phone_number_said_in_a_request_is_masked_too(text: str, masked: str) -> None:
    assert masking.mask_numbers(text) == masked


DIGIT_WORDS = (
    dict(zip("0123456789", "零幺二三四五六七八九", strict=True)),
    dict(
        zip(
            "0123456789",
            ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            strict=True,
        )
    ),
    {digit: digit for digit in "0123456789"},
    dict(zip("0123456789", "０１２３４５６７８９", strict=True)),
)

MARKS = (" ", "-", ", ", " um, ", " / ", ") ", "，", " 嗯 ", " no sorry ")


@given(
    number=st.text("0123456789", min_size=7, max_size=13),
    words=st.sampled_from(DIGIT_WORDS),
    marks=st.lists(
        st.sampled_from((" ", "-", ", ", " um, ", " / ", ") ", "，", " 嗯 ", " no sorry ")), min_size=13
    ),
    around=st.sampled_from((("我电话是", "有事打我"), ("ring me on ", " thank you"), ("", ""))),
)
def test_no_form_of_a_long_number_is_left_readable_in_any_field(
    number: str, words: dict[str, str], marks: list[str], around: tuple[str, str]
) -> None:
    said = "".join(part for digit, mark in zip(number, marks, strict=False) for part in (words[digit], mark))
    text = around[0] + said + around[1]
    correction = Correction(field="text", before=text, after=text, by="voice")
    ticket = Ticket(
        text=text, recognized=text, place=text, when=text, wish=text, corrections=(correction,),
        language="en", number="10000004", sequence=1, made_at=datetime.now(UTC), station="s",
        contact=Contact(phone=number),
    )  # fmt: skip
    way = Way(Kind.TICKET, "city", State.QUEUED, reason=text, reference="", received_at="")
    entry = StoredTicket(1, "10000004", ticket.made_at, ticket, (way,))
    row = listing.as_row(entry, personal=False)
    back = {word: digit for words in DIGIT_WORDS for digit, word in words.items()}
    for name in ("text", "recognized", "place", "when", "wish", "corrections", "reason", "phone"):
        for shown in row[name].split("->"):
            left = re.findall("|".join(sorted(back, key=len, reverse=True)), shown)
            assert len(left) <= min(7, len(number) - 1), (name, row[name])


@given(st.text("0123456789", min_size=7, max_size=20))
def test_no_masked_number_shows_more_than_seven_digits_nor_half_of_a_short_one(number: str) -> None:
    shown = sum(sign.isdigit() for sign in masking.mask_number(number))
    assert shown <= min(7, len(number) - 4)


def test_a_retry_sends_back_what_was_set_aside(served: Settings, station: Station) -> None:
    assert "1 tickets are queued" in commands.retry_tickets(served, "1000 0012")
    with station.open(FakeDestination()) as tickets:
        assert tickets.outbox.counts()[State.SET_ASIDE] == 0
    assert "has arrived already" in commands.retry_tickets(served, NUMBERS[1])
    assert "2 tickets are queued" in commands.retry_tickets(served)


def test_an_export_is_a_file_only_its_owner_reads(served: Settings, tmp_path: Path) -> None:
    out = tmp_path / "tickets.csv"
    assert commands.export_to_file(served, "csv", out) == f"The tickets were written to {out}."
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows] == NUMBERS
    commands.export_to_file(served, "json", out)
    assert [row["number"] for row in json.loads(out.read_bytes())] == [row["number"] for row in rows]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "tickets.csv"
    out.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left on device"):
        write_whole(out, b"new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("tickets.csv", "old")]


@pytest.mark.parametrize("place", ["missing/tickets.csv", "."])
def test_a_place_that_cannot_be_written_is_named(served: Settings, tmp_path: Path, place: str) -> None:
    with pytest.raises(TicketsError, match="cannot be written"):
        commands.export_to_file(served, "csv", tmp_path / place)


SIGNS = st.from_regex(r"[ \t]{0,2}[=+\-@＝＋－＠|%]|[\t\r\n]", fullmatch=True)


@given(SIGNS, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=10))
def test_no_cell_of_a_csv_is_a_formula(sign: str, rest: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"text": sign + rest}
    text = b"".join(listing.to_csv([dict.fromkeys(listing.COLUMNS, "") | row])).decode("utf-8-sig")
    [cells] = csv.DictReader(io.StringIO(text, newline=""))
    assert cells["text"] == "'" + row["text"]


def test_a_kiosk_without_tickets_says_so_and_looking_makes_no_database(
    settings: Settings, station: Station
) -> None:
    assert commands.list_tickets(settings) == "0 tickets"
    assert json.loads(b"".join(commands.export_tickets(settings, "json"))) == []
    assert "0 tickets are queued" in commands.retry_tickets(settings)
    with pytest.raises(TicketsError, match="there is no ticket 1000 0012"):
        commands.show_ticket(settings, "1000 0012")
    assert not station.data.exists()
    assert not station.key.exists()


def test_a_mistyped_number_is_told_before_anything_is_opened(served: Settings) -> None:
    for command in (commands.show_ticket, commands.retry_tickets):
        with pytest.raises(BadNumberError, match="a digit is wrong"):
            command(served, "1000 0013")


def test_who_looked_at_what_is_in_the_audit_log_and_nothing_that_was_said(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.tickets.audit.user", lambda: "anna")
    commands.list_tickets(served)
    commands.show_ticket(served, NUMBERS[1], personal=True)
    list(commands.export_tickets(served, "csv", Filter(text="路灯", state=State.SENT)))
    rights.export_ticket(served, NUMBERS[0])
    rights.erase_ticket(served, NUMBERS[0], agrees=lambda question: True)
    *lines, last = rights.audit(served)
    assert [line.partition("  ")[2] for line in lines] == [
        "anna  listed  3 tickets",
        "anna  showed  1000 0020  personal",
        "anna  exported  sent",
        "anna  exported  1000 0012  personal",
        "anna  erased  1000 0012  asked for",
    ]
    assert last == "5 lines, none changed and none missing."
    log = served.data_folder.joinpath("audit.log").read_text(encoding="utf-8")
    assert [said for said in ("路灯", "王", "13812345678", "幸福小区") if said in log] == []


def test_a_settings_change_that_matters_is_in_the_audit_log(station: Station, settings: Settings) -> None:
    for days in (90, 90, 30):
        privacy = msgspec.structs.replace(settings.privacy, contact_days=days)
        with Tickets.open(msgspec.structs.replace(settings, privacy=privacy)) as tickets:
            tickets.start()
    assert [entry.more.partition(",")[0] for entry in Audit(station.data).entries()] == [
        "contact_days 90",
        "contact_days 30",
    ]


def test_erase_export_and_audit_from_the_command_line(served: Settings, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    data, keys = served.folders.data, served.folders.keys
    file.write_text(f'[folders]\ndata = "{data}"\nkeys = "{keys}"\n', encoding="utf-8")

    def run(*command: str, answer: str = "") -> str:
        done = CliRunner().invoke(cli.main, ["--settings", str(file), "tickets", *command], input=answer)
        return done.output

    assert '"13812345678"' in run("export", "1000", "0020")
    assert "for good?" in run("erase", "1000", "0020", answer="n\n")
    assert run("show", "1000", "0020").startswith("number:")
    assert "is erased here" in run("erase", "10000020", "--yes")
    assert "was erased" in run("show", "1000", "0020")
    assert "none changed and none missing" in run("audit")
    log = Path(data) / "audit.log"
    log.write_bytes(log.read_bytes().replace(b"erased", b"showed"))
    assert "is broken at line" in run("audit")
