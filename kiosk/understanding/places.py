"""Where: addresses, estates, roads and landmarks in a request, and a station's own places by sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.languages import Language, Said, as_said
from kiosk.languages.base import Span
from kiosk.languages.sound import likeness
from kiosk.packs import Pack
from kiosk.understanding import spans

# How alike a stretch of speech and a station's place must sound to be taken for it.
_MEANT = 0.8
_OFFERED = 0.5


def find_place(text: str | Said, pack: Pack, places: Sequence[str] = ()) -> str:
    """The place said in a request, as said; empty where there is none.

    What is taken back ("building three, no, four") is not looked at. A station's own place that was said, or
    that sounds so, is given by its own name where nothing more exact was said.
    """
    said = as_said(text, pack.tag)
    lang = said.language
    told = _without_taken_back(said)
    span = _likeliest(told, said, pack)
    found = told.written(*span) if span else ""
    plain = told.plain[slice(*span)] if span else ""
    own = _own(plain or told.plain, places, lang) if places else ""
    if own and (not found or len(lang.plain(own)) >= len(plain)):
        return own
    return found


@dataclass(frozen=True)
class _Told:
    """What is left of a request: ``plain``, and where each of its characters stands in ``said.clauses``."""

    said: Said
    plain: str
    at: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """A stretch of it as it stands in the request, what was taken back left out."""
        pieces: list[list[int]] = []
        for at in self.at[start:end]:
            if pieces and at == pieces[-1][1]:
                pieces[-1][1] = at + 1
            else:
                pieces.append([at, at + 1])
        return self.said.language.space.join(filter(None, (self.said.written(*piece) for piece in pieces)))


def _without_taken_back(said: Said) -> _Told:
    clauses, end = said.clauses, 0
    kept: list[int] = []
    for start, stop in said.language.taken_back(clauses):
        kept += range(end, max(end, start))
        end = max(end, stop)
    kept += range(end, len(clauses))
    return _Told(said, "".join(clauses[n] for n in kept), tuple(kept))


def _likeliest(told: _Told, said: Said, pack: Pack) -> Span | None:
    """The place by the trained part, which hears the rules; by the rules where none was trained."""
    lang, plain = said.language, told.plain
    hint = lang.place(plain, said.text)
    tagger = spans.load(pack.folder / "places.bin")
    if tagger is None:
        return hint
    units = spans.units(plain, lang)
    found = tagger.find([plain[a:b] for a, b in units], spans.within(units, hint), said)
    if found is None:
        return lang.whole_place(plain, hint) if hint and lang.is_address(plain[slice(*hint)]) else None
    span = units[found[0]][0], units[found[1] - 1][1]
    if hint and hint[0] < span[1] and span[0] < hint[1]:
        span = min(span[0], hint[0]), max(span[1], hint[1])
    return lang.whole_place(plain, span)


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
