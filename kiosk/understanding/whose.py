"""Whose a phone number is, by the grammar of what is said around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.languages import language
from kiosk.languages.base import NEVER
from kiosk.packs import Pack, PackError, read

_SLOT = re.compile(r"\{([a-z]+)\}")
_RIGHT_BEFORE = ("things", "introduced", "subjects", "quoted")


class Whose(Enum):
    """Whose number it is, as it was said."""

    OWN = "the resident's"
    PERHAPS = "not said: it may be the resident's"
    OTHERS = "another's, or no phone's"


class Signs(msgspec.Struct, frozen=True):
    """Regular expressions for the plain text around a number.

    ``called`` is what stands before a phone number, ``things`` right before a number that is no phone's ("my
    account number is"). ``own`` before it says that it is the resident's phone, ``reached`` that they are to
    be reached at it, ``own_after`` either of it after the number; ``quoted`` right before these, that another
    says so. ``introduced`` right before it says so where nothing speaks of another's. ``others`` and
    ``others_after`` say that it is somebody else's, ``subjects`` right before it where nothing else does.
    The slot ``phone`` has the words for a phone, ``is`` what may stand between words and the number.
    """

    called: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    own_after: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    others_after: tuple[str, ...] = ()


class _SignsFile(msgspec.Struct, frozen=True):
    """``{name}`` in a pattern stands for the slot of that name; in a slot, for one that stands above it."""

    slots: dict[str, str] = {}
    patterns: Signs = Signs()


@dataclass(frozen=True)
class _Patterns:
    phone: re.Pattern[str]
    called: re.Pattern[str]
    things: re.Pattern[str]
    mine: re.Pattern[str]
    quoted: re.Pattern[str]
    own_after: re.Pattern[str]
    introduced: re.Pattern[str]
    others: re.Pattern[str]
    subjects: re.Pattern[str]
    others_after: re.Pattern[str]


def is_called(before: str, pack: Pack) -> bool:
    """Whether the plain text before a number says that it is a phone's."""
    return _patterns(pack.folder).called.search(before) is not None


def whose(before: str, after: str, pack: Pack) -> Whose:
    """Whose the number between two stretches of plain text is: what stands nearest before it decides."""
    says, lang = _patterns(pack.folder), language(pack.tag)
    before, after = before.rstrip(), after.lstrip()
    if says.own_after.match(after):
        return Whose.OWN
    others = {found.end() for found in says.others.finditer(before)}
    theirs, near = max(others, default=-1), max(0, len(before) - lang.reach.before)
    mine = _mine(before, others, says)
    thing = says.things.search(before) is not None
    if mine >= max(theirs, 0) and not thing and lang.size(before[mine:]) <= lang.reach.phone:
        return Whose.OWN
    if thing or theirs > near or says.others_after.match(after):
        return Whose.OTHERS
    introduced = says.introduced.search(before)
    if introduced and theirs < (near if introduced.group().startswith(lang.clause.strip()) else 0):
        return Whose.OWN  # in a clause by itself, whatever was said of others in the clauses before
    if says.subjects.search(before):
        return Whose.OTHERS
    if theirs < 0 and not after and says.others != NEVER and not says.phone.search(before):
        return Whose.OWN  # it ends a request that speaks of nobody else and of no other phone
    spare = lang.size(after) <= 2 * lang.gap or not before
    return Whose.PERHAPS if spare or is_called(before[near:], pack) else Whose.OTHERS


def _mine(before: str, others: set[int], says: _Patterns) -> int:
    """Where the last words end that say it is the resident's; -1 where none do. What somebody else says or
    does is not meant: "the card says call me on", 骗子打我手机."""
    mine = -1
    for found in says.mine.finditer(before):
        told = found.lastgroup == "reached" and found.start() in others
        if not told and not says.quoted.search(before[: found.start()].rstrip()):
            mine = found.end()
    return mine


@lru_cache(maxsize=16)
def _patterns(folder: Path) -> _Patterns:
    """The pack's patterns; of a pack without whose.toml none, so that every number is asked about.

    :raises PackError: whose.toml is there and is wrong.
    """
    path = folder / "whose.toml"
    file = read(path, _SignsFile) if path.is_file() else _SignsFile()
    slots: dict[str, str] = {}
    for name, pattern in file.slots.items():
        slots[name] = _filled(pattern, slots)
    made = {
        name: "|".join(_filled(one, slots) for one in getattr(file.patterns, name)) or NEVER.pattern
        for name in Signs.__struct_fields__
    }
    made["phone"] = f"{slots.get('phone', NEVER.pattern)}{slots.get('is', NEVER.pattern)}*$"
    made["mine"] = f"(?P<reached>{made.pop('reached')})|{made.pop('own')}"
    links = f"{slots.get('is', NEVER.pattern)}*"
    for name in _RIGHT_BEFORE:
        made[name] = f"(?:{made[name]}){'' if name == 'subjects' else links}$"
    try:
        return _Patterns(**{name: re.compile(pattern) for name, pattern in made.items()})
    except re.error as error:
        raise PackError(f"{path}: {error}") from None


def _filled(pattern: str, slots: dict[str, str]) -> str:
    return _SLOT.sub(lambda found: slots.get(found[1], found[0]), pattern)
