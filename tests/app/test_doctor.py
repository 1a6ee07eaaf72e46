"""Single findings of the doctor, each of a station where that part is missing."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.doctor import _speech_and_noise, destinations, slip_printer
from kiosk.settings import FolderSettings, Settings
from kiosk.settings.destinations import DESK, UnusableSettings, WebhookSettings
from kiosk.settings.printer import PrinterSettings
from kiosk.staff.checks import Finding, Grade, report
from tests.printing.paper import NO_PAPER, OK, FakePrinter, on_the_network


def test_the_doctor_says_that_without_silero_only_loudness_tells_speech_from_noise(tmp_path: Path) -> None:
    assert _speech_and_noise(Settings()).grade is Grade.GOOD
    finding = _speech_and_noise(Settings(folders=FolderSettings(data=str(tmp_path))))
    assert finding.grade is Grade.WORSE
    assert finding.remedy == "kiosk models install silero-vad-v6"


def test_the_doctor_names_each_destination_that_cannot_be_reached_and_what_to_do() -> None:
    webhook = WebhookSettings(name="city", address="https://127.0.0.1:1/", secret_file="/absent/secret")
    unusable = UnusableSettings(name="hall", problem="destinations[2].address is missing.")
    first, second = destinations(Settings(destinations=(DESK, webhook, unusable)))
    assert first.part == "tickets to city"
    assert first.grade is Grade.WORSE
    assert "/absent/secret cannot be read" in first.found
    assert first.remedy == "let the kiosk's user read that file"
    assert "destinations[2].address is missing" in second.found


def test_the_doctor_tells_what_others_could_read_on_the_way(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    secret.chmod(0o644)
    webhook = WebhookSettings(name="city", address="http://city.invalid/", secret_file=str(secret))
    told = [finding.remedy for finding in destinations(Settings(destinations=(webhook,)))]
    assert told[1:] == [f"chmod 600 {secret}", "use an https:// address"]


def test_a_part_with_two_faults_is_named_once_at_the_end() -> None:
    twice = [
        Finding("tickets to city", Grade.WORSE, fault, "correct it") for fault in ("the key", "the code")
    ]
    text, status = report(twice)
    assert text.endswith("it would do better with: tickets to city.")
    assert status == 0


def test_the_doctor_tries_the_printer_where_there_is_one() -> None:
    assert slip_printer(Settings()) == []
    for paper, grade, told in ((OK, Grade.GOOD, "it has paper"), (NO_PAPER, Grade.WORSE, "a new roll")):
        with on_the_network(FakePrinter(state=paper)) as address:
            settings = Settings(printer=PrinterSettings(kind="network", address=address))
            (finding,) = slip_printer(settings)
        assert (finding.part, finding.grade) == ("printer", grade)
        assert told in finding.found
