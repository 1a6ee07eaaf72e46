"""A choice by its place in the row ("the second one", "the last") or by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.languages import Said, as_said, language
from kiosk.languages.sound import WEAK_KEYS, likeness
from kiosk.packs import Pack
from kiosk.understanding.agreement import asks
from kiosk.understanding.phrases import Phrases, phrases_of

# A label is looked for among so many other words.
_AMONG = 6
_LABEL_LIKENESS = 0.72


def choice(said: Said, pack: Pack, codes: Sequence[str], labels: Mapping[str, str]) -> str | None:
    """The code that was chosen by its name or its place; None where none was, or two, or one is refused."""
    row = _row(codes)
    if not row and not labels:
        return None
    lang = language(pack.tag)
    names = {code: lang.plain(label) for code, label in labels.items() if code in codes}
    if said.plain in names.values():
        return next(code for code, name in names.items() if name == said.plain)
    if asks(said) or lang.any_of(pack.words.doubts).search(said.plain):
        return None
    bare = lang.without(said.plain, (*pack.words.fillers, *pack.words.agreement.beside))
    none = {lang.plain(phrase): code for code in row if code == "other" for phrase in phrases_of(pack, code)}
    meant = _named(said.plain, pack, _places(pack, row) | _parts(pack, names) | none)
    return _by_label(bare, pack, names) or meant


def by_place(text: str | Said, pack: Pack, codes: Sequence[str]) -> str | None:
    """The choice that was named by its place in the row and by nothing else: "the second one", 第二个.

    A number alone names none: where words are mended, "two" and 二号 may be what is meant.
    """
    lang = language(pack.tag)
    said = lang.without(as_said(text, pack.tag).plain, pack.words.fillers)
    for digit, words in pack.words.digits.items():
        said = said.replace(digit, words[0])
    numbers = {lang.plain(word) for words in pack.words.digits.values() for word in words}
    names: dict[str, str] = {}
    for phrase, code in _places(pack, tuple(_row(codes))).items():
        first = lang.plain(phrases_of(pack, code)[0]) if code.startswith("choice-") else phrase
        numbered = any(number in phrase for number in numbers) and not _within(phrase, first)
        if code and phrase not in numbers and not numbered:
            names[phrase] = code
    return names.get(said) or Phrases(names, lang.homophones).sounding(said)


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _row(codes: Sequence[str]) -> list[str]:
    """What stands in the row, in order: the choices, and "none of these" where it is offered behind them."""
    choices = [code for code in codes if code.startswith("choice-")]
    return [*choices, "other"] if choices and "other" in codes else choices


def _places(pack: Pack, row: Sequence[str]) -> dict[str, str]:
    """Each name of a place in a row, with the code that stands there; "" for a place that is not there."""
    plain = language(pack.tag).plain
    names: dict[str, str] = {}
    for n, phrases in enumerate(pack.words.choices):
        names |= {plain(phrase): row[n] if n < len(row) else "" for phrase in phrases}
    for n, phrases in enumerate(pack.words.from_last, 1):
        names |= {plain(phrase): row[-n] if n <= len(row) else "" for phrase in phrases}
    return names


def _by_label(said: str, pack: Pack, labels: Mapping[str, str]) -> str | None:
    """The code whose label was read out, wholly or nearly, and no other as nearly."""
    lang = language(pack.tag)
    heard = lang.stem_sounds(said)
    ranked = sorted(((_covers(heard, lang.stem_sounds(p)), code) for code, p in labels.items()), reverse=True)
    if not ranked or ranked[0][0] < _LABEL_LIKENESS:
        return None
    if said != labels[ranked[0][1]] and lang.any_of(pack.words.negations).search(said):
        return None
    clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] > 0.1
    return ranked[0][1] if clear else None


def _covers(heard: list[str], label: list[str]) -> float:
    """How well the utterance is the label, or holds it among a few other words."""
    if not heard or not label:
        return 0.0
    whole = likeness(heard, label)
    if len(label) == 1 and label[0] in heard and label[0] not in WEAK_KEYS and len(heard) <= _AMONG:
        whole = 0.95
    if len(label) >= 2 and len(heard) <= len(label) + _AMONG:
        for at in range(len(heard) - len(label) + 1):
            whole = max(whole, likeness(heard[at : at + len(label)], label) - 0.05)
    # half a label is enough when it is all that was said: "heating" for "heating and hot water"
    if len(heard) >= 2 and len(heard) < len(label):
        for at in range(len(label) - len(heard) + 1):
            whole = max(whole, 0.85 * likeness(heard, label[at : at + len(heard)]))
    return whole


def _parts(pack: Pack, labels: Mapping[str, str]) -> dict[str, str]:
    """Each word of the labels (in Mandarin, characters in a row) that stands in one of them alone."""
    lang = language(pack.tag)
    found: dict[str, set[str]] = {}
    for code, label in labels.items():
        words = lang.words(label)
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = lang.space.join(words[start:end])
                for name in (part, lang.stem(part)) if end == start + 1 else (part,):
                    found.setdefault(name, set()).add(code)
    light = set(map(lang.plain, pack.words.light))
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1 and name not in light}


def _named(said: str, pack: Pack, names: Mapping[str, str]) -> str | None:
    """The code of the one name that was said and not refused; beside it only stands words of choosing."""
    lang, words = language(pack.tag), pack.words
    named = list(lang.any_of(tuple(names)).finditer(said))
    numbers = {lang.plain(word) for spoken in words.digits.values() for word in spoken}
    ones = set(map(lang.plain, words.digits.get("1", ())))
    if any(match.group() not in numbers for match in named):  # "the water one" is no first
        named = [match for match in named if match.group() not in ones]
    ends = [0, *(match.end() for match in named)]
    starts = [*(match.start() for match in named), len(said)]
    between = [said[end:start] for end, start in zip(ends, starts, strict=True)]
    first = max((n for n in range(1, len(named)) if _corrects(between[n], pack)), default=0)
    refuses = lang.any_of((*words.negations, *phrases_of(pack, "no")))
    refused = [
        refuses.search(gap) is not None and not (0 < n < len(named) and _corrects(gap, pack))
        for n, gap in enumerate(between)
    ]
    meant = {
        names[match.group()]
        for n, match in enumerate(named)
        if n >= first and not refused[n] and not refused[n + 1]
    }
    nones = set(map(lang.plain, phrases_of(pack, "other")))
    if {match.group() for match in named} & nones and {names[match.group()] for match in named} != {"other"}:
        return None  # "neither the first nor the second" may be the third
    beside = (*words.choosing, *words.fillers, *words.agreement.polite, *words.negations, *words.corrections)
    answers = (*phrases_of(pack, "yes"), *phrases_of(pack, "no"))
    left = lang.size(lang.any_of((*beside, *answers, *ones)).sub(" ", " ".join(between)))
    return meant.pop() or None if len(meant) == 1 and not left else None


def _corrects(between: str, pack: Pack) -> bool:
    """Whether what stands between two names takes the first back: "three, no sorry, two"."""
    words = tuple(c for c in pack.words.corrections if c not in pack.words.negations)
    return language(pack.tag).any_of(words).search(between) is not None
