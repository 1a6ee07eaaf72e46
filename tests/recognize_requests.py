"""Make tests/data/recognized.LL.tsv again: development requests spoken by a voice and heard by Whisper base.

python -m tests.recognize_requests zh-CN en        needs the models of the voices and whisper-base

Only the recognized texts are kept, with the labels of the requests they come from; no sound.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk.hearing import recognizers_of
from kiosk.languages.text import close_spaces
from kiosk.packs import load_pack
from speech.transcribe import transcribe
from tests.labelled_requests import REQUESTS
from tests.synthetic_speech import english, mandarin, models

HOW_MANY = 20
FIELDS = ("id", "language", "said", "text", "category", "urgency", "kind")
VOICES: dict[str, Callable[[str], bytes]] = {"zh-CN": mandarin, "en": english}


def recognize(tag: str) -> Path:
    """Speak and hear every third to fifth development request of a language, ``HOW_MANY`` in all."""
    language = tag.split("-")[0]
    with (REQUESTS / f"requests.dev.{language}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    chosen = rows[:: len(rows) // HOW_MANY][:HOW_MANY]
    ears = recognizers_of(load_pack(tag))
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for row in chosen:
            files.append(Path(folder) / f"{row['id']}.wav")
            files[-1].write_bytes(VOICES[tag](close_spaces(row["text"])))
        heard = list(transcribe(files, models(), ears, "whisper"))
    out = REQUESTS / f"recognized.{language}.tsv"
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n")
        table.writeheader()
        for row, message in zip(chosen, heard, strict=True):
            labels = {k: row[k] for k in ("id", "language", "category", "urgency", "kind")}
            table.writerow({**labels, "said": row["text"], "text": message["text"]})
    return out


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        print(recognize(asked))
