"""A resident's own words, understood: what about, how urgent, which kind, where, when, which phone."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding import model, phone
from kiosk.understanding.categories import categorize
from kiosk.understanding.guarded import guarded
from kiosk.understanding.kind import kind
from kiosk.understanding.numbers import for_eye
from kiosk.understanding.places import find_place
from kiosk.understanding.understood import Kind, Understood, Urgency
from kiosk.understanding.urgency import urgency
from kiosk.understanding.when import when


def understand(
    text: str | Said, pack: Pack, places: Sequence[str] = (), trained: model.Model | None = None
) -> Understood:
    """What a request means, in a few milliseconds. It never raises: a part that fails finds nothing.

    ``text`` is what a recognizer gave (word spaces anywhere, no punctuation needed) or what was typed;
    ``places`` are the station's own nearby places, recognized by sound too; ``trained`` stands in for
    the pack's own trained part (to measure on what it was not trained on).
    """
    said = as_said(text, pack.tag)
    found = trained or guarded("the trained part", None, lambda: model.load(pack.folder / "phrases.bin"))
    scores: dict[str, float] = guarded("scores", {}, lambda: found.scores(said) if found else {})
    calibrated = (found.heat, found.sure) if found else (model.HEAT, model.SURE)
    category, candidates = guarded("category", ("", ()), lambda: categorize(said, pack, scores, *calibrated))
    how_soon, reasons = guarded("urgency", (Urgency.NORMAL, ()), lambda: _urgency(said, pack, scores, found))
    likely = category or next((c.code for c in candidates), "")
    place = guarded("place", "", lambda: find_place(said, pack, places))
    return Understood(
        text=guarded("text", said.text, lambda: for_eye(said, pack)),
        category=category,
        candidates=candidates,
        urgency=how_soon,
        reasons=reasons,
        kind=guarded("kind", Kind.HELP, lambda: kind(said, pack, scores, likely, how_soon)),
        place=guarded("place", place, lambda: for_eye(place, pack, sentence=False)),
        place_said=place,
        when=guarded("when", "", lambda: when(said, pack)),
        phone=guarded("phone", "", lambda: phone.find(said, pack)),
        phone_offered=guarded("phone", "", lambda: phone.offered(said, pack)),
    )


def _urgency(
    said: Said, pack: Pack, scores: dict[str, float], trained: model.Model | None
) -> tuple[Urgency, tuple[str, ...]]:
    """How soon somebody must act, with reasons in any case."""
    how_soon, reasons = urgency(said, pack, scores)
    if how_soon is not Urgency.NORMAL and not reasons and trained:
        reasons = tuple(trained.because(said, f"urgency:{how_soon}"))
    return how_soon, reasons
