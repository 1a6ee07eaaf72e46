"""Where: addresses, estates, roads and landmarks in a request, and a station's own places by sound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.packs import Pack
from kiosk.understanding import spans
from kiosk.understanding.places_en import find_english
from kiosk.understanding.places_zh import find_chinese
from kiosk.understanding.sound import key, likeness, syllables
from kiosk.understanding.text import any_of, is_chinese, plain

_CLAUSE = re.compile(r"""[，。；：！？、,;:!?“”"（）()\n]+|\.(?=\s|$)""")
# How alike a stretch of speech and a station's place must sound to be taken for it.
_MEANT = 0.8
_OFFERED = 0.5


def find_place(text: str, pack: Pack, places: Sequence[str] = ()) -> str:
    """The place said in a request, as said; empty where there is none.

    A station's own place that was said, or that sounds so, is given by its own name where nothing more
    exact was said.
    """
    chinese = is_chinese(pack.tag)
    said = joined(text, pack)
    found = ""
    reach = 10 if chinese else 40
    for corrected in list(any_of(pack.words.corrections, pack.tag).finditer(said))[:-4:-1]:
        then = said[corrected.end() : corrected.end() + 5 * reach].strip()
        found = ruled("", then, pack)
        if found and said.find(found, corrected.end()) <= corrected.end() + reach:
            break
    else:
        found = _likeliest(text, said, pack)
    own = _own(found or said, places, pack)
    if own and (not found or len(plain(own, pack.tag)) >= len(found)):
        return own
    return found


def joined(text: str, pack: Pack) -> str:
    """A request in plain form with a comma between its clauses."""
    mark = "，" if is_chinese(pack.tag) else " , "
    return mark.join(part for part in (plain(clause, pack.tag) for clause in _CLAUSE.split(text)) if part)


def ruled(text: str, said: str, pack: Pack) -> str:
    """The place in a request (``said``: in plain form) by the rules alone."""
    return find_chinese(said) if is_chinese(pack.tag) else find_english(said, text)


def _likeliest(text: str, said: str, pack: Pack) -> str:
    """The place by the trained part, which hears the rules; by the rules where none was trained."""
    place = ruled(text, said, pack)
    tagger = spans.load(pack.tag)
    if tagger is None:
        return place
    units = spans.units_of(said, pack.tag)
    span = tagger.find(units, spans.span_of(place, units, pack.tag), text, pack.tag)
    between = "" if is_chinese(pack.tag) else " "
    return between.join(units[slice(*span)]) if span else ""


def nearest(text: str, places: Sequence[str], pack: Pack) -> list[str]:
    """The station's places that the text may mean, by sound, likeliest first; the others are left out."""
    heard = _sounds(plain(text, pack.tag), pack)
    scored = [(_within(heard, _sounds(plain(p, pack.tag), pack)), -n, p) for n, p in enumerate(places)]
    return [p for score, _, p in sorted(scored, reverse=True) if score >= _OFFERED]


def _own(said: str, places: Sequence[str], pack: Pack) -> str:
    heard = _sounds(said, pack)
    scored = [(_within(heard, _sounds(plain(p, pack.tag), pack)), p) for p in places]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _MEANT else ""


def _sounds(text: str, pack: Pack) -> list[str]:
    return syllables(text) if is_chinese(pack.tag) else [key(w) if w.isascii() else w for w in text.split()]


def _within(heard: list[str], place: list[str]) -> float:
    """The best likeness of the place to a stretch of what was heard, a little longer or shorter."""
    if not place or not heard:
        return 0.0
    best = likeness(heard, place)
    for size in {max(1, len(place) - 1), len(place), len(place) + 1}:
        for at in range(max(1, len(heard) - size + 1)):
            best = max(best, likeness(heard[at : at + size], place))
    return best
