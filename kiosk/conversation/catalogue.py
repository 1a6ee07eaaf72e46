"""The page of the docs that tells of every screen: ``python -m kiosk.conversation.catalogue``.

What a screen says and offers is read from it; where its acts lead is found by pressing each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.conversation.effects import Listening, Understand
from kiosk.conversation.events import Pressed
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.line import Line
from kiosk.conversation.presenter import view_of
from kiosk.conversation.samples import sample
from kiosk.conversation.session import Ears, Overlay, Session, Station, Step
from kiosk.conversation.wording import Wording
from kiosk.packs import load_pack

_LISTENS = {
    None: "nothing",
    Listening.FREE: "free speech",
    Listening.CHOICE: "what it offers, by name",
    Listening.DIGITS: "digits, or what it offers",
    Listening.AT_REST: "a greeting, where the station lets it",
}
_PACKS = {tag: load_pack(tag) for tag in ("zh-CN", "en")}
_SAY = Wording(_PACKS, "en", Station(ears=Ears.READY))
_FIRST = """# Every screen

Made by `python -m kiosk.conversation.catalogue > docs/screens.md`; a test holds it to the program.

What can be pressed or said on every screen (`help`, `back`, `repeat`, `start-over`, `comfort`, `hide`) is
left out. An act leads to the screen behind its arrow; one without an arrow stays. `…` stands for the next
question that is due: the order is"""


def page() -> str:
    """The whole page, in Markdown."""
    way = ", ".join(f"`{screen.name}`" for screen in RESIDENT.way)
    parts = [f"{_FIRST} {way}.\n"]
    parts += ["## Steps\n", *(_screen(_session(step)) for step in Step)]
    parts += ["## Overlays\n", *(_screen(_session(overlay)) for overlay in Overlay if overlay)]
    return "\n".join(parts)


def _session(screen: str) -> Session:
    english = (_PACKS["en"], _PACKS["zh-CN"])
    session = sample(screen, english, ("Happy Lane", "Sunrise Court"), "the words of the resident")
    return replace(session, station=replace(session.station, languages=tuple(_PACKS)))


def _screen(session: Session) -> str:
    screen = RESIDENT.front(session)
    rows = {
        "says": _said(screen.said(session)),
        "shows": _shown(session),
        "offers": "; ".join(_acts(session)) or "nothing",
        "listens for": _LISTENS[screen.listens(session)],
        "says to who does not look": _SAY(screen.spoken_hint(session)),
        "a patient hand": f"`{screen.way_through(session)}`" if screen.way_through(session) else "waits",
        "asks a service": ", ".join(f"`{question.__name__}`" for question in screen.asks),
    }
    about = str(type(screen).__doc__).split("\n")[0]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items() if value)
    return f"### {screen.name}\n\n{about}\n\n| | |\n| --- | --- |\n{table}\n"


def _said(lines: tuple[Line, ...]) -> str:
    return " ".join(_SAY.line(line) for line in lines) or "nothing"


def _shown(session: Session) -> str:
    """What stands on the screen besides what is said and can be pressed."""
    shown = view_of(RESIDENT, session, _PACKS)
    words = "".join(word.text for word in shown.words)
    rows = [": ".join(filter(None, (row.label, row.value))) for row in shown.rows]
    parts = [shown.label, words, shown.typed, shown.number, *rows, *(note.text for note in shown.notes)]
    return "; ".join(part for part in parts if part)


def _acts(session: Session) -> Iterator[str]:
    """Each act and where it leads; what leads to the same place stands together."""
    shown = view_of(RESIDENT, session, _PACKS)
    acts = (*shown.acts, *shown.keypad, *(act for row in shown.rows for act in row.acts))
    labels = {act.code: f"**{act.label}** " if act.main else f"{act.label} " for act in acts}
    leads: dict[str, list[str]] = {}
    for code in RESIDENT.front(session).offered(session):
        leads.setdefault(_leads_to(session, code), []).append(code)
    for where, codes in leads.items():
        names = ", ".join(f"{labels.get(code, '')}`{code}`" for code in codes)
        yield f"{names} → {where}" if where else names


def _leads_to(session: Session, code: str) -> str:
    after, effects = advance(session, Pressed(code))
    if any(isinstance(effect, Understand) for effect in effects):
        return "the words are understood anew"
    if (after.step, after.overlay) == (session.step, session.overlay):
        return ""
    if session.overlay and not after.overlay and after.step is session.step:
        return "the step below"
    name = after.overlay or after.step
    due = (
        not session.overlay
        and RESIDENT.screens[after.step] in RESIDENT.way
        and after.step is not session.step
    )
    asked_for = code.startswith("edit-") or code in ("other", "touch")
    return "…" if due and not after.overlay and not asked_for else f"`{name}`"


if __name__ == "__main__":
    print(page(), end="")
