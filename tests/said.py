"""What a screen makes of the sentences in tests/data/said (see ``said_sets``)."""

from __future__ import annotations

from datetime import date

from kiosk.conversation.events import Event, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.samples import sample
from kiosk.packs import load_pack
from kiosk.understanding.agreement import AGREEING
from kiosk.understanding.answers import answer
from tests.said_sets import TAGS

PACKS = {tongue: load_pack(tag) for tongue, tag in TAGS.items()}
"""By the name that the files give the language."""
_ROW = {
    "zh": ("路灯照明", "道路与井盖", "供水"),
    "en": ("Street lights", "Roads and manholes", "Water supply"),
}


def said_on(screen: str, words: str, tongue: str) -> Event:
    """What the screen makes of the words."""
    session = sample(screen, (PACKS[tongue],), ("Happy Lane", "幸福里小区"))
    packs = {session.language: PACKS[tongue]}
    return RESIDENT.front(session).meant(Utterance(words), session, packs, date(2026, 11, 30))


def agrees(event: Event) -> bool:
    """Whether the screen takes it for a yes."""
    return isinstance(event, Pressed) and event.code in (*AGREEING, "done")


def chosen(words: str, tongue: str) -> str:
    """What is chosen of the row that the tables of choices are about: choice-1 … choice-4, and the last
    is "none of these"; "-" where it is asked again."""
    codes = ("choice-1", "choice-2", "choice-3", "other")
    code = answer(words, PACKS[tongue], codes, dict(zip(codes, _ROW[tongue], strict=False)))
    return "-" if code is None else code.replace("other", "choice-4")
