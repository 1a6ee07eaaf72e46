"""Whose a phone number is: what is said around it is evidence that is added up; no words decide alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.languages import language
from kiosk.languages.base import NEVER, Language
from kiosk.packs import Pack, PackError, read
from kiosk.understanding import weighed

SURE_OWN, MAY_BE_OWN = 3.0, -1.5
"""Log-odds from which a number is the resident's contact, and from which they are asked. To take another's
number for a contact costs more than a question."""
_SLOT = re.compile(r"\{([a-z]+)\}")
_RIGHT_BEFORE = ("things", "introduced", "subjects", "quoted")
_BEFORE, _NEAR, _AFTER = 14, 6, 10
"""Words before the number that are looked at, those of them next to it, and words after it."""
_MOST_DIGITS = 12
"""Digits from which a number is simply long."""


class Whose(Enum):
    """Whose number it is, as it was said."""

    OWN = "the resident's"
    PERHAPS = "not said: it may be the resident's"
    OTHERS = "another's, or no phone's"


class Signs(msgspec.Struct, frozen=True):
    """Regular expressions for the plain text around a number; what each counts as evidence was trained.

    ``called`` is what stands before a phone number, ``things`` right before a number that is no phone's ("my
    account number is"). ``own`` before it says that it is the resident's phone, ``reached`` that they are to
    be reached at it, ``own_after`` either of it after the number; ``quoted`` right before these, that another
    says so. ``introduced`` right before it introduces the resident. ``others`` and ``others_after`` say that
    it is somebody else's, ``subjects`` right before it that it is.
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


def whose(before: str, after: str, digits: str, pack: Pack) -> Whose:
    """Whose the number of these ``digits`` between two stretches of plain text is.

    Of a pack in which nothing was trained (whose.bin) every number may be the resident's.
    """
    trained = weighed.load(pack.folder / "whose.bin")
    if trained is None:
        return Whose.PERHAPS
    score = trained.score(evidence(before, after, digits, pack))
    return Whose.OWN if score >= SURE_OWN else Whose.PERHAPS if score >= MAY_BE_OWN else Whose.OTHERS


def evidence(before: str, after: str, digits: str, pack: Pack) -> frozenset[str]:
    """What is found around a number: the signs of whose.toml ("is ...") and the words themselves."""
    before, after, lang = before.rstrip(), after.lstrip(), language(pack.tag)
    return frozenset(
        [
            f"#{min(len(digits), _MOST_DIGITS)}",
            *(f"is {sign}" for sign in _signs(before, after, pack, lang)),
            *_words_before(lang.words(before)[-_BEFORE:], lang),
            *_words_after(lang.words(after)[:_AFTER], lang),
        ]
    )


def _signs(before: str, after: str, pack: Pack, lang: Language) -> Iterator[str]:
    says = _patterns(pack.folder)
    others = {found.end() for found in says.others.finditer(before)}
    theirs, near = max(others, default=-1), max(0, len(before) - lang.reach.before)
    mine, quoted = _mine(before, others, says)
    thing = says.things.search(before) is not None
    yield "theirs near" if theirs > near else "theirs" if theirs >= 0 else "nobody else"
    if quoted:
        yield "quoted"
    if mine >= 0:
        close = lang.size(before[mine:]) <= lang.reach.phone
        yield "mine near" if close else "mine"
        yield "mine after theirs" if mine >= max(theirs, 0) else "mine before theirs"
        if close and mine >= max(theirs, 0) and not thing:
            yield "mine alone"
    if thing:
        yield "a thing"
    if introduced := says.introduced.search(before):
        yield "introduced in a clause" if introduced.group().startswith(lang.clause.strip()) else "introduced"
        if theirs < 0:
            yield "introduced, nobody else"
    if says.subjects.search(before):
        yield "subject" if theirs < 0 else "subject, theirs"
    if is_called(before[near:], pack):
        yield "called"
    if says.phone.search(before):
        yield "phone"
    if says.own_after.match(after):
        yield "mine behind"
    if says.others_after.match(after):
        yield "theirs behind"
    if not before:
        yield "first"
    if not after:
        yield "last, nobody else" if theirs < 0 and mine < 0 else "last"


def _words_before(words: list[str], lang: Language) -> Iterator[str]:
    """One to three words in a row (characters where nothing parts words), and those next to the number."""
    longest = 3 if lang.space else 4
    yield from ("<" + " ".join(words[-n:]) for n in range(1, longest + 1) if len(words) >= n)
    bound = [*([] if len(words) == _BEFORE else ["^"]), *words]
    for n in range(1, longest):
        for at in range(len(bound) - n + 1):
            row = " ".join(bound[at : at + n])
            yield f"b{row}"
            if at >= len(bound) - _NEAR:
                yield f"n{row}"


def _words_after(words: list[str], lang: Language) -> Iterator[str]:
    longest = 3 if lang.space else 4
    yield from (">" + " ".join(words[:n]) for n in range(1, longest + 1) if len(words) >= n)
    for n in range(1, longest):
        yield from ("a" + " ".join(words[at : at + n]) for at in range(len(words) - n + 1))


def _mine(before: str, others: set[int], says: _Patterns) -> tuple[int, bool]:
    """Where the last words end that say it is the resident's, -1 where none do; and whether somebody else
    says or does what is found last: "the card says call me on", 骗子打我手机."""
    mine, quoted = -1, False
    for found in says.mine.finditer(before):
        told = found.lastgroup == "reached" and found.start() in others
        quoted = told or says.quoted.search(before[: found.start()].rstrip()) is not None
        if not quoted:
            mine = found.end()
    return mine, quoted


@lru_cache(maxsize=16)
def _patterns(folder: Path) -> _Patterns:
    """The pack's patterns; of a pack without whose.toml none.

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
