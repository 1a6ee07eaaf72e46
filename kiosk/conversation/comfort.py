"""What the comfort panel changes: size, contrast, motion, pace, loudness, language. Nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.conversation import screenplay
from kiosk.conversation.line import Line, Speech
from kiosk.conversation.move import Move
from kiosk.conversation.session import Comfort, Scan, Session, Theme
from kiosk.conversation.view import Act, Row, View
from kiosk.packs import Pack

SCANS = tuple(f"scan-{scan.value}" for scan in Scan)


def change(move: Move, code: str) -> None:
    """Change one setting and let it be heard at once: a spoken sample follows each change."""
    before = move.session.comfort
    move.hush()
    if code.startswith("language-"):
        move.set(language=code.removeprefix("language-"))
        move.say("language.changed")
        return
    move.set(comfort=changed(before, code))
    move.say(f"comfort.{_sample(before, move.session.comfort, code)}")


def headphones_changed(move: Move, there: bool) -> None:
    """Offer the headphones, or go back to the loudspeaker, where private words are asked for first."""
    heard_by_them = move.session.comfort.headphones
    move.set(headphones=there)
    if heard_by_them and not there:
        move.hush()
        move.set(comfort=replace(move.session.comfort, headphones=False), speech=Speech())
        move.enter(Line("comfort.now_speaker"))


def _sample(before: Comfort, now: Comfort, code: str) -> str:
    """The prompt that lets a change be heard, or says that it goes no further."""
    name, _, value = code.partition("-")
    at_its_end = before == now
    match name:
        case "slower" | "faster":
            return f"now_{name.removesuffix('er')}est" if at_its_end else "now_rate"
        case "softer" | "louder":
            return f"now_{name.removesuffix('er')}est" if at_its_end else "now_volume"
        case "normal":
            return "now_rate"
        case "quiet":
            return "now_quiet" if now.quiet else "now_sound"
        case "through":
            return f"now_{value}"
        case "motion":
            return "now_still" if now.less_motion else "now_moves"
        case "theme":
            return f"now_{value}"
        case "scan":
            return "now_scan_off" if now.scan is Scan.OFF else "now_scan"
        case _:
            return "now_size"


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
        case "through":
            return replace(comfort, headphones=value == "headphones")
        case "motion":
            return replace(comfort, less_motion=value == "off")
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
    motion = (
        Act("motion-on", say("comfort.moves"), chosen=not comfort.less_motion),
        Act("motion-off", say("comfort.still"), chosen=comfort.less_motion),
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
    levels = {
        "rate": _level(screenplay.RATES, comfort.rate),
        "volume": _level(screenplay.VOLUMES_DB, comfort.volume_db),
    }
    rows = {"size": sizes, "theme": themes, "rate": pace, "volume": volume}
    if session.headphones:
        rows["through"] = (
            Act("through-speaker", say("comfort.speaker"), chosen=not comfort.headphones),
            Act(
                "through-headphones", say("comfort.headphones"), icon="headphones", chosen=comfort.headphones
            ),
        )
    rows |= {"language": languages, "scan": scans, "motion": motion}
    return replace(
        base,
        question=(say("comfort.title"),),
        hint=say("comfort.body"),
        rows=tuple(
            Row(f"{say(f'comfort.{name}')} {levels.get(name, '')}".strip(), acts=acts)
            for name, acts in rows.items()
        ),
        acts=(Act("close", say("comfort.close"), icon="check-circle", main=True),),
    )


def _level(steps: tuple[int, ...], value: int) -> str:
    return f"{steps.index(value) + 1}/{len(steps)}"
