"""What the flow and the settings do, held to the table: paces, loudness, patience, private words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from kiosk.conversation.comfort import RATES, SIZES, VOLUMES_DB
from kiosk.conversation.effects import Say
from kiosk.conversation.events import Pressed
from kiosk.conversation.flow import advance
from kiosk.conversation.session import Comfort, Draft, Ears, Session, Station, Step, Theme
from kiosk.conversation.transition import ASKS
from kiosk.languages import language
from kiosk.packs import Pack
from kiosk.settings import Settings
from kiosk.staff.access import words
from kiosk.staff.access.ledger import Ledger


def measure(ledger: Ledger, settings: Settings, packs: Iterable[Pack]) -> None:
    """Everything of the table that needs no screen."""
    packs = list(packs)
    _sound(ledger, packs)
    _patience(ledger, settings)
    _conversation(ledger, settings)
    for pack in packs:
        ledger.none("words.length", list(words.too_long(pack)))
        ledger.none("words.plain", list(words.of_the_trade(pack)))


def _sound(ledger: Ledger, packs: list[Pack]) -> None:
    for pack in packs:
        if pack.voice.words_a_minute:
            ledger.add("rate.words", pack.voice.words_a_minute, pack.tag)
        if pack.voice.characters_a_minute and not language(pack.tag).space:
            ledger.add("rate.hanzi", pack.voice.characters_a_minute, pack.tag)
    rates, volumes = RATES, VOLUMES_DB
    ledger.add("rate.slowest", min(rates))
    ledger.add("rate.fastest", max(rates))
    ledger.add("rate.steps", len(rates))
    ledger.add("volume.range", max(volumes) - min(volumes))
    ledger.add("volume.step", max(b - a for a, b in pairwise(sorted(volumes))))
    ledger.add("type.sizes", SIZES)


def _patience(ledger: Ledger, settings: Settings) -> None:
    waits = settings.timings
    ledger.add("time.idle", waits.idle_s, "[timings] idle_s")
    ledger.add("time.warning", waits.warning_s, "[timings] warning_s")
    ledger.add("time.extensions", waits.extensions, "[timings] extensions")
    ledger.add("listening.first", waits.first_sound_s, "[timings] first_sound_s")
    ledger.add("listening.asks", ASKS)
    ledger.add("listening.free", waits.silence_free_s, "[timings] silence_free_s")
    ledger.add("listening.choice", waits.silence_choice_s, "[timings] silence_choice_s")
    ledger.add("listening.limit", waits.limit_s, "[timings] limit_s")


def _conversation(ledger: Ledger, settings: Settings) -> None:
    """Go through the real flow: what it reads out unasked, and what it leaves for the next resident."""
    always = settings.privacy.read_aloud == "always"
    draft = Draft("路灯坏了", "路灯坏了", others=("鹿灯坏了",), category="lighting", phone="13800138000")
    told = []
    station = Station(ears=Ears.READY, read_always=always, languages=("zh-CN",))
    for step in (Step.CHECK, Step.MEND, Step.READBACK):
        before = Session(station=station, step=step, draft=draft)
        _, effects = advance(before, Pressed("repeat"))
        if any(line.private for effect in effects if isinstance(effect, Say) for line in effect.lines):
            told.append(f"at {step.value}: [privacy] read_aloud = {settings.privacy.read_aloud!r}")
    ledger.none("private.aloud", told)
    changed = Comfort(size=3, theme=Theme.NIGHT, rate=50, volume_db=6, quiet=True)
    last = Session(station=station, step=Step.DONE, draft=draft, comfort=changed, number="40721936")
    after, _ = advance(last, Pressed("leave"))
    left = replace(after.comfort, less_motion=False)
    ledger.none("comfort.reset", [] if left == Comfort() else [f"{left}"])
