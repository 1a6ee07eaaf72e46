"""What a language does in code; the defaults suit one whose words are parted by spaces, such as Korean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Protocol

from kiosk.languages.sound import key
from kiosk.languages.text import normalized

NEVER = re.compile(r"(?!)")

Span = tuple[int, int]
"""Where something stands in a text: its first character, and the one after it."""

PhoneFound = tuple[str, int, int]
"""A phone number in groups for the eye, and where it stands: first character, and the one after."""


@dataclass(frozen=True)
class Reach:
    """How far, in characters, words speak for one another."""

    before: int = 45
    """Before a sign of danger, for what takes it back."""
    after: int = 40
    near: int = 60
    """Between the signs of a rule."""
    around: int = 45
    """Around a sign, for what gives it another meaning."""
    passage: int = 150
    """Of a passage that the trained part judges for danger."""
    place: int = 40
    """From a correction to the place that is said instead."""
    phone: int = 6
    """Words, or characters where nothing parts words, between "my number" and the number."""


class PlaceRules(Protocol):
    """How a language tells where: a module with these functions (``english_places``)."""

    def find_place(self, said: str, written: str) -> Span | None:
        """See ``Language.place``."""

    def whole_place(self, said: str, place: Span) -> Span | None:
        """See ``Language.whole_place``."""

    def is_address(self, place: str) -> bool:
        """See ``Language.is_address``."""

    def taken_back(self, said: str) -> list[Span]:
        """See ``Language.taken_back``."""


class InputMethod(Protocol):
    """Letters typed on the screen become what is written."""

    def warm_up(self) -> None:
        """Read what is needed now."""

    def candidates(self, typed: str) -> Sequence[tuple[str, int]]:
        """What the letters may stand for, likeliest first, each with how many of them it stands for."""

    def forget(self) -> None:
        """Forget what was typed."""


class Language:
    """What a language does in code, by the tag of its pack. One object a tag; see ``languages.language``."""

    space: ClassVar[str] = " "
    """What parts words."""
    comma: ClassVar[str] = ", "
    """What parts things that are named one after the other."""
    clause: ClassVar[str] = " , "
    """What stands in plain text for a mark between clauses."""
    stop: ClassVar[str] = " 。 "
    """What stands in plain text for the end of a sentence."""
    homophones: ClassVar[bool] = False
    """Whether most words sound exactly like others that are written differently."""
    longest_question: ClassVar[int] = 60
    """The size (see ``size``) from which a request is a story: no sentence answers it."""
    longest_sentence: ClassVar[int] = 12
    """The most a prompt's sentence may measure (plain language)."""
    figures_heard: ClassVar[bool] = False
    """Whether a recognizer may be told phrases with figures in them."""
    loose: ClassVar[int] = 6
    """The most that may be said beside an answer."""
    least_cue: ClassVar[int] = 5
    """Characters of a cue that is believed by its sound alone."""
    reach: ClassVar[Reach] = Reach()
    zeros: ClassVar[Mapping[str, str]] = {}
    """Words that stand for the noughts behind a digit."""
    digit_pieces: ClassVar[str] = r"[^\s\d]+|\d+"
    """A pattern of the pieces that digits are looked for in."""
    gap: ClassVar[int] = 2
    """The most that may be said between two digits of a number, and after "no, sorry"."""
    gap_corrected: ClassVar[int] = 5
    counted: ClassVar[re.Pattern[str]] = NEVER
    """What a digit counts that stands before it, so that it belongs to no number before: 三单元."""
    links: ClassVar[frozenset[str]] = frozenset()
    """Words between digits that part no number: "and"."""
    denied: ClassVar[re.Pattern[str]] = NEVER
    """What a request is said not to be about."""
    times: ClassVar[re.Pattern[str]] = NEVER
    """Words that say when."""

    def __init__(self, tag: str) -> None:
        self.tag = tag

    def plain(self, text: str) -> str:
        """Lower case, no punctuation, single spaces where words are parted by them."""
        return normalized(text)

    def words(self, plain: str) -> list[str]:
        """The words of a plain text; its characters where nothing parts words."""
        return plain.split()

    def size(self, text: str) -> int:
        """How much is said: words, or characters where nothing parts words."""
        return len(text.split())

    def join(self, sentences: Iterable[str]) -> str:
        """Sentences in a row."""
        return self.space.join(sentences)

    def listed(self, things: Iterable[str]) -> str:
        """Things that are named one after the other."""
        return self.comma.join(things)

    def stem(self, word: str) -> str:
        """The word without its commonest endings, so that its forms meet."""
        return word

    def sounds(self, plain: str) -> list[str]:
        """How a plain text sounds, word by word: words that are alike to a recognizer have the same."""
        return [key(word) if word.isascii() else word for word in plain.split()]

    def stem_sounds(self, plain: str) -> list[str]:
        """The same of the words' stems."""
        return [key(self.stem(word)) if word.isascii() else word for word in plain.split()]

    def content(self, plain: str) -> str:
        """The words of a question, in plain form, that say what it is about."""
        return plain

    def explains(self, piece: str) -> bool:
        """Whether a piece of a request tells a reader something by itself: no mere "he" or "in the"."""
        return any(len(word) > 3 for word in piece.split())

    def time_of(self, match: re.Match[str]) -> str:
        """The words of a match of ``times``."""
        return match.group().strip()

    def closed(self, text: str) -> str:
        """A piece of a text without the spaces that are only a recognizer's."""
        return " ".join(text.split())

    def place_rules(self) -> PlaceRules | None:
        """What finds places, imported when it is first asked for; None where the language has no rules."""
        return None

    def place(self, said: str, written: str) -> Span | None:
        """Where in a plain text with a mark between clauses the rules find the place; None where there is
        none.

        ``written`` is the text as it was typed; its capitals may tell names.
        """
        rules = self.place_rules()
        return rules.find_place(said, written) if rules else None

    def whole_place(self, said: str, place: Span) -> Span | None:
        """A place that was found, with all of a number or an address that it cuts in two; None where it can
        be no place."""
        rules = self.place_rules()
        return rules.whole_place(said, place) if rules else place

    def is_address(self, place: str) -> bool:
        """Whether what the rules found is the name of a street, an estate or the like, or a number in one."""
        rules = self.place_rules()
        return rules.is_address(place) if rules else False

    def taken_back(self, said: str) -> list[Span]:
        """Where places stand in a plain text that are said to be wrong: 三号楼 in 不是三号楼是四号楼."""
        rules = self.place_rules()
        return rules.taken_back(said) if rules else []

    def for_eye(self, text: str, phones: Callable[[], list[PhoneFound]], sentence: bool) -> str:
        """The text for the eye: spaces and numbers as they are written, phone numbers in groups, and a
        capital at the start of a ``sentence``. ``phones`` looks for them, in the plain text."""
        return " ".join(text.split())

    def features(self, said: str) -> set[str]:
        """What the trained parts see of a plain text. The first character names the sort: c characters,
        s sounds, w words, g character grams, b beginning, e end."""
        words = [self.stem(w) for w in said.split()]
        found = {"w" + w for w in words}
        found |= {f"w{a} {b}" for a, b in pairwise(words)}
        found |= {f"w{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
        keys = [key(w) for w in words]
        found |= {"s" + k for k in keys if len(k) > 1}
        found |= {f"s{a} {b}" for a, b in pairwise(keys)}
        for word in words:
            edged = f"<{word}>"
            if len(word) > 3:
                found |= {"g" + edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)}
        return found | {"e" + " ".join(words[-2:]), "b" + " ".join(words[:2]), "b" + " ".join(words[:3])}

    def input_method(self) -> InputMethod | None:
        """What turns typed letters into what is written; None where letters are written as they are."""
        return None

    def any_of(self, phrases: tuple[str, ...]) -> re.Pattern[str]:
        """A pattern that finds the longest of the phrases in a plain text, at word bounds where there are
        any."""
        return _any_of(self, phrases)

    def without(self, plain: str, phrases: tuple[str, ...]) -> str:
        """A plain text without the given words (fillers) at either end, as often as they come."""
        words = _longest_first(self, phrases)
        space = self.space
        while True:
            for word in words:
                if plain.startswith(word + space) and plain != word:
                    plain = plain[len(word) :].strip()
                    break
                if plain.endswith(space + word) and plain != word:
                    plain = plain[: -len(word)].strip()
                    break
            else:
                return plain


@lru_cache(maxsize=64)
def _any_of(language: Language, phrases: tuple[str, ...]) -> re.Pattern[str]:
    plains = sorted({p for p in map(language.plain, phrases) if p}, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p) for p in plains) or r"(?!)"
    return re.compile(rf"(?<![\w'])(?:{body})(?![\w'])" if language.space else f"(?:{body})")


@lru_cache(maxsize=64)
def _longest_first(language: Language, phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, map(language.plain, phrases)), key=len, reverse=True))
