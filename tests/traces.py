"""Looks for what a resident said in everything that a kiosk writes, in every form that bytes may have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterable
from pathlib import Path

from tests.pace import patience

ROOT = Path(__file__).resolve().parents[1]
WORDS = "the lift in Marigold Lane 44 squeals at night"
PLACE = "Marigold Lane"
PHONE = "5550149"
SPOKEN_PHONE = "five five five oh one four nine"
SAID = ("squeals", "Marigold", PHONE, "555 0149", "555-0149", SPOKEN_PHONE, "Mrs Thornquist")
"""Pieces by which each of them is known again."""
SCRIPT = f"""language: en
say: {WORDS}
say: no
say: {WORDS}, my number is {SPOKEN_PHONE}, I am Mrs Thornquist
"""


def bytes_found(written: bytes, said: Iterable[str] = SAID) -> int:
    """Return how many bytes of what was said stand in what was written."""
    small = written.lower()
    return sum(len(form) * small.count(form.lower()) for form in {f for each in said for f in _forms(each)})


def below(*folders: Path) -> dict[str, bytes]:
    """Return every file, by its path, which may tell something too."""
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path): str(path).encode() + path.read_bytes() for path in paths}


def rehearse(home: Path) -> bytes:
    """Play a whole conversation in a home folder of its own; return its log, with all that happens in it."""
    (home / "tmp").mkdir(parents=True)
    script = home.parent / "script.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "-v", "rehearse", str(script), "--json", "--agree"],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        timeout=patience(60),
        check=True,
    )
    ticket = json.loads(done.stdout.splitlines()[-1])["ticket"]
    assert PLACE in ticket["place"], ticket
    assert PHONE in json.dumps(ticket), ticket
    return done.stderr


def _forms(text: str) -> Iterable[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        yield text.encode(encoding)
    yield urllib.parse.quote(text).encode()
    yield urllib.parse.quote_plus(text).encode()
    yield json.dumps(text)[1:-1].encode()
