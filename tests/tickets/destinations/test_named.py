"""What the settings name becomes something that sends, and what they name wrongly keeps everything back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.settings import Settings, load
from kiosk.settings.destinations import DESK
from kiosk.tickets.destinations.base import Problem, UnreachableError
from kiosk.tickets.destinations.named import outside
from kiosk.tickets.tickets import Tickets
from tests.pace import eventually
from tests.tickets.conftest import everything_sent, request, sent, ticket
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.help_desk import TOKEN, HelpDesk
from tests.tickets.destinations.server import serving, written

TABLES = """
[[destinations]]
kind = "webhook"
address = "https://a.example/"
secret_file = "s"
[[destinations]]
kind = "georeport"
address = "https://b.example/v2"
key_file = "k"
[[destinations]]
kind = "zammad"
name = "help"
address = "https://c.example"
token_file = "t"
customer = "kiosk@c.example"
[[destinations]]
kind = "webhook"
name = "wrong"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "settings.toml"
    file.write_text(TABLES, encoding="utf-8")
    return load(file)[0]


def test_each_kind_of_table_becomes_what_sends_there(settings: Settings) -> None:
    made = [outside(one, settings) for one in settings.destinations]
    assert [type(each).__name__ for each in made] == ["Webhook", "GeoReport", "Zammad", "Unusable"]
    assert [each.name for each in made if each] == ["webhook", "georeport", "help", "wrong"]
    assert outside(DESK, settings) is None


def test_what_is_for_a_wrong_table_waits_and_nothing_is_refused(settings: Settings) -> None:
    unusable = outside(settings.destinations[-1], settings)
    assert unusable
    with pytest.raises(UnreachableError, match=r"destinations\[4\]\.address is missing"):
        unusable.send(sent(ticket()))
    with pytest.raises(UnreachableError):
        unusable.status("1")
    [problem] = unusable.check().problems
    assert isinstance(problem, Problem)
    assert "secret_file is missing" in problem.what


def test_a_kiosk_with_its_own_desk_alone_imports_no_http() -> None:
    asked = "import sys, kiosk.tickets.destinations.named; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_saved_ticket_arrives_at_every_place_of_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HEARD_SETTINGS", str(tmp_path / "config" / "settings.toml"))
    (tmp_path / "config").mkdir()
    city, desk = City(), HelpDesk()
    with serving(city) as first, serving(desk) as second:
        file = tmp_path / "config" / "settings.toml"
        file.write_text(
            '[[destinations]]\nkind = "desk"\n[[destinations]]\nkind = "georeport"\nkey_file = "k"\n'
            f'address = "{first.address}/v2"\nother_service = "002"\n[[destinations]]\nkind = "zammad"\n'
            f'address = "{second.address}"\ntoken_file = "t"\ncustomer = "kiosk@c.example"\n',
            encoding="utf-8",
        )
        written(file.with_name("k"), KEY)
        written(file.with_name("t"), TOKEN)
        with Tickets.open(load()[0]) as tickets:
            tickets.start()
            saved = tickets.save(request())
            eventually(lambda: everything_sent(tickets))
            assert tickets.desk
            assert tickets.desk.status(saved.number)
    assert [each["key"] for each in city.requests] == [saved.id]
    assert [each["title"][-9:-1] for each in desk.tickets] == [saved.id[:8]]
