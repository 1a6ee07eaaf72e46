"""``kiosk understand``: a request a line in, a JSON object a line out."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from typing import TextIO

from kiosk.packs import Pack, load_pack
from kiosk.understanding.known import known_answer
from kiosk.understanding.understand import understand


def run(stdin: TextIO, stdout: TextIO, language: str, places: Sequence[str] = ()) -> int:
    """Understand each line of ``stdin``; an empty line has its object too.

    :raises PackError: the language has no pack.
    """
    pack = load_pack(language)
    for line in stdin:
        stdout.write(json.dumps(_as_json(line.rstrip("\r\n"), pack, places), ensure_ascii=False) + "\n")
        stdout.flush()
    return 0


def _as_json(text: str, pack: Pack, places: Sequence[str]) -> dict[str, object]:
    understood = understand(text, pack, places)
    best = understood.category or (understood.candidates[0].code if understood.candidates else "")
    category = pack.category(best)
    known = known_answer(understood, pack, datetime.date.today())
    return {
        "category": best,
        "sure": bool(understood.category),
        "candidates": [{"code": c.code, "score": c.score} for c in understood.candidates],
        "urgency": understood.urgency.value,
        "kind": understood.kind.value,
        "place": understood.place_said,
        "phone": understood.phone,
        "reasons": list(understood.reasons),
        "when": understood.when,
        "text": understood.text,
        "department": category.department if category else "",
        "answer": known.answer.id if known else "",
    }


if __name__ == "__main__":
    sys.exit(run(sys.stdin, sys.stdout, sys.argv[1] if len(sys.argv) > 1 else "zh-CN"))
