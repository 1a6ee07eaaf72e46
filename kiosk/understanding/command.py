"""``kiosk understand``: a request a line in, a JSON object a line out."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import TextIO

from kiosk.packs import Pack
from kiosk.understanding.guarded import guarded
from kiosk.understanding.known import known_answer
from kiosk.understanding.understand import understand


def run(stdin: TextIO, stdout: TextIO, pack: Pack, places: Sequence[str] = ()) -> int:
    """Understand each line of ``stdin`` in the pack's language; an empty line has its object too."""
    for line in stdin:
        stdout.write(json.dumps(_as_json(line.rstrip("\r\n"), pack, places), ensure_ascii=False) + "\n")
        stdout.flush()
    return 0


def _as_json(text: str, pack: Pack, places: Sequence[str]) -> dict[str, object]:
    understood = understand(text, pack, places)
    best = understood.category or (understood.candidates[0].code if understood.candidates else "")
    category = pack.category(best)
    known = guarded("answer", None, lambda: known_answer(understood, pack, datetime.date.today()))
    return {
        "category": best,
        "sure": bool(understood.category),
        "candidates": [{"code": c.code, "score": c.score} for c in understood.candidates],
        "urgency": understood.urgency.value,
        "kind": understood.kind.value,
        "place": understood.place,
        "place_said": understood.place_said,
        "phone": understood.phone,
        "phone_offered": understood.phone_offered,
        "reasons": list(understood.reasons),
        "when": understood.when,
        "text": understood.text,
        "department": category.department if category else "",
        "answer": known.answer.id if known else "",
    }
