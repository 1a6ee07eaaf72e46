"""Where: addresses, estates, roads and landmarks in a request, and a station's own places by sound."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.languages import Language, Said, as_said
from kiosk.languages.sound import likeness
from kiosk.packs import Pack
from kiosk.understanding import spans

# How alike a stretch of speech and a station's place must sound to be taken for it.
_MEANT = 0.8
_OFFERED = 0.5


def find_place(text: str | Said, pack: Pack, places: Sequence[str] = ()) -> str:
    """The place said in a request, as said; empty where there is none.

    A station's own place that was said, or that sounds so, is given by its own name where nothing more
    exact was said.
    """
    whole = as_said(text, pack.tag)
    said, lang = whole.clauses, whole.language
    found = ""
    reach = lang.reach.place
    for corrected in list(lang.any_of(pack.words.corrections).finditer(said))[:-4:-1]:
        then = said[corrected.end() : corrected.end() + 5 * reach].strip()
        found = lang.place(then, "")
        if found and said.find(found, corrected.end()) <= corrected.end() + reach:
            break
    else:
        found = _likeliest(whole, pack)
    own = _own(found or said, places, lang)
    if own and (not found or len(lang.plain(own)) >= len(found)):
        return own
    return found


def _likeliest(said: Said, pack: Pack) -> str:
    """The place by the trained part, which hears the rules; by the rules where none was trained."""
    lang = said.language
    place = lang.place(said.clauses, said.text)
    tagger = spans.load(pack.folder / "places.bin")
    if tagger is None:
        return place
    units = lang.words(said.clauses)
    span = tagger.find(units, spans.span_of(lang.words(place), units), said)
    return lang.space.join(units[slice(*span)]) if span else ""


def nearest(text: str | Said, places: Sequence[str], pack: Pack) -> list[str]:
    """The station's places that the text may mean, by sound, likeliest first; the others are left out."""
    said = as_said(text, pack.tag)
    scored = [(_within(said.sounds, _sounds(p, said.language)), -n, p) for n, p in enumerate(places)]
    return [p for score, _, p in sorted(scored, reverse=True) if score >= _OFFERED]


def _own(said: str, places: Sequence[str], lang: Language) -> str:
    heard = lang.sounds(said)
    scored = [(_within(heard, _sounds(p, lang)), p) for p in places]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _MEANT else ""


def _sounds(place: str, lang: Language) -> list[str]:
    return lang.sounds(lang.plain(place))


def _within(heard: list[str], place: list[str]) -> float:
    """The best likeness of the place to a stretch of what was heard, a little longer or shorter."""
    if not place or not heard:
        return 0.0
    best = likeness(heard, place)
    for size in {max(1, len(place) - 1), len(place), len(place) + 1}:
        for at in range(max(1, len(heard) - size + 1)):
            best = max(best, likeness(heard[at : at + size], place))
    return best
