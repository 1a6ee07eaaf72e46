"""``kiosk doctor``: every part of this machine that the kiosk needs, really tried."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from kiosk import settings as settings_module
from kiosk.app.commands import catalogue
from kiosk.app.selftest import larger_ears, said_and_heard
from kiosk.hearing import models_folder, recognizers_of
from kiosk.packs import Pack, PackError
from kiosk.printing.errors import PrinterError
from kiosk.printing.printers import printer
from kiosk.settings import Settings
from kiosk.settings.destinations import DestinationSettings
from kiosk.speaking import voices_of
from kiosk.staff.checks import Finding, Grade, report
from kiosk.tickets.destinations.named import outside
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.tickets import Tickets
from speech import echo
from speech.activity import dbfs, silero_installed
from speech.devices import defaults, follows_default
from speech.engines import loading
from speech.microphone import Microphone
from speech.models.errors import BadInputError
from speech.models.install import installed as model_installed
from speech.player import NoLoudspeakerError, Player
from speech.sayas.pronunciation import checked
from speech.synthesizers import voices

DISK_WARN_MB, DISK_BROKEN_MB = 500, 50
SOUND_S = 3.0  # a microphone that gives nothing for so long gives nothing
UNHEARD = (
    "plug it in, close the program that holds it (a kiosk that runs does), or name another in the settings"
)
TOO_QUIET_DBFS = -85.0  # digital silence: muted, or not connected


def doctor(settings: Settings, path: Path | None = None) -> int:
    """Look at every part, print what was found; 1 if the kiosk cannot serve. ``path``: the settings file."""
    findings = [
        *_settings(path or settings_module.default_path()),
        *_languages(settings),
        *_larger_ears(settings),
        *destinations(settings),
        *slip_printer(settings),
    ]
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _microphone,
        _loudspeaker,
        _speaking_over,
        _speech_and_noise,
        _models,
        _disk,
        _database,
        _screen,
    )
    findings += [check(settings) for check in checks]
    text, status = report(findings)
    print(text)
    return status


def _settings(path: Path) -> list[Finding]:
    _, problems = settings_module.load(path)
    if problems:
        return [Finding("settings", Grade.WORSE, problem, f"correct {path}") for problem in problems]
    there = str(path) if path.is_file() else f"defaults ({path} is not there)"
    return [Finding("settings", Grade.GOOD, there)]


def _languages(settings: Settings) -> list[Finding]:
    findings = []
    for tag in settings.languages:
        try:
            pack = settings.pack(tag)
        except PackError as error:
            findings.append(Finding(tag, Grade.BROKEN, str(error), "correct the language pack"))
            continue
        findings += [_ears(settings, pack), *named_models(settings, tag)]
        findings += [_voice(settings, pack), *_pronunciation(settings, tag)]
        findings += said_and_heard(settings, pack)
    return findings


def _larger_ears(settings: Settings) -> list[Finding]:
    try:
        return larger_ears(settings, catalogue(settings))
    except (BadInputError, PackError):
        return []  # what is wrong with the file is told elsewhere


def _ears(settings: Settings, pack: Pack) -> Finding:
    there = loading.installed(models_folder(settings), recognizers_of(pack), settings.ears.engine)
    part = f"ears {pack.tag}"
    if not there:
        return Finding(
            part,
            Grade.WORSE,
            f"none: {pack.name} is served by touch and keyboard",
            f"kiosk models install --language {pack.tag}",
        )
    names = [folder.name for _, folder in there]
    kinds = [kind for kind, _ in there]
    if kinds == ["whisper"]:
        return Finding(part, Grade.GOOD, f"{names[0]} alone (captions a little later than with Vosk)")
    second = f", and {names[1]} as the second look" if len(names) > 1 else " alone"
    return Finding(part, Grade.GOOD, f"{names[0]}{second}")


def named_models(settings: Settings, tag: str) -> list[Finding]:
    """The models that the settings name for a language and that are not installed."""
    folder = models_folder(settings)
    absent = [name for name in settings.ears.models.get(tag, ()) if not (folder / name).is_dir()]
    found = "{} is named in the settings ([ears.models]), and not installed"
    return [
        Finding(f"ears {tag}", Grade.WORSE, found.format(name), f"kiosk models install {name}")
        for name in absent
    ]


def _voice(settings: Settings, pack: Pack) -> Finding:
    there, reasons = voices.installed(voices_of(pack), pack.tag, models_folder(settings))
    part = f"voice {pack.tag}"
    if not there:
        return Finding(part, Grade.WORSE, f"none: {reasons}", f"kiosk models install --language {pack.tag}")
    best = there[0]
    found = f"{best.name} ({reasons})" if reasons else best.name
    if best.engine == "pyttsx3" and any(v.engine != "pyttsx3" for v in pack.voices):
        remedy = f"kiosk models install --language {pack.tag}"
        return Finding(part, Grade.WORSE, f"hard to follow: {found}", remedy)
    return Finding(part, Grade.GOOD, found)


def _pronunciation(settings: Settings, tag: str) -> list[Finding]:
    _, wrong = checked(settings.pronunciation.get(tag, {}), tag)
    return [Finding(f"voice {tag}", Grade.WORSE, one, "correct that line of the settings") for one in wrong]


def _microphone(settings: Settings) -> Finding:
    heard: list[bytes] = []
    some, told = threading.Event(), []

    def put(block: bytes) -> bool:
        heard.append(block)
        if len(heard) >= 5:
            some.set()
        return True

    def say(state: str, name: str, why: str) -> None:
        told.append((state, name, why))
        if state == "lost":
            some.set()

    microphone = Microphone(settings.sound.microphone, put, say)
    microphone.keeping = True
    microphone.start()
    some.wait(SOUND_S)
    microphone.close()
    name = next((name for _, name, _ in told if name), settings.sound.microphone or "the default one")
    if follows_default(settings.sound.microphone) and (behind := defaults().microphone):
        name = f"{name} ({behind})"
    if not heard:
        why = next((why for state, _, why in told if state == "lost"), "it gives no sound")
        return Finding(
            "microphone",
            Grade.WORSE,
            f"{name}: {why}",
            f"{UNHEARD} ([sound] microphone); until then touch serves",
        )
    level = max(dbfs(block) for block in heard)
    if level < TOO_QUIET_DBFS:
        return Finding(
            "microphone",
            Grade.WORSE,
            f"{name}: it gives only silence ({level:.0f} dBFS)",
            "switch it on, or turn it up in the system's sound settings",
        )
    return Finding("microphone", Grade.GOOD, f"{name}, {level:.0f} dBFS now")


def _loudspeaker(settings: Settings) -> Finding:
    player = Player(settings.sound.speaker)
    try:
        player.open(24_000)
    except NoLoudspeakerError as error:
        remedy = f"{UNHEARD} ([sound] speaker); until then everything is only shown"
        return Finding("loudspeaker", Grade.WORSE, str(error), remedy)
    finally:
        player.close()
    name = settings.sound.speaker or "the default one"
    if follows_default(settings.sound.speaker) and (behind := defaults().loudspeaker):
        name = f"{name} ({behind})"
    return Finding("loudspeaker", Grade.GOOD, name)


def _speaking_over(settings: Settings) -> Finding:
    """Whether a resident may answer while the voice still speaks."""
    asked = settings.sound.echo_cancelled
    if echo.cancelled() if asked == "auto" else asked:
        return Finding("speaking over the voice", Grade.GOOD, "yes: its echo is cancelled")
    why = "the settings say so" if asked is False else "the sound server cancels no echo"
    return Finding("speaking over the voice", Grade.GOOD, f"no: the kiosk listens once it has spoken ({why})")


def _speech_and_noise(settings: Settings) -> Finding:
    """What tells the ears that somebody speaks."""
    part = "speech and noise"
    if silero_installed(models_folder(settings)):
        return Finding(part, Grade.GOOD, "told apart by Silero")
    found = "told apart by loudness alone, which takes a slammed door for a resident"
    return Finding(part, Grade.WORSE, found, "kiosk models install silero-vad-v6")


def _models(settings: Settings) -> Finding:
    folder = models_folder(settings)
    try:
        known = catalogue(settings)
    except BadInputError as error:
        return Finding("models", Grade.WORSE, str(error), "correct that file")
    there = [m for m in known.values() if (folder / m.name).is_dir()]
    damaged = [m.name for m in there if not model_installed(m, folder)]
    if damaged:
        names = " ".join(damaged)
        return Finding("models", Grade.WORSE, f"damaged: {names}", f"kiosk models install {names}")
    return Finding("models", Grade.GOOD, f"{len(there)} in {folder}")


def _disk(settings: Settings) -> Finding:
    folder = _nearest(settings.data_folder)
    free = shutil.disk_usage(folder).free / 1e6
    found = f"{free:,.0f} MB free in {folder}"
    if free < DISK_BROKEN_MB:
        return Finding("disk", Grade.BROKEN, found, "make room: no ticket can be saved on a full disk")
    if free < DISK_WARN_MB:
        return Finding("disk", Grade.WORSE, found, f"make room: at least {DISK_WARN_MB} MB")
    return Finding("disk", Grade.GOOD, found)


def _nearest(folder: Path) -> Path:
    return next(p for p in (folder, *folder.parents) if p.exists())


def _database(settings: Settings) -> Finding:
    try:
        with Tickets.open(settings, repair=False) as tickets:
            counts = tickets.outbox.counts()
            problems = tickets.problems
    except TicketsError as error:
        return Finding("database", Grade.BROKEN, str(error), "see docs/tickets.md")
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "no ticket yet"
    if problems:
        return Finding("database", Grade.WORSE, "; ".join(problems), "see docs/tickets.md")
    return Finding("database", Grade.GOOD, told)


def destinations(settings: Settings) -> list[Finding]:
    """Whether each place that tickets go to answers; none gets a ticket for it."""
    findings = []
    for one in settings.destinations:
        try:
            destination = outside(one, settings)
        except PackError:
            continue  # told with the languages
        if destination is None:
            continue  # the built-in desk is tried with the database
        part, check = f"tickets to {one.name}", destination.check()
        findings += [Finding(part, Grade.WORSE, f"{check.found}: {p.what}", p.remedy) for p in check.problems]
        findings += [Finding(part, Grade.WORSE, *told) for told in _exposed(one)]
        if not check.problems:
            findings.append(Finding(part, Grade.GOOD, check.found))
    return findings


def slip_printer(settings: Settings) -> list[Finding]:
    """Whether the printer of slips is there and has paper; nothing is printed."""
    try:
        to = printer(settings.printer)
        return [Finding("printer", Grade.GOOD, to.check())] if to else []
    except PrinterError as error:
        return [Finding("printer", Grade.WORSE, str(error), "kiosk slip NUMBER --print tries it again")]


def _exposed(one: DestinationSettings) -> list[tuple[str, str]]:
    """What others could read on the way to a destination: its secrets, and what residents said."""
    told = []
    for field in ("key_file", "secret_file", "token_file"):
        path = Path(getattr(one, field, ""))
        if path.is_file() and os.name == "posix" and path.stat().st_mode & 0o077:
            told.append((f"{path} can be read by other users", f"chmod 600 {path}"))
    address = urlsplit(getattr(one, "address", ""))
    if address.scheme == "http" and address.hostname not in ("127.0.0.1", "::1", "localhost"):
        told.append((f"what residents say goes to {address.hostname} in clear", "use an https:// address"))
    return told


def _screen(settings: Settings) -> Finding:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return Finding(
            "screen",
            Grade.BROKEN,
            "there is none here (neither DISPLAY nor WAYLAND_DISPLAY is set)",
            "start it in the kiosk's own session; kiosk rehearse needs no screen",
        )
    from PySide6.QtGui import QGuiApplication

    from ui import fonts, theme

    app = QGuiApplication.instance() or QGuiApplication(["doctor"])
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    per_inch = (size.width() ** 2 + size.height() ** 2) ** 0.5 / settings.screen.diagonal_inches
    found = (
        f"{size.width()}x{size.height()}, {settings.screen.diagonal_inches:g} inches by the settings "
        f"({per_inch / 25.4:.1f} pixels a millimetre)"
    )
    lack = fonts.missing()
    small = theme.too_small(size.width(), size.height(), settings.screen.diagonal_inches)
    del app
    if lack:
        return Finding("screen", Grade.WORSE, f"{found}; {lack}", "apt install fonts-noto-cjk")
    if small:
        remedy = "use a larger screen, or correct [screen] diagonal_inches"
        return Finding("screen", Grade.WORSE, f"{found}; {small}", remedy)
    if per_inch < 50:
        return Finding(
            "screen", Grade.WORSE, found, "correct [screen] diagonal_inches, or use a finer screen"
        )
    return Finding("screen", Grade.GOOD, found)
