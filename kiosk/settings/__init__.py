"""The kiosk's settings: one frozen, typed object, read from a TOML file.

The file is ``$HEARD_SETTINGS``, else ``settings.toml`` in the user's configuration folder; without a file
everything has its default. A bad setting never stops a kiosk in front of a resident: it is named (file, key,
what was expected), logged, and replaced by its default.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from platformdirs import user_config_path, user_data_path

from kiosk.packs import Category, Pack, available, load_pack, with_categories
from kiosk.settings.destinations import DESK, DestinationSettings, read_destinations
from kiosk.settings.file import SettingsError, table_of
from kiosk.settings.printer import PrinterSettings
from kiosk.settings.reading import read

log = logging.getLogger(__name__)

APP = "heard-kiosk"

PhoneNumber = Annotated[str, Meta(pattern=r"^\+?[0-9][0-9 -]{1,18}$", description="a phone number")]
LanguageTag = Annotated[
    str, Meta(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", description="a language tag such as zh-CN")
]

ModelName = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="a model's name (kiosk models list)")
]


class EmergencySettings(Struct, frozen=True):
    """Who to ring when there is danger to life; shown large, never dialled by the kiosk."""

    fire: PhoneNumber = "119"
    """Phone number of the fire brigade."""
    ambulance: PhoneNumber = "120"
    """Phone number of the ambulance."""
    police: PhoneNumber = "110"
    """Phone number of the police."""

    @property
    def numbers(self) -> tuple[str, str, str]:
        """The three, in this order."""
        return self.fire, self.ambulance, self.police


class StationSettings(Struct, frozen=True):
    """Where the kiosk stands."""

    id: Annotated[str, Meta(min_length=1, max_length=64)] = "station"
    """Code of the station in tickets and exports; no unit."""
    number: Annotated[int, Meta(ge=10, le=99)] = 10
    """First two digits of every ticket number of this kiosk; each kiosk of a desk has its own."""
    name: str = ""
    """Name of the station, shown where ``names`` has none for the language."""
    names: dict[LanguageTag, str] = {}
    """Name of the station per language tag."""
    places: tuple[str, ...] = ()
    """Names of places nearby (estates, streets, bus stops), offered for "where" and hinted to the ears."""
    emergency: EmergencySettings = EmergencySettings()
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="two capital letters such as CN")] = "CN"
    """Country (ISO 3166) whose help lines are shown to people who are being hurt (``lines.toml``)."""
    answer_days: Annotated[int, Meta(ge=0, le=60)] = 5
    """Working days within which residents who left a number are phoned; 0 if nobody can say."""

    def name_in(self, language: str) -> str:
        """Return the station's name for a language tag, else its plain name, else its code."""
        return self.names.get(language) or self.name or self.id


class ScreenSettings(Struct, frozen=True):
    """The glass that residents touch."""

    diagonal_inches: Annotated[float, Meta(ge=5, le=120)] = 24.0
    """Inches across the visible picture; sizes in millimetres follow from it."""
    windowed: bool = False
    """True for a window on a desk, false for the full screen."""


class SoundSettings(Struct, frozen=True):
    """Microphone and loudspeaker."""

    microphone: str = ""
    """Name of the device, or a part of it; empty is the system's default."""
    speaker: str = ""
    """Name of the device, or a part of it; empty is the system's default."""
    headphones: str = ""
    """Name of a second output, or a part of it: residents may hear in private by it. Empty: there is none."""
    volume_db: Annotated[float, Meta(ge=-40, le=12)] = 0.0
    """Loudness at the start of each session, dB relative to the voice as it was synthesized."""
    echo_cancelled: Literal["auto"] | bool = "auto"
    """Whether the sound server takes the voice out of the microphone, so that one may speak over it."""


class EarSettings(Struct, frozen=True):
    """How speech is recognized."""

    engine: Literal["", "vosk", "whisper"] = ""
    """Only this recognizer; empty takes what is installed, best first."""
    models: dict[LanguageTag, tuple[ModelName, ...]] = {}
    """Models to hear a language with, before its pack's own, best first: ``"en" = ["whisper-small"]``."""


class VoiceSettings(Struct, frozen=True):
    """How the kiosk speaks."""

    engine: Literal["", "kokoro", "piper", "pyttsx3"] = ""
    """This kind of voice before a language's others; empty takes the language pack's order, best first."""


