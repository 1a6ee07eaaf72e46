"""What a spoken request was understood to mean: plain, frozen, comparable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon somebody must act. An emergency is danger to life now."""

    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Kind(StrEnum):
    """The hotline's six kinds: 咨询 求助 投诉 举报 建议 表扬."""

    CONSULT = "consult"
    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


@dataclass(frozen=True)
class Candidate:
    """A category with its score, 0 to 1."""

    code: str
    score: float


@dataclass(frozen=True)
class Understood:
    """A request, understood.

    ``category`` is a code of the language pack, or empty where the kiosk is not sure; ``candidates``
    are the top three either way. ``reasons`` are the words that led to the urgency; ``calm`` is how urgent it
    is where the resident says that it is no emergency. ``deed`` is what is done to somebody who is being hurt
    (a code of the pack's deeds.toml), "" where nobody is. ``text`` is the
    request for the eye (word spaces closed, numbers as digits); ``place`` is for the eye too, and
    ``place_said`` the same in the words that were heard. ``phone`` is a number that the resident said to be
    theirs; ``phone_offered`` one whose owner they did not name.
    """

    text: str
    category: str = ""
    candidates: tuple[Candidate, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    reasons: tuple[str, ...] = ()
    calm: Urgency = Urgency.NORMAL
    deed: str = ""
    kind: Kind = Kind.HELP
    place: str = ""
    place_said: str = ""
    when: str = ""
    phone: str = ""
    phone_offered: str = ""
