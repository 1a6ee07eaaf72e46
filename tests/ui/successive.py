"""Screens that come one after the other by a touch, and what of the second lies where the finger was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unittest.mock import create_autospec

from PySide6.QtCore import QRect

from kiosk.conversation.events import Answered, Heard, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.questions import Save, Saved, SaveFailed
from kiosk.conversation.runner import Conversation, Port
from kiosk.conversation.samples import SCREENS, sample
from kiosk.conversation.session import Comfort, Draft, Session
from kiosk.conversation.view import Act, View
from tests.conversation.tales import GAS, LIFT, PACKS, UNSURE
from ui.conformance.snapshot import Snapshot
from ui.window import Window

PHONE = "13800138000"
PLACES = ("Happy Lane", "Sunrise Court", "Station Road")


@dataclass(frozen=True)
class Succession:
    """A screen, the act on it that is touched, and what is shown after that, the last for longer."""

    before: View
    code: str
    after: tuple[View, ...]

    @property
    def name(self) -> str:
        """In words."""
        return f"{self.before.screen} {self.code} -> {self.after[-1].screen}"


def successions(language: str) -> list[Succession]:
    """All that lead to a screen with an act that sends or agrees, each once."""
    found: dict[str, Succession] = {}
    for session in _sessions(language):
        for succession in _from(session):
            if any(act.armed is not None for act in succession.after[-1].acts):
                found.setdefault(f"{succession.name} {len(succession.before.acts)}", succession)
    return list(found.values())


def under_the_finger(window: Window, succession: Succession, comfort: Comfort) -> list[str]:
    """The acts that send or agree where the act before was touched, in words."""
    window.show_view(replace(succession.before, comfort=comfort))
    screen = window.current_screen
    assert screen is not None
    snapshot = Snapshot(window)
    touched = [snapshot.visible(c) for c in snapshot.controls if c.code == succession.code]
    screen.choose(succession.code)
    for view in succession.after:
        window.show_view(replace(view, comfort=comfort))
    return [f"{succession.name}: {code}" for code, box in _binding(window) if _hits(box, touched)]


def _binding(window: Window) -> list[tuple[str, QRect]]:
    snapshot = Snapshot(window)
    return [(c.code, snapshot.visible(c)) for c in snapshot.controls if c.act.armed is not None]


def _hits(box: QRect, touched: list[QRect]) -> bool:
    return any(box.intersects(each) for each in touched)


def _sessions(language: str) -> Iterator[Session]:
    """Each screen with nothing but the words known, with all known, and come to from the read-back."""
    packs = [PACKS[language], *(pack for tag, pack in PACKS.items() if tag != language)]
    for screen in SCREENS:
        session = replace(sample(screen, packs, PLACES), listening=True, open=True, notice_given=True)
        session = replace(session, keypad=Keypad(PHONE))
        known = replace(
            session.draft, category="elevator", place="Happy Lane", phone=PHONE, answer="", same=""
        )
        for draft in (session.draft, replace(session.draft, answer="", same=""), known, Draft(text="x")):
            yield replace(session, draft=draft)
        yield replace(session, draft=known, editing=True)


def _acts(view: View) -> Iterator[Act]:
    alone = (act for act in (view.home, view.hide) if act is not None)
    rows = (act for row in view.rows for act in row.acts)
    return (act for act in (*view.acts, *view.keypad, *rows, *view.foot, *alone) if act.enabled)


def _from(session: Session) -> Iterator[Succession]:
    before = _Told(session).show()
    for act in _acts(before):
        for after in _led_to(session, act.code):
            if after and after[-1].screen != before.screen:
                yield Succession(before, act.code, tuple(after))


def _led_to(session: Session, code: str) -> Iterator[list[View]]:
    """What is shown after a touch; more than one way where it depends on what is said or answered."""
    if code == "finish":
        for request in (LIFT, UNSURE, GAS):
            yield _Told(session).tell(Pressed("finish"), Heard(request.text, request))
        return
    if code == "typed":
        yield _Told(session).type("The lift in block three is broken.")
        return
    told = _Told(session)
    views = told.tell(Pressed(code))
    if not RESIDENT.screen(told.session).busy:
        yield views
        return
    for answer in (Saved("40721936"), SaveFailed("disk full")):
        told = _Told(session)
        yield told.tell(Pressed(code), Answered(Save(session.draft, session.language), answer))


class _Told:
    """A conversation that nobody hears; what it shows is kept."""

    def __init__(self, session: Session) -> None:
        port = create_autospec(Port, instance=True)
        self.views: list[View] = []
        port.show.side_effect = self.views.append
        self._conversation = Conversation(RESIDENT, session, PACKS, port)

    @property
    def session(self) -> Session:
        return self._conversation.session

    def show(self) -> View:
        self._conversation.begin()
        return self.views[-1]

    def tell(self, *events: Pressed | Heard | Answered) -> list[View]:
        for event in events:
            self._conversation.handle(event)
        return self.views

    def type(self, text: str) -> list[View]:
        self._conversation.typed(text)
        return self.views
