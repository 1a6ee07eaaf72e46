"""One utterance by pyttsx3, in a process of its own: it hangs, and eSpeak NG ends the process it is in.

Reads one JSON object from stdin: ``{"voice", "rate", "text", "out"}`` (``rate`` in words a minute;
``out`` empty: only look whether the voice is there). Exit status 0, or 3 with one sentence on stderr.
``kiosk voice --render`` runs it by hand.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from speech.leavings import no_core_dumps

NO = 3


def main() -> int:
    """Render what stdin asks for."""
    no_core_dumps()
    asked: dict[str, Any] = json.loads(sys.stdin.read())
    import pyttsx3

    engine = pyttsx3.init()
    wanted, plus, variant = str(asked["voice"]).lower().partition("+")  # eSpeak NG's: another throat
    voices = list(engine.getProperty("voices"))
    match = next((v for v in voices if str(v.id).lower() == wanted), None)
    match = match or next((v for v in voices if wanted in f"{v.id} {v.name}".lower()), None)
    if match is None:
        print(f"this computer has no voice “{asked['voice']}”", file=sys.stderr)
        return NO
    if not asked["out"]:
        return 0
    troubles: list[object] = []
    engine.connect("error", lambda name, exception: troubles.append(exception))
    engine.setProperty("voice", f"{match.id}{plus}{variant}")
    engine.setProperty("rate", int(asked["rate"]))
    engine.runAndWait()
    _settle()  # a text that comes right behind its settings may be read without them
    engine.save_to_file(asked["text"], asked["out"])
    engine.runAndWait()
    _settle()  # its thread may still write when the loop has ended
    if troubles:
        print(f"pyttsx3 could not say it ({type(troubles[0]).__name__})", file=sys.stderr)
        return NO
    return 0


def _settle() -> None:
    """Wait until eSpeak NG, which works in a thread of its own, has done all that it was told."""
    driver = sys.modules.get("pyttsx3.drivers._espeak")
    if driver is not None:
        driver.Synchronize()


if __name__ == "__main__":
    sys.exit(main())
