"""What the comfort panel changes: size, contrast, pace, loudness, quiet, language. Nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.conversation import screenplay
from kiosk.conversation.line import Line
from kiosk.conversation.move import Move
from kiosk.conversation.session import Comfort, Scan, Session, Theme
from kiosk.conversation.view import Act, Row, View
from kiosk.packs import Pack

SCANS = tuple(f"scan-{scan.value}" for scan in Scan)


def change(move: Move, code: str) -> None:
    """Change one setting and let it be heard at once: a spoken sample follows each change."""
    comfort = changed(move.session.comfort, code)
    move.hush()
    if code.startswith("language-"):
        move.set(language=code.removeprefix("language-"))
        move.say("language.changed")
        return
    move.set(comfort=comfort)
    move.say("comfort.example")


def change_by_voice(move: Move, code: str) -> None:
    """Change what was asked for in passing; the screen said again is the sample."""
    if code.startswith("language-"):
        move.set(language=code.removeprefix("language-"))
        move.enter(Line("language.changed"))
        return
    move.set(comfort=changed(move.session.comfort, code))
    move.enter(Line("comfort.changed"))


def changed(comfort: Comfort, code: str) -> Comfort:
    """The comfort settings after the button ``code``."""
    name, _, value = code.partition("-")
    match name:
        case "size":
            return replace(comfort, size=int(value))
        case "bigger" | "smaller":
            size = comfort.size + (1 if name == "bigger" else -1)
            return replace(comfort, size=min(max(size, 0), screenplay.SIZES - 1))
        case "theme":
            return replace(comfort, theme=Theme(value))
        case "scan":
            return replace(comfort, scan=Scan(value))
        case "slower" | "faster":
            return replace(comfort, rate=_step(screenplay.RATES, comfort.rate, 1 if name == "faster" else -1))
        case "normal":
            return replace(comfort, rate=100)
        case "softer" | "quieter" | "louder":
            steps = screenplay.VOLUMES_DB
            volume = _step(steps, comfort.volume_db, 1 if name == "louder" else -1)
            return replace(comfort, volume_db=volume, quiet=False)
        case "quiet":
            return replace(comfort, quiet=not comfort.quiet)
        case _:
            return comfort


def _step(steps: tuple[int, ...], value: int, by: int) -> int:
    return steps[min(max(steps.index(value) + by, 0), len(steps) - 1)]


def panel(base: View, session: Session, packs: Mapping[str, Pack], say: Callable[..., str]) -> View:
    """The comfort panel as a view: a row for each setting, what is in force marked."""
    comfort = session.comfort
    sizes = tuple(
        Act(f"size-{n}", say("comfort.sample"), chosen=n == comfort.size) for n in range(screenplay.SIZES)
    )
    themes = tuple(
        Act(f"theme-{t.value}", say(f"comfort.{t.value}"), chosen=t is comfort.theme) for t in Theme
    )
    pace = (
        Act("slower", say("comfort.slower"), chosen=comfort.rate < 100),
        Act("normal", say("comfort.normal"), chosen=comfort.rate == 100),
        Act("faster", say("comfort.faster"), chosen=comfort.rate > 100),
    )
    volume = (
        Act("softer", say("comfort.softer"), icon="minus"),
        Act("louder", say("comfort.louder"), icon="plus"),
        Act("quiet", say("comfort.quiet"), chosen=comfort.quiet),
    )
    scans = tuple(
        Act(f"scan-{s.value}", say(f"comfort.scan_{s.value}"), chosen=s is comfort.scan) for s in Scan
    )
    languages = tuple(
        Act(f"language-{tag}", packs[tag].name, chosen=tag == session.language, language=tag)
        for tag in session.languages
    )
    rows = {"size": sizes, "theme": themes, "rate": pace, "volume": volume, "language": languages}
    rows["scan"] = scans
    return replace(
        base,
        question=(say("comfort.title"),),
        hint=say("comfort.body"),
        rows=tuple(Row(say(f"comfort.{name}"), acts=acts) for name, acts in rows.items()),
        acts=(Act("close", say("comfort.close"), icon="check-circle", main=True),),
    )
