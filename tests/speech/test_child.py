"""The loop of ears and voice: nothing that it reads ends it, and nothing that hangs outlives its parent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from speech.processes import command
from tests.pace import patience

REPOSITORY = Path(__file__).parents[2]
DEEP = "[" * 100_000
DAMAGED = [
    "no JSON",
    "[]",
    '{"do": 7}',
    '{"do": "say"}',
    '{"do": "listen"}',
    '{"do": "prepare", "language": 7}',
    '{"do": "prepare", "language": "\\ud800"}',
    '{"do": "say", "id": 1e999, "language": "en", "sentences": []}',
    '{"do": "listen", "turn": 1e999, "language": "en"}',
    '{"do": "prepare", "language": ' + "9" * 5000 + "}",
    DEEP,
    DEEP + "]" * len(DEEP),
    '{"do": "prepare", "language": "en", "next": ' + DEEP + "]" * len(DEEP) + "}",
]
"""Of these, either child can use none; what is another child's message, it ignores."""


@pytest.mark.parametrize("name", ["ears", "voice"])
def test_no_line_ends_a_child_and_it_hears_of_the_end_after_it(name: str, tmp_path: Path) -> None:
    lines = [
        json.dumps({"do": "hello", "models": str(tmp_path), "languages": {}, "source": "wav"}),
        *DAMAGED,
        '{"do": "something of next year", "id": 1}',
        '{"do": "say", "id": 1, "language": "en", "sentences": [], "rate": 0, "volume_db": 1e308}',
        '{"do": "listen", "turn": 1000000000000000, "language": "en", "limit_s": 1e308}',
        '{"do": "prepare", "language": "en"}\n',
    ]
    child = subprocess.Popen(
        command(name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY, bufsize=0
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, child.stdin, child.stdout:
        child.stdin.write("\n".join(lines).encode())
        said: list[dict[str, Any]] = []
        while not said or said[-1]["it"] != "ready":  # it went on to the last line
            said.append(json.loads(child.stdout.readline()))
        child.stdin.close()
        said += [json.loads(line) for line in child.stdout]
    assert child.returncode == 0
    errors = [line["text"] for line in said if line["it"] == "error" and line["what"] == "input"]
    others = "say" if name == "ears" else "listen"
    assert len(errors) == len([line for line in DAMAGED if f'"{others}"' not in line or "1e999" in line])
    assert all("\n" not in text and len(text) < 400 for text in errors)


@pytest.mark.parametrize("name", ["ears", "voice"])
def test_a_line_that_is_cut_off_by_the_end_does_not_keep_a_child(name: str) -> None:
    child = subprocess.run(
        command(name),
        input=b'{"do": "say", "id": 1e9',
        capture_output=True,
        timeout=patience(60),
        cwd=REPOSITORY,
    )
    assert child.returncode == 0


def test_a_child_that_hangs_ends_soon_after_its_parent() -> None:
    program = """
import threading
from speech.child import serve
from speech.protocol import TO_VOICE
class Hanging:
    def take(self, command, at):
        threading.Event().wait()
    def step(self):
        return 1.0
    def beat(self):
        return True
serve(TO_VOICE, lambda loop: loop.run(Hanging()))
"""
    child = [sys.executable, "-c", program]
    done = subprocess.run(
        child, input=b'{"do": "hush"}\n', capture_output=True, timeout=patience(30), cwd=REPOSITORY
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["ears", "voice"])
def test_a_child_whose_parent_no_longer_reads_ends(name: str) -> None:
    with subprocess.Popen(
        command(name),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=REPOSITORY,
    ) as child:
        assert child.stdout is not None
        assert b"beat" in child.stdout.readline()
        child.stdout.close()
        assert child.wait(timeout=patience(30)) == 0
