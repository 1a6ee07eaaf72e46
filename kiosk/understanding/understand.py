"""A resident's own words, understood: what about, how urgent, which kind, where, when, which phone."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding import model, phone
from kiosk.understanding.categories import categorize, in_any_passage
from kiosk.understanding.guarded import guarded
from kiosk.understanding.kind import kind
from kiosk.understanding.numbers import for_eye
from kiosk.understanding.places import find_place
from kiosk.understanding.understood import Candidate, Kind, Understood
from kiosk.understanding.urgency import Danger, category_of, find_danger
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
    about = guarded("passages", scores, lambda: in_any_passage(said, found, scores))
    category, candidates = guarded("category", ("", ()), lambda: categorize(said, pack, about, *calibrated))
    danger = guarded("danger", Danger(), lambda: find_danger(said, pack))
    code = guarded("deed", "", lambda: category_of(danger.deed, pack))
    if code and (danger.firm or not category):
        # what is done to somebody weighs more than the names and places that are told with it
        category = code if danger.firm else ""
        candidates = (Candidate(code, 1.0), *(c for c in candidates if c.code != code))[: len(candidates)]
    likely = category or next((c.code for c in candidates), "")
    place = guarded("place", "", lambda: find_place(said, pack, places))
    numbers: tuple[phone.Number, ...] = guarded("phone", (), lambda: phone.numbers(said, pack))
    return Understood(
        text=guarded("text", said.text, lambda: for_eye(said, pack)),
        category=category,
        candidates=candidates,
        urgency=danger.level,
        reasons=danger.reasons,
        calm=danger.calm,
        deed=danger.deed,
        kind=guarded("kind", Kind.HELP, lambda: kind(said, pack, scores, likely, danger.level)),
        place=guarded("place", place, lambda: for_eye(place, pack, sentence=False)),
        place_said=place,
        when=guarded("when", "", lambda: when(said, pack)),
        phone=phone.own(numbers),
        phone_offered=phone.offered(numbers),
    )
