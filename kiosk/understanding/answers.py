"""Yes, no, choices and commands as people say them, with negations and "yes, but"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.languages import Said, as_said, language
from kiosk.languages.sound import WEAK_KEYS, likeness, syllables
from kiosk.packs import Pack

# A label is looked for among so many other words.
_AMONG = 6
_LABEL_LIKENESS = 0.72


def answer(text: str | Said, pack: Pack, codes: Sequence[str], labels: Mapping[str, str] = {}) -> str | None:
    """Which of the offered ``codes`` was meant; None where it was none of them.

    The order of trust: the whole utterance is a known phrase (or sounds like one); a choice by its label
    or its place in the row; yes and no by what is said first and not taken back; another command within a
    short utterance. "Yes, but ..." is never a yes: it is "change" where that is offered, else "no", so
    that nothing is sent which the resident has not fully agreed to. "No" wins over a later "yes" in the
    same breath unless the utterance ends with it ("no wait, yes, that's right").
    """
    said = as_said(text, pack.tag).plain
    bare = language(pack.tag).without(said, pack.words.fillers)
    phrases = _phrases(pack, tuple(codes))
    for whole in (said, bare):
        if whole in phrases:
            return phrases[whole]
    return (
        _sounds_like(bare, pack, phrases)
        or _by_label(bare, pack, {c: t for c, t in labels.items() if c in codes})
        or _ordinal(bare, pack, codes)
        or _by_parts(bare, pack, codes)
    )


def exactly(text: str | Said, pack: Pack, codes: Sequence[str]) -> str | None:
    """The code of which the whole utterance is a phrase, or sounds like one; a word more, and it is none."""
    said = as_said(text, pack.tag).plain
    phrases = _phrases(pack, tuple(codes))
    return phrases.get(said) or _sounds_like(said, pack, phrases)


def by_place(text: str | Said, pack: Pack, codes: Sequence[str]) -> str | None:
    """The choice-N that was named by its place in the row and by nothing else: "the second one", 第二个.

    A number alone names none: where words are mended, "two" and 二号 may be what is meant.
    """
    lang = language(pack.tag)
    said = lang.without(as_said(text, pack.tag).plain, pack.words.fillers)
    for digit, words in pack.words.digits.items():
        said = said.replace(digit, words[0])
    names: dict[str, str] = {}
    for code in codes:
        phrases = [lang.plain(p) for p in phrases_of(pack, code)] if code.startswith("choice-") else []
        numbers = {word for words in pack.words.digits.values() for word in words}
        for phrase in phrases:
            numbered = any(number in phrase for number in numbers) and not _within(phrase, phrases[0])
            if phrase not in numbers and not numbered:
                names[phrase] = code
    return names.get(said) or _sounds_like(said, pack, names)


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def phrases_of(pack: Pack, code: str) -> tuple[str, ...]:
    """The phrases of a code of the pack's words, ordinals for choice-N, words of a digit for digit-N."""
    if code in pack.words.said:
        return pack.words.said[code]
    name, _, number = code.partition("-")
    if name == "choice" and number.isdigit() and 0 < int(number) <= len(pack.words.choices):
        return pack.words.choices[int(number) - 1]
    if name == "digit":
        return pack.words.digits.get(number, ())
    return ()


def _phrases(pack: Pack, codes: tuple[str, ...]) -> dict[str, str]:
    lang = language(pack.tag)
    return {lang.plain(p): code for code in reversed(codes) for p in phrases_of(pack, code)}


def _sounds_like(said: str, pack: Pack, phrases: Mapping[str, str]) -> str | None:
    """The one code with a phrase that sounds exactly as the whole utterance does (Mandarin homophones)."""
    if not language(pack.tag).homophones or not said:
        return None
    for folded in (False, True):
        heard = syllables(said, folded)
        meant = {code for phrase, code in phrases.items() if syllables(phrase, folded) == heard}
        if len(meant) == 1 and not (folded and len(heard) == 1):
            return meant.pop()
    return None


