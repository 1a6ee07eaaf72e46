"""Language packs: everything of a language is a folder of TOML files, read into frozen structs."""

from __future__ import annotations

import datetime
import re
import threading
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from kiosk.errors import KioskError

LANGUAGES = Path(__file__).resolve().parent.parent / "assets" / "languages"

T = TypeVar("T")
_SLOT = re.compile(r"\{([a-z_]+)\}")


class PackError(KioskError):
    """A pack that cannot be used; the message names the file and the key."""


class RecognizerChoice(msgspec.Struct, frozen=True):
    """Recognizers wished for, best first, by the names of their models."""

    vosk: tuple[str, ...] = ()
    whisper: tuple[str, ...] = ()
    whisper_language: str = ""
    initial_prompt: str = ""


class VoiceChoice(msgspec.Struct, frozen=True):
    """A synthesizer's voice: ``engine`` is kokoro, piper or pyttsx3."""

    engine: str
    model: str = ""
    voice: str = ""


READY = 3
"""Ready sentences of a category."""


class Category(msgspec.Struct, frozen=True):
    """What a request can be about. ``cues`` are words that point to it, for packs without a trained part
    and for categories an administrator adds. ``group`` is the name under which it is found where one is
    chosen by touch; without one it stands beside "other". ``ready`` is what residents mostly say of it: whole
    sentences (``READY`` of them, or none) to choose from for somebody who does not speak. ``place``: it is
    somewhere; of a pension or a document nobody is asked where it is."""

    code: str
    name: str
    department: str = ""
    group: str = ""
    ready: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    place: bool = True

    def __post_init__(self) -> None:
        if len(self.ready) not in (0, READY):
            raise ValueError(f"{self.code}: there must be {READY} ready sentences, or none")


