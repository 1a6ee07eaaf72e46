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
from tests.tickets.conftest import sent, ticket

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
