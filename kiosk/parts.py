"""What both front ends are built of: packs, the first session, what a station's screens need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kiosk.conversation.session import Patience, Session, Station
from kiosk.languages import Said, language
from kiosk.packs import Pack
from kiosk.settings import Settings
from kiosk.understanding import understand
from kiosk.understanding.answers import answer
from kiosk.understanding.described import describes_place
from kiosk.understanding.known import known_answer


def load_packs(settings: Settings) -> dict[str, Pack]:
    """The packs of the station's languages, in its order.

    :raises PackError: a language has no pack, or a pack is broken.
    """
    return {tag: settings.pack(tag) for tag in settings.languages}


def first_session(settings: Settings, packs: dict[str, Pack]) -> Session:
    """The session before the first resident comes."""
    timings = settings.timings
    first = packs[settings.languages[0]]
    station = Station(
        languages=tuple(packs),
        categories=tuple(c.code for c in first.categories),
        groups=first.groups(),
        ready=ready_in_all(packs.values()),
        placeless=frozenset(c.code for c in first.categories if not c.place),
        places=settings.station.places,
        emergency=settings.station.emergency.numbers,
        country=settings.station.country,
        answer_days=settings.station.answer_days,
        patience=Patience(timings.idle_s, timings.warning_s, timings.extensions),
        printer=bool(settings.printer.kind),
        read_always=settings.privacy.read_aloud == "always",
        listen_at_rest=settings.privacy.listen_at_rest,
        screen_reader=settings.access.screen_reader,
    )
    return Session(station=station, language=first.tag, comfort=station.first_comfort)


def ready_in_all(packs: Iterable[Pack]) -> frozenset[str]:
    """The categories that have ready sentences in every language."""
    return frozenset.intersection(*(frozenset(c.code for c in pack.categories if c.ready) for pack in packs))


def warm_up(packs: Iterable[Pack]) -> None:
    """Read what understanding needs (some 200 ms a language) before the first resident speaks."""
    for pack in packs:
        request = understand(pack.prompts["speak.question"], pack)
        known_answer(request, pack, date.today())
        words = Said(
            pack.prompts["speak.question"], language(pack.tag)
        )  # no phrase, so the patterns are read
        answer(words, pack, ("yes", "no"))
        describes_place(words, pack)
