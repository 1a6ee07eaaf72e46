"""The comfort panel: size, contrast, motion, pace, loudness, language. Nothing said is lost."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.comfort import RATES, SCANS, SIZES, VOLUMES_DB, Comfort, Scan, Theme
from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S, Transition
from kiosk.conversation.view import Act, Row, View
from kiosk.conversation.wording import Wording


class ComfortOverlay(OverlayScreen[S]):
    """A row for each setting, what is in force chosen; a spoken sample follows each change."""

    name = Overlay.COMFORT
    hint = "say.comfort"
    way_on = "close"
    looked_at = True

    def said(self, session: S) -> tuple[Line, ...]:
        return (Line("comfort.title"), Line("comfort.body"))

    def offered(self, session: S) -> tuple[str, ...]:
        sizes = tuple(f"size-{n}" for n in range(SIZES))
        themes = tuple(f"theme-{theme.value}" for theme in Theme)
        through = ("through-speaker", "through-headphones") if session.station.headphones else ()
        motion = ("motion-on", "motion-off")
        reach = ("reach-usual", "reach-low") if session.station.tall else ()
        pace = ("slower", "normal", "faster", "softer", "louder", "quiet")
        languages = tuple(f"language-{tag}" for tag in session.station.languages)
        return ("close", *sizes, *themes, *motion, *reach, *through, *pace, *languages, *SCANS)

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        if code == "close":
            transition.uncover()
            return
        before = transition.session.comfort
        transition.hush()
        if code.startswith("language-"):
            transition.set(language=code.removeprefix("language-"))
            transition.say("language.changed")
            return
        now = before.changed(code)
        transition.set(comfort=now)
        transition.say(f"comfort.{_sample(before, now, code)}")

    def shown(self, base: View, session: S, say: Wording) -> View:
        comfort = session.comfort
        levels = {"rate": _level(RATES, comfort.rate), "volume": _level(VOLUMES_DB, comfort.volume_db)}
        return replace(
            base,
            question=(say("comfort.title"),),
            hint=say("comfort.body"),
            rows=tuple(
                Row(f"{say(f'comfort.{name}')} {levels.get(name, '')}".strip(), acts=acts)
                for name, acts in _settings(session, say).items()
            ),
            acts=(Act("close", say("comfort.close"), icon="check-circle", main=True),),
        )


def _settings(session: S, say: Wording) -> dict[str, tuple[Act, ...]]:
    """The buttons of each row."""
    comfort = session.comfort
    through = (
        Act("through-speaker", say("comfort.speaker"), chosen=not comfort.headphones),
        Act("through-headphones", say("comfort.headphones"), icon="headphones", chosen=comfort.headphones),
    )
    reach = (
        Act("reach-usual", say("comfort.usual"), chosen=not comfort.low),
        Act("reach-low", say("comfort.low"), chosen=comfort.low),
    )
    return {
        "size": tuple(
            Act(f"size-{n}", say("comfort.sample"), chosen=n == comfort.size) for n in range(SIZES)
        ),
        "theme": tuple(
            Act(f"theme-{t.value}", say(f"comfort.{t.value}"), chosen=t is comfort.theme) for t in Theme
        ),
        "rate": (
            Act("slower", say("comfort.slower"), chosen=comfort.rate < 100),
            Act("normal", say("comfort.normal"), chosen=comfort.rate == 100),
            Act("faster", say("comfort.faster"), chosen=comfort.rate > 100),
        ),
        "volume": (
            Act("softer", say("comfort.softer"), icon="minus"),
            Act("louder", say("comfort.louder"), icon="plus"),
            Act("quiet", say("comfort.quiet"), chosen=comfort.quiet),
        ),
        **({"through": through} if session.station.headphones else {}),
        "language": tuple(
            Act(f"language-{tag}", say.packs[tag].name, chosen=tag == session.language, language=tag)
            for tag in session.station.languages
        ),
        "scan": tuple(
            Act(f"scan-{s.value}", say(f"comfort.scan_{s.value}"), chosen=s is comfort.scan) for s in Scan
        ),
        **({"reach": reach} if session.station.tall else {}),
        "motion": (
            Act("motion-on", say("comfort.moves"), chosen=not comfort.less_motion),
            Act("motion-off", say("comfort.still"), chosen=comfort.less_motion),
        ),
    }


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
        case "reach":
            return f"now_{value}"
        case "motion":
            return "now_still" if now.less_motion else "now_moves"
        case "theme":
            return f"now_{value}"
        case "scan":
            return "now_scan_off" if now.scan is Scan.OFF else "now_scan"
        case _:
            return "now_size"


def _level(steps: tuple[int, ...], value: int) -> str:
    return f"{steps.index(value) + 1}/{len(steps)}"