def _by_label(said: str, pack: Pack, labels: Mapping[str, str]) -> str | None:
    """The code whose label was read out, wholly or nearly, and no other as nearly."""
    lang = language(pack.tag)
    heard = lang.stem_sounds(said)
    ranked = sorted(
        ((_covers(heard, lang.stem_sounds(lang.plain(label))), code) for code, label in labels.items()),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _LABEL_LIKENESS:
        return None
    if _negated(said, pack) and ranked[0][0] < 1:
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


def _ordinal(said: str, pack: Pack, codes: Sequence[str]) -> str | None:
    """choice-N by its ordinal within a short utterance; None where two are named."""
    lang = language(pack.tag)
    found: list[tuple[int, int, str]] = []
    for code in codes:
        long = tuple(p for p in phrases_of(pack, code) if len(p) > 1 and not p.isdigit())
        if code.startswith("choice-") and long:
            found += [(*match.span(), code) for match in lang.any_of(long).finditer(said)]
    # the "one" in "the second one" names no first
    whole = [f for f in found if not any(o != f and o[0] <= f[0] and f[1] <= o[1] for o in found)]
    size = lang.size
    named = {code for begin, end, code in whole if size(said) - size(said[begin:end]) <= lang.loose}
    return named.pop() if len(named) == 1 and not _negated(said, pack) else None


def _by_parts(said: str, pack: Pack, codes: Sequence[str]) -> str | None:
    """Yes, no or a command from the phrases found in the utterance, longest first, left to right."""
    lang = language(pack.tag)
    # yes and no are always looked for: a negated command is no command
    lexicon = _lexicon(pack, tuple(dict.fromkeys([*codes, "yes", "no"])))
    found = [(m, lexicon[1][m.group()]) for m in lexicon[0].finditer(said)]
    if not found:
        return None
    kinds = [code for _, code in found]
    covered = sum(lang.size(m.group()) for m, _ in found)
    loose = lang.size(said) - covered
    at_start = not said[: found[0][0].start()].strip()
    others = [k for k in kinds if k not in ("yes", "no")]
    if others and "no" not in kinds and loose <= lang.loose // 2:
        return others[0] if len(set(others)) == 1 else None
    if kinds[0] == "yes" and at_start:
        rest = said[found[0][0].end() :]
        doubted = lang.any_of(pack.words.but).search(rest) is not None
        if "no" in kinds or doubted:
            if "change" in codes and doubted:
                return "change"
            return "no" if "no" in codes else None
        return "yes" if "yes" in codes and loose <= lang.loose else None
    if "no" in kinds:
        first = kinds.index("no")
        if not at_start and loose > lang.loose // 2:
            return None
        if "yes" in kinds[first:] and kinds[-1] == "yes" and not said[found[-1][0].end() :].strip():
            same_breath = loose > 0 or kinds.count("no") > 1
            return "yes" if same_breath and "yes" in codes else ("no" if "no" in codes else None)
        return "no" if "no" in codes else None
    doubted = lang.any_of(pack.words.but).search(said) is not None
    if "yes" in kinds and doubted:
        return "change" if "change" in codes else ("no" if "no" in codes else None)
    return "yes" if "yes" in codes and "yes" in kinds and loose <= lang.loose // 2 else None


def _negated(said: str, pack: Pack) -> bool:
    return language(pack.tag).any_of(pack.words.said.get("no", ())).match(said) is not None


def _lexicon(pack: Pack, codes: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    return _compiled(
        pack.tag, tuple((code, phrases_of(pack, code)) for code in codes if not code.startswith("choice-"))
    )


@lru_cache(maxsize=64)
def _compiled(
    tag: str, table: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases and the code of each; single characters only where nothing else is said."""
    lang = language(tag)
    codes: dict[str, str] = {}
    for code, phrases in table:
        for phrase in phrases:
            codes.setdefault(lang.plain(phrase), code)
    return lang.any_of(tuple(codes)), codes
