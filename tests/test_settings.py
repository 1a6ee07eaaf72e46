"""The settings file: what is good is taken, what is bad is named, nothing stops the kiosk."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.app.doctor import named_models
from kiosk.hearing import recognizers_of
from kiosk.settings import (
    EarSettings,
    FolderSettings,
    Settings,
    VoiceSettings,
    default_path,
    load,
)
from kiosk.settings.destinations import DESK, UnusableSettings, WebhookSettings
from kiosk.settings.file import SettingsError
from speech.engines.loading import installed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_missing_file_means_every_default(file: Path) -> None:
    assert load(file, strict=True) == (Settings(), [])


def test_a_whole_file_is_read(file: Path) -> None:
    file.write_text(
        """
        languages = ["en", "zh-CN"]
        [station]
        id = "chaoyang-3"
        number = 42
        name = "Sunrise"
        names = { "zh-CN" = "朝阳三站" }
        places = ["幸福小区", "北门"]
        emergency.fire = "112"
        [screen]
        diagonal_inches = 32
        windowed = true
        [privacy]
        read_aloud = "always"
        [timings]
        silence_free_s = 3
        """,
        encoding="utf-8",
    )
    settings, problems = load(file)
    assert problems == []
    assert settings.languages == ("en", "zh-CN")
    assert settings.station.number == 42
    assert settings.station.places == ("幸福小区", "北门")
    assert settings.station.emergency.fire == "112"
    assert settings.station.emergency.police == "110"
    assert settings.screen.diagonal_inches == 32
    assert settings.privacy.read_aloud == "always"
    assert settings.timings.silence_free_s == 3


def test_a_station_is_named_in_the_language_asked_for_and_never_left_without_a_name(file: Path) -> None:
    file.write_text('[station]\nid = "s1"\nname = "Sunrise"\nnames = {"zh-CN" = "朝阳"}', encoding="utf-8")
    station = load(file)[0].station
    assert (station.name_in("zh-CN"), station.name_in("en")) == ("朝阳", "Sunrise")
    assert Settings().station.name_in("en") == "station"


@pytest.mark.parametrize(
    ("line", "named", "expected"),
    [
        ("[timings]\nwarning_s = 5", "timings.warning_s", "a number from 20 to 600"),
        ("[timings]\nidle_s = nan", "timings.idle_s", "a number from 20 to 3600"),
        ("[station]\nnumber = 5", "station.number", "a whole number from 10 to 99"),
        ("[station]\nemergency.fire = 'none'", "station.emergency.fire", "a phone number"),
        ("[screen]\nwindowed = 'yes'", "screen.windowed", "true or false"),
        ("[ears]\nengine = 'sphinx'", "ears.engine", 'one of "", "vosk", "whisper"'),
        ("[ears.models]\nen = ['../x']", "ears.models.en, entry 1", "a model's name (kiosk models list)"),
        ("[voice]\nengine = 'eSpeak'", "voice.engine", 'one of "", "kokoro", "piper", "pyttsx3"'),
        ("languages = []", "languages", "a list [...] with at least one entry"),
        ("languages = ['中文']", "languages, entry 1", "a language tag such as zh-CN"),
        ("screen = 24", "screen", "a table, [screen]"),
    ],
)
def test_a_bad_setting_is_named_logged_and_replaced_by_its_default_while_the_rest_stands(
    file: Path, caplog: pytest.LogCaptureFixture, line: str, named: str, expected: str
) -> None:
    file.write_text(f"{line}\n[sound]\nvolume_db = -6\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        settings, problems = load(file, strict=True)
    assert settings == msgspec.structs.replace(
        Settings(), sound=msgspec.structs.replace(Settings().sound, volume_db=-6.0)
    )
    assert len(problems) == 1
    for part in (str(file), named, expected):
        assert part in problems[0]
    assert problems[0] in caplog.text


def test_an_unknown_setting_is_named_with_the_nearest_known_one(file: Path) -> None:
    file.write_text('langauges = ["en"]\n[sound]\nmicrofone = "USB"\n[nonsense]\n', encoding="utf-8")
    settings, problems = load(file)
    assert settings == Settings()
    assert 'did you mean "languages"?' in problems[0]
    assert 'did you mean "sound.microphone"?' in problems[1]
    assert "nonsense is no setting; known here: station, languages" in problems[2]


def test_settings_of_an_older_version_are_named_in_a_sentence_each_and_the_others_stand(file: Path) -> None:
    file.write_text(
        '[privacy]\nkeep_words = 30\nkeep_audio = true\nread_aloud = "always"\n'
        '[destination]\nkind = "desk"\n',
        encoding="utf-8",
    )
    settings, problems = load(file, strict=True)
    assert settings.privacy.read_aloud == "always"
    assert [problem.partition(" is no setting")[0] for problem in problems] == [
        f"{file}: {key}" for key in ("privacy.keep_words", "privacy.keep_audio", "destination")
    ]


def test_tickets_go_to_the_built_in_desk_unless_the_settings_name_other_places(file: Path) -> None:
    assert Settings().destinations == (DESK,)
    file.write_text(
        """
        [[destinations]]
        kind = "desk"
        [[destinations]]
        kind = "webhook"
        name = "city-hall"
        address = "https://tickets.example.org/heard"
        secret_file = "secret"
        ca_file = "/etc/city.pem"
        """,
        encoding="utf-8",
    )
    settings, problems = load(file)
    assert problems == []
    assert settings.destinations == (
        DESK,
        WebhookSettings(
            name="city-hall",
            address="https://tickets.example.org/heard",
            secret_file=str(file.parent / "secret"),
            ca_file="/etc/city.pem",
        ),
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('kind = "email"', 'kind must be one of "desk", "webhook"'),
        ('name = "hall"', "kind must be one of"),
        ('kind = "webhook"\naddress = "https://a.example/"', "destinations[1].secret_file is missing."),
        (
            'kind = "webhook"\naddress = "a.example"\nsecret_file = "s"',
            "an address that begins with https://",
        ),
        (
            'kind = "webhook"\nname = "City Hall"\naddress = "https://a.example/"\nsecret_file = "s"',
            "a short name",
        ),
    ],
)
def test_a_destination_that_cannot_be_used_is_named_and_what_is_for_it_is_kept(
    file: Path, table: str, said: str
) -> None:
    file.write_text(f"[[destinations]]\n{table}", encoding="utf-8")
    settings, [told] = load(file)
    [one] = settings.destinations
    assert isinstance(one, UnusableSettings)
    assert said in told
    assert told.endswith("Its tickets are kept until that is corrected.")
    assert one.problem == told


def test_of_two_destinations_of_one_name_the_second_is_told_to_take_another(file: Path) -> None:
    file.write_text('[[destinations]]\nkind = "desk"\n' * 2, encoding="utf-8")
    settings, [told] = load(file)
    assert settings.destinations == (DESK,)
    assert 'destinations[2].name: "desk" is taken' in told


def test_a_kiosk_has_one_built_in_desk(file: Path) -> None:
    tables = '[[destinations]]\nkind = "desk"\nname = "{}"\n'
    file.write_text(tables.format("here") + tables.format("there"), encoding="utf-8")
    settings, [told] = load(file)
    assert [one.name for one in settings.destinations] == ["here"]
    assert "destinations[2] is a second built-in desk" in told


@pytest.mark.parametrize("value", ['"desk"', "[]", "{}", "[1]"])
def test_destinations_that_are_no_tables_leave_the_built_in_desk(file: Path, value: str) -> None:
    file.write_text(f"destinations = {value}", encoding="utf-8")
    settings, [told] = load(file)
    assert settings.destinations == (DESK,)
    assert "must be tables, [[destinations]]" in told


REST = '[station]\nid = "a-7"\n[folders]\ndata = "/srv/heard"\n'


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (b"languages = [\n", "line 1"),
        (b"[sound]\nvolume_db = 3\nmicrophone = desk\n", "line 3"),
        (b'[sound]\nmicrophone = "desk\n', "line 2"),
        (b"[screen\ndiagonal_inches = 15.6\n", "line 1"),
        (b"[sound]\nvolume_db = 3\nvolume_db = 4\n", "line 3"),
        (b"\x00\x01\n", "line 1"),
    ],
)
def test_a_mistake_in_one_line_costs_that_line_and_is_named_or_with_strict_an_error(
    file: Path, wrong: bytes, said: str
) -> None:
    file.write_bytes(wrong + REST.encode())
    settings, problems = load(file)
    assert (settings.station.id, settings.folders.data) == ("a-7", "/srv/heard"), "the same tickets as before"
    assert settings.screen == Settings().screen, "what stood under a broken heading is nobody else's"
    assert len(problems) == 1
    assert str(file) in problems[0]
    assert "not valid TOML" in problems[0]
    assert said in problems[0]
    with pytest.raises(SettingsError, match=said):
        load(file, strict=True)


def test_a_file_saved_by_a_chinese_editor_is_read_and_told_to_be_saved_anew(file: Path) -> None:
    file.write_bytes(('[station]\nname = "听见"\n' + REST.split("\n", 1)[1]).encode("gbk"))
    settings, [problem] = load(file)
    assert (settings.station.name, settings.folders.data) == ("听见", "/srv/heard")
    assert "not UTF-8" in problem
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(file, strict=True)


def test_a_byte_that_is_nothing_in_any_writing_costs_no_setting(file: Path) -> None:
    file.write_bytes(b'[station]\nname = "caf\xff"\n' + REST.encode().split(b"\n", 1)[1])
    settings, [problem] = load(file)
    assert settings.folders.data == "/srv/heard"
    assert "not UTF-8" in problem


def test_what_has_hardly_a_line_of_settings_is_given_up_in_bounded_time(file: Path) -> None:
    file.write_text("to be or not to be\n" * 500, encoding="utf-8")
    settings, problems = load(file)
    assert settings == Settings()
    assert "too many places" in problems[-1]


def test_one_wrong_entry_costs_that_entry_and_not_its_list_or_table(file: Path) -> None:
    file.write_text(
        'languages = ["en", 7, "fr", "zh-CN"]\n'
        '[station]\nplaces = ["Mill Lane", 3]\nnames = {en = "North", "zh-CN" = 5}\n'
        '[[categories.en]]\ncode = "bees"\nname = "Bees"\n[[categories.en]]\ncode = 5\n',
        encoding="utf-8",
    )
    settings, problems = load(file)
    assert settings.languages == ("en", "zh-CN")
    assert settings.station.places == ("Mill Lane",)
    assert settings.station.names == {"en": "North"}
    assert [category.code for category in settings.categories["en"]] == ["bees"]
    assert len(problems) == 5
    for part in ("languages, entry 2", '"fr"', "station.places, entry 2", "station.names.zh-CN", "entry 2"):
        assert any(part in problem for problem in problems), part


def test_a_station_of_unknown_languages_alone_speaks_the_usual_ones(file: Path) -> None:
    file.write_text('languages = ["fr"]', encoding="utf-8")
    settings, [problem] = load(file)
    assert settings.languages == Settings().languages
    assert "zh-CN" in problem, "those that are there are named"


def test_a_folder_lies_beside_the_settings_wherever_the_kiosk_is_started(
    file: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('[folders]\ndata = "kiosk-data"\nkeys = "../keys"', encoding="utf-8")
    seen = set()
    for name in ("here", "there"):
        monkeypatch.chdir(tmp_path_factory.mktemp(name))
        settings, problems = load(file)
        assert problems == []
        seen.add((settings.folders.data, settings.folders.keys))
    assert seen == {(str(file.parent / "kiosk-data"), str(file.parent / "../keys"))}


@pytest.mark.parametrize("name", ["~nosuchuser/tickets", "a\\u0000b", "n" * 300])
def test_what_no_folder_can_be_called_is_told_in_a_sentence(file: Path, name: str) -> None:
    file.write_text(f'[folders]\ndata = "{name}"', encoding="utf-8")
    settings, [problem] = load(file)
    assert settings.folders.data == ""
    assert "folders.data" in problem


def test_a_folder_in_the_place_of_the_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path, strict=True)


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + b'languages = ["en"]\r\n')
    assert load(file) == (msgspec.structs.replace(Settings(), languages=("en",)), [])


def test_the_environment_names_the_file_and_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_SETTINGS", str(tmp_path / "mine" / "s.toml"))
    monkeypatch.setenv("HEARD_DATA", str(tmp_path / "data"))
    (tmp_path / "mine").mkdir()
    default_path().write_text('[folders]\ndata = "/elsewhere"', encoding="utf-8")
    settings, problems = load()
    assert problems == []
    assert settings.data_folder == tmp_path / "data"
    assert settings.key_folder == tmp_path / "mine"
    monkeypatch.delenv("HEARD_DATA")
    assert settings.data_folder == Path("/elsewhere")


def test_without_the_environment_keys_and_data_lie_in_two_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARD_SETTINGS", raising=False)
    monkeypatch.delenv("HEARD_DATA", raising=False)
    assert Settings().key_folder != Settings().data_folder


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(AttributeError):
        Settings().languages = ("en",)  # type: ignore[misc]  # that it is frozen is what is tested


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), st.text(alphabet='[]="\n.abstion#,{}019-', max_size=60)))
@example(b"\x0b")
def test_no_file_whatever_stops_the_kiosk(file: Path, content: bytes | str) -> None:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    settings, _ = load(file)
    assert isinstance(settings, Settings)


def test_a_model_that_the_settings_name_is_what_the_ears_of_that_language_take(tmp_path: Path) -> None:
    for model in ("whisper-base", "whisper-small"):
        (tmp_path / model).mkdir()
        (tmp_path / model / "model.bin").touch()
    named = Settings(ears=EarSettings(models={"en": ("whisper-small", "not-installed")}))
    taken = {tag: installed(tmp_path, recognizers_of(named.pack(tag))) for tag in ("en", "zh-CN")}
    assert taken == {
        "en": [("whisper", tmp_path / "whisper-small")],
        "zh-CN": [("whisper", tmp_path / "whisper-base")],
    }


def test_the_doctor_names_a_model_of_the_settings_that_is_not_installed(tmp_path: Path) -> None:
    settings = Settings(
        ears=EarSettings(models={"en": ("there", "absent")}), folders=FolderSettings(data=str(tmp_path))
    )
    (tmp_path / "models" / "there").mkdir(parents=True)
    [finding] = named_models(settings, "en")
    assert "absent is named in the settings" in finding.found
    assert finding.remedy == "kiosk models install absent"


def test_a_station_may_put_another_kind_of_voice_first() -> None:
    packs = Settings().pack("en"), Settings(voice=VoiceSettings(engine="piper")).pack("en")
    assert [pack.voices[0].engine for pack in packs] == ["kokoro", "piper"]
    assert set(packs[0].voices) == set(packs[1].voices), "the others stand behind it"
