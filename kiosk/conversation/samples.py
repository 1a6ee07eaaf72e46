"""A sample session at each screen, by the screen's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.conversation.matter import FollowUp, Matter, Progress
from kiosk.conversation.relay import Relay, RelayLine, Side
from kiosk.conversation.session import Draft, Ears, Overlay, Session, Station, Step
from kiosk.packs import Pack
from kiosk.understanding.understood import Candidate

SCREENS = (*(step.value for step in Step), *(overlay.value for overlay in Overlay if overlay))
"""The names of all screens: the steps, then what can lie over them."""

_CATEGORIES = 8

MATTER = Matter(
    number="40721931",
    progress=Progress.OPEN,
    made_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    now=datetime(2026, 11, 30, 10, 0, tzinfo=UTC),
    category="elevator",
    updated_at=datetime(2026, 11, 29, 19, 5, tzinfo=UTC),
    due_at=datetime(2026, 12, 4, 18, 0, tzinfo=UTC),
)
"""A ticket that somebody came back for."""


def sample(screen: str, packs: Sequence[Pack], places: Sequence[str] = (), words: str = "") -> Session:
    """A session in the first pack's language with ``screen`` in front, and something in every field that
    a screen shows. ``words`` are the resident's, ``places`` the station's."""
    pack = packs[0]
    categories = tuple(category.code for category in pack.categories[:_CATEGORIES])
    station = Station(
        languages=tuple(p.tag for p in packs),
        categories=categories,
        groups=tuple(filter(None, (tuple(c for c in group if c in categories) for group in pack.groups()))),
        ready=frozenset(categories),
        places=tuple(places),
        ears=Ears.READY,
        listen_at_rest=True,
    )
    words = words or pack.prompts["welcome.body"]
    draft = Draft(
        recognized=words,
        text=words,
        category=categories[0] if screen == Step.SENTENCE else "",
        others=("another reading of them",),
        candidates=tuple(Candidate(code, 0.3) for code in categories[:3]),
        answer="The published answer.",
        answer_source="Housing",
        same="10000012",
        same_people=3,
    )
    overlay = Overlay(screen) if screen in list(Overlay) else Overlay.NONE
    session = Session(
        station=station,
        language=pack.tag,
        step=Step.CHECK if overlay else Step(screen),
        trail=(Step.WELCOME, Step.SPEAK, Step.CHECK),
        draft=draft,
        number="40721936",
        matter=MATTER,
        did=FollowUp.REMINDER,
        calling=overlay is Overlay.HELP,
        ringing=overlay is Overlay.HELP,
    )
    return replace(session, overlay=overlay, relay=Relay((RelayLine(Side.RESIDENT, "words"),)))
