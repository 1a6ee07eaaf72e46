"""A whole conversation where there is no screen: ``make run`` on a server plays it, and keeps what was seen.

The real window on a virtual screen, a recorded request through the real ears, a real ticket. Pictures and
the recording of what was said go to ``build/demo``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kiosk.tickets.tickets import Tickets
from tests import listener
from tests.e2e.stage import BUILD, PORTRAIT, WAY_ON, Stage, StageError, kiosk_on_stage
from tests.synthetic_speech import english
from tests.virtual_audio import virtual_sound_card

REQUEST = "The elevator in building three is broken, and my mother cannot get down."
OUT = BUILD / "demo"


def main() -> int:
    """Play it; 0 with a ticket, 1 with a sentence about what went wrong."""
    try:
        with tempfile.TemporaryDirectory(prefix="heard-demo-") as folder:
            try:
                _play(Path(folder))
            finally:
                _keep_logs(Path(folder) / "kiosk")
    except StageError as error:
        print(f"demo: FAILED: {error}", file=sys.stderr)
        print(
            f"  What to do: run “.venv/bin/kiosk doctor”; see {OUT}/kiosk.log and trace.jsonl.",
            file=sys.stderr,
        )
        return 1
    return 0


def _keep_logs(kiosk: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name in ("kiosk.log", "trace.jsonl"):
        if (kiosk / name).is_file():
            shutil.copy(kiosk / name, OUT / name)


def _tell(what: str) -> None:
    print(f"demo: {what}", flush=True)


def _play(folder: Path) -> None:
    wav = folder / "request.wav"
    wav.write_bytes(english(REQUEST))
    _tell("a virtual screen of 1080x1920, a virtual sound card; the kiosk starts")
    with virtual_sound_card() as card, kiosk_on_stage(folder / "kiosk", card, size=PORTRAIT) as stage:
        stage.until("welcome")
        _picture(stage, "1-welcome")
        recording = card.record()
        _tell("a hand touches “Speak English”")
        stage.touch("language-en")
        stage.until("speak", lamp="listening")
        _picture(stage, "2-listening")
        _tell(f"a voice says into the microphone: {REQUEST}")
        stage.speak(wav)
        heard = stage.until("check", lamp="listening")["words"]
        _tell(f"the kiosk heard (Whisper base): {heard}")
        _picture(stage, "3-check")
        stage.touch("yes")
        shown = stage.leave("check")
        while shown != "readback":
            _picture(stage, f"4-{shown}")
            stage.touch(WAY_ON[shown])
            shown = stage.leave(shown)
        stage.touch("read")
        stage.until("readback", lamp="speaking")
        _picture(stage, "5-readback")
        stage.until("readback", lamp="listening")
        stage.touch("yes")
        number = str(stage.until("done")["number"])
        stage.until("done", lamp="listening")
        _picture(stage, "6-done")
        pcm = recording.stop()
        recording.save(OUT / "said.wav")
        data = stage.data
    with Tickets(data, folder / "kiosk" / "settings" / "tickets.key") as tickets:
        entry = tickets.store.find(number)
    if entry is None or entry.ticket is None:
        raise StageError(f"the ticket {number} is not in the database")
    ticket = entry.ticket
    _tell(f"the loudspeaker said, as Whisper base hears it: {listener.heard(pcm, 'en')}")
    where = ticket.place or "no place"
    _tell(f"the ticket {number}: {ticket.category}, {ticket.urgency}, {where}: {ticket.text}")
    _tell(f"pictures and the recording are in {OUT.relative_to(Path.cwd())}")


def _picture(stage: Stage, name: str) -> None:
    stage.picture(OUT / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