class Agreement(msgspec.Struct, frozen=True):
    """How sentences agree, besides the phrases of ``yes``.

    ``patterns`` are regular expressions for plain text, ``{slot}`` in them stands for any of the slot's
    words and ``{address}`` for any word by which one addresses another. ``beside`` is what may stand before
    or after an agreement and changes nothing (please); ``around`` are patterns of the same (thanks of any
    length), ``before`` of what may stand only before one ("let me see"). ``unless`` are patterns of what
    takes it back though it is made of nothing else ("对是对").
    """

    patterns: tuple[str, ...] = ()
    slots: dict[str, tuple[str, ...]] = {}
    address: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def polite(self) -> tuple[str, ...]:
        """Words that change nothing beside any answer."""
        return (*self.beside, *self.address)

    @property
    def every_slot(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The slots with their words, ``address`` first."""
        return (("address", self.address), *self.slots.items())

    def __post_init__(self) -> None:
        patterns = (*self.patterns, *self.around, *self.before, *self.unless)
        _checked((*patterns, *("|".join(words) for _, words in self.every_slot)))
        filled(patterns, self.every_slot)


def filled(patterns: Sequence[str], slots: Sequence[tuple[str, Sequence[str]]]) -> str:
    """One pattern for all of them, with the slots' words in it; a slot may name slots before it.

    :raises ValueError: a slot that is not there.
    """
    words: dict[str, str] = {}

    def fill(pattern: str) -> str:
        try:
            return f"(?:{_SLOT.sub(lambda slot: words[slot.group(1)], pattern)})"
        except KeyError as error:
            raise ValueError(f"{pattern!r} is no pattern: there is no slot {error}") from None

    for name, choices in slots:
        words[name] = f"(?:{'|'.join(map(fill, choices))})"
    return "|".join(map(fill, patterns)) or r"(?!)"


def _checked(patterns: Sequence[str]) -> None:
    """Raise ValueError for what is no regular expression, whatever its slots are filled with: to compile
    all that is filled in takes a fifth of a second, which belongs behind the first screen."""
    for pattern in patterns:
        try:
            re.compile(_SLOT.sub("x", pattern))
        except re.error as error:
            raise ValueError(f"{pattern!r} is no pattern: {error}") from None


class HelpLine(msgspec.Struct, frozen=True):
    """Who somebody can ring that is being hurt, in a ``country`` (ISO 3166): ``sentence`` is shown with the
    ``number`` in it. ``deeds`` are those of deeds.toml; ``source`` and ``seen`` say where and when the number
    was looked up."""

    code: str
    country: str
    number: str
    sentence: str
    deeds: tuple[str, ...]
    source: str
    seen: datetime.date

    def __post_init__(self) -> None:
        if self.number not in self.sentence:
            raise ValueError(f"{self.code}: the sentence does not name the number {self.number}")


class Written(msgspec.Struct, frozen=True):
    """What stands before a ticket's fields, and for what follows it, in a text that a case worker reads.

    ``ratings`` are the five words of satisfaction, the least first.
    """

    place: str = "Where"
    when: str = "When"
    wish: str = "Asked for"
    joins: str = "The same matter as"
    name: str = "Name"
    name_secret: str = "Name, to be kept secret"
    phone: str = "Phone"
    phone_silent: str = "Phone, does not want a call"
    addition: str = "The resident adds"
    reminder: str = "The resident asks for this to be hastened"
    withdrawal: str = "The resident no longer asks for this"
    reopening: str = "The resident says that this is not solved"
    rating: str = "The resident is"
    ratings: tuple[str, str, str, str, str] = (
        "very dissatisfied",
        "dissatisfied",
        "fairly satisfied",
        "satisfied",
        "very satisfied",
    )


STEPS = 3
"""Sentences of an advice."""


class Advice(msgspec.Struct, frozen=True):
    """What to ``do`` first in a danger (``STEPS`` sentences), and which service to ``ring`` first.

    It is for what is done to somebody (``deeds``, of deeds.toml), or where ``signs``, a regular expression,
    is found in the plain text. ``source`` and ``seen`` say who advises so, and when that was looked up.
    """

    code: str
    ring: Literal["fire", "ambulance", "police"]
    do: tuple[str, ...]
    source: str
    seen: datetime.date
    signs: str = r"(?!)"
    deeds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.do) != STEPS:
            raise ValueError(f"{self.code}: there must be {STEPS} sentences of what to do")
        try:
            re.compile(self.signs)
        except re.error as error:
            raise ValueError(f"{self.code}: {self.signs!r} is no regular expression: {error}") from None


class AsksAfter(msgspec.Struct, frozen=True):
    """The words with which one asks after an earlier request.

    ``asks`` are those that ask (any news, how far), ``slip`` names of what a ticket is called, ``request`` of
    what may as well be a new one (complaint), ``told`` how one told it; ``mine`` and ``earlier`` tell that
    it is a known one. ``beside`` is what says nothing by itself.
    """

    asks: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(word for kind in msgspec.structs.astuple(self) for word in kind)


class Phrasebook(msgspec.Struct, frozen=True):
    """What people say to a machine.

    ``said`` maps an answer's code (yes, no, back …) to its phrases; ``choices`` are the ordinals of
    choice-1, choice-2 …, ``from_last`` those that count from the end; ``choosing`` is what is said around
    them. ``greetings`` are patterns, as those of ``agreement``, of how somebody who comes up begins to speak.
    ``agreement`` is how sentences agree; ``negations`` and ``doubts`` (questions and conditions among
    them) are the words that make something no agreement; ``but`` are words that take a yes back.
    ``asks_after`` is how one asks after an earlier request.
    ``requests`` are phrases that may as well be what a resident has come about.
    ``digits`` maps "0".."9" to its words and ``digit_sounds`` to what recognizers write instead, believed
    only between two digits; ``tens`` maps a number's words to its digits in a phone number ("fifty" -> "50");
    ``repeats`` maps "double" to 2.
    ``corrections`` are what is said before saying it again, ``denials`` what names the digits it is not ("not
    five"); ``last`` what limits it to the last digits;
    ``dialling`` what is said around a number that is dictated ("my number is");
    ``instead`` is how a part is said again ("not {wrong}, {right}"); ``light`` are words that say little by
    themselves ("the", "of").
    """

    said: dict[str, tuple[str, ...]]
    choices: tuple[tuple[str, ...], ...]
    digits: dict[str, tuple[str, ...]]
    fillers: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    agreement: Agreement = Agreement()
    asks_after: AsksAfter = AsksAfter()
    negations: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    from_last: tuple[tuple[str, ...], ...] = ()
    choosing: tuple[str, ...] = ()
    digit_sounds: dict[str, tuple[str, ...]] = {}
    tens: dict[str, str] = {}
    repeats: dict[str, int] = {}
    corrections: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    dialling: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    light: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _checked(self.greetings)
        filled(self.greetings, self.agreement.every_slot)


class Pace(msgspec.Struct, frozen=True):
    """The speaking rate at 100 per cent, in the unit of the language; the other is 0."""

    characters_a_minute: int = 0
    words_a_minute: int = 0


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class PhoneFormat(msgspec.Struct, frozen=True):
    """Phone numbers where a language is spoken, as regular expressions.

    ``numbers`` are those that are whole, in digits; ``groups`` how one reads them: a pattern and what it
    becomes; ``lengths`` are beginnings that tell how many digits there will be; ``country`` the country's own
    prefix, which is left out. Without them every 7 to 12 digits are a number.
    """

    numbers: tuple[str, ...] = (r"\d{7,12}",)
    groups: tuple[tuple[str, str], ...] = ()
    lengths: dict[str, int] = {}
    country: str = r"(?!)"

    def __post_init__(self) -> None:
        for pattern in (*self.numbers, *(pattern for pattern, _ in self.groups), self.country):
            try:
                _compiled(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from None

    def valid(self, digits: str) -> bool:
        """Whether the digits can be a phone number."""
        digits = self.national(digits)
        return any(_compiled(pattern).fullmatch(digits) for pattern in self.numbers)

    def national(self, digits: str) -> str:
        """The digits without the country's own prefix."""
        prefix = _compiled(self.country).match(digits)
        return digits[prefix.end() :] if prefix else digits

    def group(self, digits: str) -> str:
        """The digits in groups as one reads them: 138 0013 8000."""
        for pattern, form in self.groups:
            if match := _compiled(pattern).fullmatch(digits):
                return match.expand(form).strip()
        return digits

    def lacking(self, digits: str) -> int:
        """How many digits are still to come; 0 where the beginning does not tell."""
        length = next((n for start, n in self.lengths.items() if digits.startswith(start)), 0)
        return max(0, length - len(digits))

    def group_so_far(self, digits: str) -> str:
        """The digits in groups, with a place for each that is still to come: 138 00__ ____."""
        left = len(digits)
        shown = ""
        for sign in self.group(digits + "0" * self.lacking(digits)):
            shown += "_" if sign.isdigit() and left <= 0 else sign
            left -= sign.isdigit()
        return shown


class Pack(msgspec.Struct, frozen=True):
    """A language. ``prompts`` are the sentences by dotted keys ("welcome.title"), with ``{placeholders}``;
    ``trade`` is a pattern of the words they do not have, since no neighbour would say them to another."""

    tag: str
    name: str
    english_name: str
    ears: RecognizerChoice = RecognizerChoice()
    voices: tuple[VoiceChoice, ...] = ()
    voice: Pace = Pace()
    prompts: dict[str, str] = {}
    categories: tuple[Category, ...] = ()
    words: Phrasebook = Phrasebook({}, (), {})
    phone: PhoneFormat = PhoneFormat()
    lines: tuple[HelpLine, ...] = ()
    advice: tuple[Advice, ...] = ()
    written: Written = Written()
    trade: str = r"(?!)"
    folder: Path = Path()

    def category(self, code: str) -> Category | None:
        """The category with this code, if there is one."""
        return next((c for c in self.categories if c.code == code), None)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The codes of all categories, group by group, in the order in which the groups are first named."""
        found: dict[str, list[str]] = {}
        for category in self.categories:
            found.setdefault(self.group(category.code), []).append(category.code)
        return tuple(tuple(codes) for codes in found.values())

    def group(self, code: str) -> str:
        """The name of the group of the category with this code: that of "other" where it names none."""
        both = (self.category(code), self.category("other"))
        return next((category.group for category in both if category and category.group), "")


class _CategoryFile(msgspec.Struct, frozen=True):
    category: tuple[Category, ...]


class _LinesFile(msgspec.Struct, frozen=True):
    line: tuple[HelpLine, ...] = ()


class _AdviceFile(msgspec.Struct, frozen=True):
    advice: tuple[Advice, ...] = ()


def available(languages: Path = LANGUAGES) -> list[str]:
    """Tags of the packs that are there, in alphabetical order."""
    return sorted(p.parent.name for p in languages.glob("*/pack.toml"))


def load_pack(tag: str, languages: Path = LANGUAGES) -> Pack:
    """The pack of a language. Any thread may ask for it.

    :raises PackError: one sentence that names the file, the key and what is wrong.
    """
    with _LOADING:
        return _load_pack(tag, languages)


_LOADING = threading.RLock()
"""msgspec learns a type when it first meets it: two threads that had it do so at once ended the program."""


@lru_cache(maxsize=32)
def _load_pack(tag: str, languages: Path) -> Pack:
    folder = languages / tag
    if not (folder / "pack.toml").is_file():
        there = ", ".join(available(languages)) or "none"
        raise PackError(f"{folder / 'pack.toml'}: no such language pack; there are: {there}")
    pack = read(folder / "pack.toml", Pack)
    if pack.tag != tag:
        raise PackError(
            f"{folder / 'pack.toml'}: tag is {pack.tag!r}, the folder's name is {tag!r}; make them the same"
        )
    categories = read(folder / "categories.toml", _CategoryFile).category
    _unique(folder / "categories.toml", [c.code for c in categories])
    return msgspec.structs.replace(
        pack,
        folder=folder,
        prompts=_flat(folder / "prompts.toml", read(folder / "prompts.toml", dict[str, Any])),
        categories=categories,
        words=read(folder / "words.toml", Phrasebook),
        lines=_optional(folder / "lines.toml", _LinesFile).line,
        advice=_optional(folder / "advice.toml", _AdviceFile).advice,
    )


def with_categories(pack: Pack, changes: tuple[Category, ...]) -> Pack:
    """The pack with an administrator's categories: a known code is renamed (its empty fields are kept as
    they were, its cues added to), a new one is added before "other"."""
    merged = {c.code: c for c in pack.categories}
    last = merged.pop("other", None)
    for change in changes:
        old = merged.get(change.code) or (last if change.code == "other" else None)
        new = (
            change
            if old is None
            else Category(
                code=change.code,
                name=change.name or old.name,
                department=change.department or old.department,
                group=change.group or old.group,
                ready=change.ready or old.ready,
                cues=(*old.cues, *(c for c in change.cues if c not in old.cues)),
                place=old.place and change.place,
            )
        )
        if change.code == "other":
            last = new
        else:
            merged[change.code] = new
    return msgspec.structs.replace(pack, categories=(*merged.values(), *([last] if last else [])))


def read(path: Path, kind: type[T]) -> T:
    """The TOML file as ``kind``.

    :raises PackError: the file is missing, is not TOML, or a key has the wrong type.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except FileNotFoundError:
        raise PackError(f"{path}: this file of the language pack is missing; put it there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: not readable as TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise PackError(f"{path}: {error}") from None


def _optional(path: Path, kind: type[T]) -> T:
    """The TOML file as ``kind``, its defaults where a language has none."""
    return read(path, kind) if path.is_file() else kind()


def _flat(path: Path, tree: dict[str, Any], before: str = "") -> dict[str, str]:
    """Tables within tables as dotted keys."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(path, value, f"{before}{key}.")
        elif isinstance(value, str):
            flat[before + key] = value
        else:
            raise PackError(f"{path}: {before}{key}: expected a sentence in quotes, got {value!r}")
    return flat


def _unique(path: Path, codes: list[str]) -> None:
    twice = sorted({c for c in codes if codes.count(c) > 1})
    if twice:
        raise PackError(f"{path}: category.code: {', '.join(twice)} is there twice; remove one")
