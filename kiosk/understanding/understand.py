"""A resident's own words, understood: what about, how urgent, which kind, where, when, which phone."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding import model, phone
from kiosk.understanding.categories import categorize
from kiosk.understanding.kind import kind
from kiosk.understanding.numbers import for_eye
from kiosk.understanding.places import find_place
from kiosk.understanding.understood import Understood, Urgency
from kiosk.understanding.urgency import urgency
from kiosk.understanding.when import when


def understand(
    text: str | Said, pack: Pack, places: Sequence[str] = (), trained: model.Model | None = None
) -> Understood:
    """What a request means, in a few milliseconds and without ever raising.

    ``text`` is what a recognizer gave (word spaces anywhere, no punctuation needed) or what was typed;
    ``places`` are the station's own nearby places, recognized by sound too; ``trained`` stands in for
    the pack's own trained part (to measure on what it was not trained on).
    """
    trained = trained or model.load(pack.folder / "phrases.bin")
    said = as_said(text, pack.tag)
    scores = trained.scores(said) if trained else {}
    calibrated = (trained.heat, trained.sure) if trained else (model.HEAT, model.SURE)
    category, candidates = categorize(said, pack, scores, *calibrated)
    how_soon, reasons = urgency(said, pack, scores)
    if how_soon is not Urgency.NORMAL and not reasons and trained:
        reasons = tuple(trained.because(said, f"urgency:{how_soon}"))
    likely = category or next((c.code for c in candidates), "")
    place = find_place(said, pack, places)
    return Understood(
        text=for_eye(said, pack),
        category=category,
        candidates=candidates,
        urgency=how_soon,
        reasons=reasons,
        kind=kind(said, pack, scores, likely, how_soon),
        place=for_eye(place, pack, sentence=False),
        place_said=place,
        when=when(said, pack),
        phone=phone.find(said, pack),
    )
