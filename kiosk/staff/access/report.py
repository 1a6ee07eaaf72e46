"""The access table as something to hand to an auditor: for a terminal, Markdown, HTML, JSON."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kiosk.staff.access.ledger import Ledger, RuleResult

_HEADS = ("what", "held to", "worst measured", "where", "held")
_WORDS = {True: "yes", False: "NO", None: "-"}


@dataclass(frozen=True)
class MeasuredStation:
    """Whose table it is. ``screens`` are the glasses that were measured, in words; ``views`` how many."""

    name: str
    version: str
    date: str
    screens: tuple[str, ...]
    languages: tuple[str, ...]
    views: int

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Name and value of each."""
        return [
            ("station", self.name),
            ("date", self.date),
            ("version", self.version),
            ("screen", "; ".join(self.screens)),
            ("languages", ", ".join(self.languages)),
            ("measured", f"{self.views} views, each in four contrasts" if self.views else "no screen"),
        ]


def _where(entry: RuleResult) -> str:
    if entry.worst is None or (entry.rule.counts and not entry.missed):
        return ""
    return " · ".join(part for part in (entry.what, entry.where) if part)


def _cells(entry: RuleResult) -> tuple[str, str, str, str, str]:
    goal = "" if entry.rule.elsewhere else entry.rule.goal
    return entry.rule.what, goal, entry.figure, _where(entry), _WORDS[entry.held]


def verdict(ledger: Ledger) -> str:
    """One sentence: how many parts of the table are held."""
    parts = ledger.parts()
    held = sum(state is True for state in parts.values())
    short = [part for part, state in parts.items() if state is False]
    said = f"{held} of {len(parts)} parts of the table are held"
    return f"{said}; not held: {', '.join(short)}." if short else f"{said}."


def as_text(station: MeasuredStation, ledger: Ledger) -> str:
    """For a terminal."""
    lines = [f"{name:<10} {value}" for name, value in station.lines] + [""]
    wide = max(_width(e.rule.what) for e in ledger.entries)
    for part, entries in _by_part(ledger):
        lines.append(part)
        for entry in entries:
            what, goal, figure, where, held = _cells(entry)
            lines.append(f"  {held:>3}  {_fill(what, wide)}  {goal:<18} {figure:<12} {where}".rstrip())
            if entry.held is False:
                lines += [f"         {miss}" for miss in entry.misses[:3]]
    return "\n".join([*lines, "", verdict(ledger)])


def as_markdown(station: MeasuredStation, ledger: Ledger) -> str:
    """For a document."""
    lines = ["# Access of a kiosk, as measured", ""]
    lines += [f"- {name}: {value}" for name, value in station.lines] + [""]
    lines += ["| part | " + " | ".join(_HEADS) + " | from |", "| --- " * (len(_HEADS) + 2) + "|"]
    for part, entries in _by_part(ledger):
        for entry in entries:
            cells = (part, *_cells(entry), entry.rule.source)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    lines += ["", verdict(ledger), ""]
    for entry in ledger.missed:
        lines += [f"## Not held: {entry.rule.what}", "", *(f"- {miss}" for miss in entry.misses), ""]
    return "\n".join(lines)


_STYLE = """
body { font: 16px/1.5 "Noto Sans CJK SC", "Noto Sans", sans-serif; color: #1C1A17; background: #FAF6EE;
       max-width: 76em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; width: 100%; background: #fff; }
th, td { text-align: left; vertical-align: top; padding: .45em .7em; border-bottom: 1px solid #857A69; }
.no { color: #fff; background: #9C1B1B; font-weight: bold; }
dl { display: grid; grid-template-columns: max-content auto; gap: .2em 1em; }
dt { color: #4A443B; } dd { margin: 0; }
"""


def as_html(station: MeasuredStation, ledger: Ledger) -> str:
    """For a browser or a printer; one file."""
    facts = "".join(f"<dt>{html.escape(n)}</dt><dd>{html.escape(v)}</dd>" for n, v in station.lines)
    rows = []
    for part, entries in _by_part(ledger):
        rows.append(f'<tr><th colspan="6" scope="rowgroup">{html.escape(part)}</th></tr>')
        for entry in entries:
            *cells, held = _cells(entry)
            tds = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
            mark = ' class="no"' if entry.held is False else ""
            rows.append(f"<tr>{tds}<td{mark}>{held}</td><td>{html.escape(entry.rule.source)}</td></tr>")
    heads = "".join(f'<th scope="col">{head}</th>' for head in (*_HEADS, "from"))
    missed = "".join(
        f"<h2>Not held: {html.escape(e.rule.what)}</h2><ul>"
        + "".join(f"<li>{html.escape(miss)}</li>" for miss in e.misses)
        + "</ul>"
        for e in ledger.missed
    )
    title = "Access of a kiosk, as measured"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1><dl>{facts}</dl>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"<p>{html.escape(verdict(ledger))}</p>{missed}</body></html>\n"
    )


def as_json(station: MeasuredStation, ledger: Ledger) -> str:
    """For a program: the station, and an object a rule."""
    rules = [
        {
            "rule": e.rule.key,
            "what": e.rule.what,
            "goal": e.rule.goal,
            "source": e.rule.source,
            "unit": e.rule.unit.strip(),
            "measured": e.measured,
            "worst": e.worst,
            "where": _where(e),
            "held": e.held,
            "elsewhere": e.rule.elsewhere,
            "misses": e.misses,
        }
        for e in ledger.entries
    ]
    told = dict(station.lines) | {"rules": rules, "parts": ledger.parts()}
    return json.dumps(told, ensure_ascii=False, indent=1)


KINDS: dict[str, Callable[[MeasuredStation, Ledger], str]] = {
    ".md": as_markdown,
    ".html": as_html,
    ".json": as_json,
}


def write(path: Path, station: MeasuredStation, ledger: Ledger) -> None:
    """Write it whole, as its name's ending says (one of KINDS). Raises OSError."""
    half = path.with_name(path.name + ".part")
    half.write_text(KINDS[path.suffix.lower()](station, ledger), encoding="utf-8")
    half.replace(path)


def _by_part(ledger: Ledger) -> list[tuple[str, list[RuleResult]]]:
    return [(part, list(entries)) for part, entries in groupby(ledger.entries, key=lambda e: e.rule.part)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fill(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
