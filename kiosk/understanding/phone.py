"""Phone numbers as they are spoken in a request, among other numbers."""

from __future__ import annotations

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack
from kiosk.understanding.digits import Token, between_digits, settle, tokens


def find(text: str | Said, pack: Pack) -> str:
    """The phone number said in a request, the last whole one; empty where none is."""
    found = span(text, pack)
    return found[0] if found else ""


def span(text: str | Said, pack: Pack) -> tuple[str, int, int] | None:
    """The number with where it stands in the plain text: digits, first and last character."""
    spoken = as_said(text, pack.tag).plain
    best: tuple[str, int, int] | None = None
    for run in _runs(spoken, pack):
        for part in _parts(run):
            before = spoken[max(0, part[0].start - 40) : part[0].start]
            number = _number(part, pack)
            if (
                number
                and not pack.phone.is_other(before)
                and (len(number) >= 10 or _plain_digits(part) or pack.phone.is_called(before))
            ):
                best = number, part[0].start, part[-1].end
                break
    return best


def _parts(run: list[Token]) -> list[list[Token]]:
    """The run, and what is left of it without what was said before or after its gaps: "84, tel. 010 ..."."""
    gaps = [n for n, token in enumerate(run) if token.kind in ("word", "sound")]
    tails = [run[n + 1 :] for n in gaps]
    heads = [run[:n] for n in reversed(gaps)]
    return [run, *(p for p in (*tails, *heads) if p and p[0].kind in ("digit", "repeat"))][:8]


def _number(run: list[Token], pack: Pack) -> str:
    """The run as a whole number: as said, or with what only sounds like a digit left out or believed."""
    sounds = [t for n, t in enumerate(run) if t.kind != "sound" or between_digits(run, n)]
    without = [t for t in run if t.kind != "sound"]
    for tried in (without, sounds, [t for t in without if t.kind != "zeros"]):
        number = settle(tried, pack.phone.valid)
        if pack.phone.valid(number):
            return number
    return ""


def _plain_digits(run: list[Token]) -> bool:
    return all(t.kind in ("digit", "repeat", "no", "last") for t in run)


def _runs(text: str, pack: Pack) -> list[list[Token]]:
    """Stretches of digits, with corrections and at most two other words (one of three characters) between."""
    lang = language(pack.tag)
    fillers = lang.any_of(pack.words.fillers)
    runs: list[list[Token]] = []
    run: list[Token] = []
    gap: list[Token] = []
    for token in [*tokens(text, pack), Token("end", "", len(text), len(text))]:
        if token.kind in ("digit", "repeat") or (token.kind == "zeros" and run and not gap):
            run += [*gap, token]
            gap = []
        elif run and token.kind != "end":
            gap.append(token)
            said = text[gap[0].start : token.end]
            loose = [t for t in gap if t.kind in ("word", "sound", "zeros")]
            left = fillers.sub("", said) if loose else ""
            corrected = any(t.kind in ("no", "last") for t in gap)
            limit = lang.gap_corrected if corrected else lang.gap
            if lang.size(left) > limit and left.strip() not in ("", *lang.links):
                runs.append(run)
                run, gap = [], []
        elif run:
            runs.append(run)
    return runs
