"""``kiosk rehearse``: a script played through the real flow, the real ears and the real voice."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from kiosk import hearing, parts
from kiosk.app.commands import words_of
from kiosk.app.slip import drawing_unseen, slip_service
from kiosk.conversation.session import Comfort
from kiosk.packs import Pack
from kiosk.rehearsal import Rehearsal
from kiosk.script import ScriptError, Turn, read_script
from kiosk.settings import Settings
from kiosk.speaking import voices_of
from kiosk.tickets.tickets import Tickets
from speech import processes
from speech.link import Link, LinkState
from speech.protocol import FROM_EARS, Command, Report
from speech.speak import speak_with
from speech.synthesizers.base import Synthesizer
from speech.synthesizers.voices import load_first

Tell = Callable[[dict[str, Any]], None]


class WavEars:
    """The ears child, hearing files instead of a microphone."""

    def __init__(self, settings: Settings, packs: Sequence[Pack]) -> None:
        self._take: Callable[[Report], None] = lambda message: None
        self._changed: Callable[[bool, bool], None] = lambda up, broken: None
        self._link = Link(
            "ears",
            processes.command("ears"),
            FROM_EARS,
            lambda message: self._take(message),
            lambda state, why: self._changed(state is LinkState.UP, state is LinkState.DOWN),
        )
        self._link.send(hearing.hello(settings, packs, source="wav", realtime=False))

    def send(self, message: Command) -> bool:
        """Send it a message."""
        return self._link.send(message)

    def start(self, take: Callable[[Report], None], changed: Callable[[bool, bool], None]) -> None:
        """Start it."""
        self._take, self._changed = take, changed
        self._link.start()

    def stop(self) -> None:
        """End it."""
        self._link.stop()


def rehearse(settings: Settings, script: Path, *, as_json: bool, out: Path | None, agree: bool) -> int:
    """Play the script; 0 with a ticket, 1 where none came of it. Raises ScriptError or SpeechError."""
    turns = read_script(script)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    return _play(settings, Tickets.open(settings), script, turns, as_json=as_json, out=out, agree=agree)


def _play(
    settings: Settings,
    tickets: Tickets,
    script: Path,
    turns: Sequence[Turn],
    *,
    as_json: bool,
    out: Path | None,
    agree: bool,
) -> int:
    heard = any(turn.kind == "play" for turn in turns)
    packs = parts.load_packs(settings)
    said: list[tuple[str, str]] = []
    tell = _tell_json if as_json else _tell_person

    def tell_and_keep(line: dict[str, Any]) -> None:
        if "wav" in line:
            said.append((line["wav"], line["said"]))
        tell(line)

    drawing = drawing_unseen() if settings.printer.kind else None
    rehearsal = Rehearsal(
        settings,
        tickets,
        ears=WavEars(settings, list(packs.values())) if heard else None,
        slips=partial(slip_service, settings),
        render=_renderer(settings, packs) if out else None,
        out=out,
        tell=tell_and_keep,
    )
    try:
        ticket = rehearsal.play(turns, agree=agree)
    except ScriptError as error:
        raise ScriptError(f"{script}: {error}") from error
    finally:
        rehearsal.close()
        del drawing
        if out is not None:
            pairs = "".join(f"{wav}\t{text}\n" for wav, text in said)
            (out / "said.tsv").write_text(pairs, encoding="utf-8")
    if ticket is None:
        print(f"kiosk rehearse: the script ended at the step “{rehearsal.step}”, without a ticket;"
              " add turns, or --agree", file=sys.stderr)  # fmt: skip
        return 1
    tell({"ticket": ticket})
    return 0


def _renderer(settings: Settings, packs: dict[str, Pack]) -> Callable[[str, str, Comfort, Path], None]:
    """The same voice as the kiosk's, into files."""

    @lru_cache
    def voice(language: str) -> Synthesizer:
        return load_first(voices_of(packs[language]), language, hearing.models_folder(settings))

    @lru_cache
    def words(language: str) -> dict[str, str]:
        return words_of(settings, language)

    def to_file(language: str, text: str, comfort: Comfort, wav: Path) -> None:
        pace = packs[language].voice
        speak_with(
            voice(language),
            text,
            wav,
            language=language,
            units_a_minute=pace.words_a_minute or pace.characters_a_minute,
            rate=comfort.rate,
            words=words(language),
        )

    return to_file


def _as_json(value: object) -> object:
    """A time as it is written, a set as a list."""
    return value.isoformat() if isinstance(value, datetime) else sorted(value)  # type: ignore[call-overload]  # else a set


def _tell_json(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False, default=_as_json), flush=True)


def _tell_person(line: dict[str, Any]) -> None:
    """The conversation as one would read it: what the kiosk says, what the resident does."""
    if "said" in line:
        print(f"  kiosk     {line['said']}", flush=True)
    elif line.get("event") == "Pressed":
        print(f"resident    [{line['code']}]{' (spoken)' if line['by'] == 'voice' else ''}", flush=True)
    elif line.get("event") == "Heard":
        print(f"resident    {line['recognized']}", flush=True)
    elif line.get("event") in ("Dialled", "HeardNothing"):
        print(f"resident    {line.get('digits') or '…'}", flush=True)
    elif line.get("effect") == "CallVolunteer":
        print(f"            (a person is called: {line['reason']})", flush=True)
    elif "ticket" in line:
        print("\nTicket")
        for key, value in line["ticket"].items():
            if value:
                print(f"  {key + ':':13} {value}")