KeyName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_]+$", description="the name of a key, such as F8")]


class AccessSettings(Struct, frozen=True):
    """For those who cannot use touch, arrow keys or eyes. Names of keys are Qt's, without ``Key_``."""

    next_key: KeyName = "Tab"
    """First of two switches: goes on to the next control."""
    choose_key: KeyName = "Return"
    """Second of two switches: chooses it."""
    switch_key: KeyName = "F8"
    """A single switch: its first press lets the controls come one by one, the next chooses."""
    scan_s: Annotated[float, Meta(ge=1, le=6)] = 2.0
    """Seconds that a control stays after its name was said; residents set slow, normal or fast."""
    screen_reader: bool = False
    """True where a screen reader runs: the kiosk's own voice is quiet, and it listens only when asked to."""


class PrivacySettings(Struct, frozen=True):
    """What is said aloud, and when the microphone is open (PIPL 6; GDPR 5, 25)."""

    read_aloud: Literal["ask", "always"] = "ask"
    """Whether a resident's own words are read through the loudspeaker without asking."""
    listen_at_rest: bool = True
    """Whether the welcome screen waits for a greeting, so that somebody who cannot see can begin."""
    contact_days: Annotated[int, Meta(ge=0, le=3650)] = 90
    """Days that name and phone number are kept here once the ticket has arrived everywhere; 0: with it."""
    ticket_days: Annotated[int, Meta(ge=0, le=3650)] = 0
    """Days that a ticket is kept here once it has arrived everywhere; 0: until somebody erases it."""


WebAddress = Annotated[str, Meta(pattern=r"^(https?://\S+)?$", description="an address such as https://…")]


class CallSettings(Struct, frozen=True):
    """Who is told when a person is wanted, besides whoever sees the screen and hears the chime."""

    webhook: WebAddress = ""
    """Address that a POST goes to, JSON: station, reason (asked, emergency, save-failed), at. Empty: none."""


class FolderSettings(Struct, frozen=True):
    """Where things lie on the disk. ``~`` is the home folder; ``$HEARD_DATA`` wins over ``data``."""

    data: str = ""
    """Folder of tickets and models; empty is the system's place for a program's data."""
    keys: str = ""
    """Folder of the key that tickets are encrypted with; empty is the folder of the settings file."""


class TimingSettings(Struct, frozen=True):
    """How long the kiosk waits: seconds, and counts. Defaults and lower bounds are docs/access.md's."""

    first_sound_s: Annotated[float, Meta(ge=5, le=60)] = 10.0
    """Seconds to wait for a first sound before asking again."""
    silence_free_s: Annotated[float, Meta(ge=1, le=10)] = 2.5
    """Seconds of silence that end free speech."""
    silence_choice_s: Annotated[float, Meta(ge=0.5, le=10)] = 1.2
    """Seconds of silence that end a yes, no, digit or choice."""
    limit_s: Annotated[float, Meta(ge=30, le=300)] = 90.0
    """Seconds that one turn of the resident may last."""
    idle_s: Annotated[float, Meta(ge=20, le=3600)] = 60.0
    """Seconds without any act before the kiosk asks whether somebody is there."""
    warning_s: Annotated[float, Meta(ge=20, le=600)] = 20.0
    """Seconds to answer that question (WCAG 2.2.1: at least 20)."""
    extensions: Annotated[int, Meta(ge=10, le=1000)] = 10
    """How many times the answer buys more time (WCAG 2.2.1: at least 10)."""


class Settings(Struct, frozen=True):
    """Everything an administrator can set, valid as it stands."""

    station: StationSettings = StationSettings()
    languages: Annotated[tuple[LanguageTag, ...], Meta(min_length=1)] = ("zh-CN", "en")
    """Language tags, the first is the one the kiosk starts in."""
    screen: ScreenSettings = ScreenSettings()
    sound: SoundSettings = SoundSettings()
    ears: EarSettings = EarSettings()
    voice: VoiceSettings = VoiceSettings()
    privacy: PrivacySettings = PrivacySettings()
    access: AccessSettings = AccessSettings()
    call: CallSettings = CallSettings()
    printer: PrinterSettings = PrinterSettings()
    folders: FolderSettings = FolderSettings()
    timings: TimingSettings = TimingSettings()
    destinations: tuple[DestinationSettings, ...] = (DESK,)
    """Where tickets go, ``[[destinations]]``; each ticket goes to all of them."""
    categories: dict[LanguageTag, tuple[Category, ...]] = {}
    """Categories to add or rename, by language tag: ``[[categories.en]]``: code, name, department, cues."""
    pronunciation: dict[LanguageTag, dict[str, str]] = {}
    """How words are read, by language tag: ``[pronunciation.en]``, ``"word" = "how it sounds"`` a line."""

    def pack(self, tag: str) -> Pack:
        """The pack of ``tag`` with this station's own categories, models and voices. Raises PackError."""
        pack = with_categories(load_pack(tag), self.categories.get(tag, ()))
        wanted_first = sorted(pack.voices, key=lambda voice: voice.engine != self.voice.engine)
        named = self.ears.models.get(tag, ())  # each is taken by the recognizer whose files it holds
        ears = msgspec.structs.replace(
            pack.ears, vosk=(*named, *pack.ears.vosk), whisper=(*named, *pack.ears.whisper)
        )
        return msgspec.structs.replace(pack, ears=ears, voices=tuple(wanted_first))

    @property
    def data_folder(self) -> Path:
        """The folder of tickets and models: ``$HEARD_DATA``, else ``folders.data``, else the system's."""
        named = os.environ.get("HEARD_DATA") or self.folders.data
        return Path(named).expanduser() if named else user_data_path(APP)

    @property
    def key_folder(self) -> Path:
        """The folder of the encryption key: ``folders.keys``, else where the settings file is looked for."""
        return Path(self.folders.keys).expanduser() if self.folders.keys else default_path().parent


def default_path() -> Path:
    """Return where the settings file is looked for: ``$HEARD_SETTINGS``, else the user's configuration."""
    named = os.environ.get("HEARD_SETTINGS")
    if named:
        return Path(named).expanduser()
    # On Windows only the roaming folder is another one than the data folder; elsewhere this says nothing.
    return user_config_path(APP, roaming=True) / "settings.toml"


def load(path: Path | None = None, strict: bool = False) -> tuple[Settings, list[str]]:
    """Read the settings; return them with one sentence for each thing that was wrong.

    A file that cannot be opened gives the defaults and a sentence; of one with a mistake the rest stands.
    With ``strict`` both raise :class:`SettingsError`. Where there is no file everything has its default.
    """
    path = default_path() if path is None else path
    problems: list[str] = []
    try:
        table = table_of(path, None if strict else problems)
    except SettingsError as error:
        if strict:
            raise
        table = {}
        problems.append(f"{error} The kiosk uses its defaults until then.")
    destinations = table.pop("destinations", None)
    settings = read(Settings, table, path, "", problems) or Settings()
    if destinations is not None:
        places = read_destinations(destinations, path, problems)
        settings = msgspec.structs.replace(settings, destinations=places)
    settings = msgspec.structs.replace(
        settings,
        folders=_placed(settings.folders, path, problems),
        languages=_spoken(settings.languages, path, problems),
    )
    for problem in problems:
        log.warning("%s", problem)
    return settings, problems


def _placed(folders: FolderSettings, path: Path, problems: list[str]) -> FolderSettings:
    """The folders as whole paths: what is not whole is beside the settings, wherever the kiosk is started."""
    return FolderSettings(
        **{
            name: str(folder) if (folder := _folder(getattr(folders, name), name, path, problems)) else ""
            for name in ("data", "keys")
        }
    )


def _folder(named: str, name: str, path: Path, problems: list[str]) -> Path | None:
    if not named:
        return None
    try:
        folder = path.absolute().parent / Path(named).expanduser()
        folder.stat()
    except (FileNotFoundError, PermissionError):
        pass  # it is made, or told of, where it is used
    except (RuntimeError, ValueError, OSError) as error:
        why = getattr(error, "strerror", None) or error
        problems.append(f"{path}: folders.{name} cannot be a folder ({why}); the default is used (empty).")
        return None
    return folder


def _spoken(tags: tuple[str, ...], path: Path, problems: list[str]) -> tuple[str, ...]:
    """Those of the languages that have a pack; the default ones where none has."""
    there = available()
    for tag in tags:
        if tag not in there:
            known = ", ".join(there)
            problems.append(
                f'{path}: languages: there is no language pack "{tag}", only {known}; it is left out.'
            )
    return tuple(tag for tag in dict.fromkeys(tags) if tag in there) or Settings().languages
