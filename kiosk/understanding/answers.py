"""Which of the codes that a screen offers was meant: yes, no, a choice, a command."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack
from kiosk.understanding.agreement import AGREEING, agreed, asks, sounds_agreed
from kiosk.understanding.choices import choice
from kiosk.understanding.phrases import phrases_of, table

_DOUBT = "doubt"


def answer(text: str | Said, pack: Pack, codes: Sequence[str], labels: Mapping[str, str] = {}) -> str | None:
    """Which of the offered ``codes`` was meant; None where it was none of them.

    The order of trust: the whole utterance is a known phrase (or sounds like one) or an agreement; a choice
    by its label or its place in the row; a no; a command within a short utterance. Agreement is believed
    only where nothing else is said (see ``agreement``): "yes, but ..." is "change" where that is offered,
    else "no"; "no ... yes" in one breath is no yes. Whatever agrees (see ``AGREEING``) is "yes" where that is
    offered.
    """
    said = as_said(text, pack.tag)
    bare = _without(said.plain, pack, pack.words.fillers)
    code = exactly(said, pack, codes) or agreed(said, pack, codes)
    if code in AGREEING:
        return "yes" if "yes" in codes else code
    return (
        code
        or _whole(said, bare, pack, _whole_beside_others(said, pack, codes))
        or choice(said, pack, codes, labels)
        or _by_parts(bare, pack, codes)
    )


def exactly(text: str | Said, pack: Pack, codes: Sequence[str]) -> str | None:
    """The code whose phrase the whole utterance is or sounds like, but for "please" and its like."""
    said = as_said(text, pack.tag)
    code = _whole(said, said.plain, pack, codes)
    return code or _whole(said, _without(said.plain, pack), pack, _whole_beside_others(said, pack, codes))


def _whole_beside_others(said: Said, pack: Pack, codes: Sequence[str]) -> list[str]:
    """The codes for which a polite word beside the phrase changes nothing: no agreement, and no choice where
    there is a doubt ("just a second")."""
    doubted = language(pack.tag).any_of(pack.words.doubts).search(said.plain)
    return [c for c in codes if c not in AGREEING and not (doubted and c.startswith("choice-"))]


def word_for_word(said: Said, pack: Pack, codes: Sequence[str]) -> str | None:
    """The code that has the whole utterance, but for "please" and its like, as a phrase, and no request."""
    phrases = table(pack, codes).codes
    bare = language(pack.tag).without(said.plain, pack.words.agreement.beside)  # "help mother" asks for her
    for plain in (said.plain, bare):
        if plain in phrases:
            return phrases[plain] if plain not in _plain(pack.tag, pack.words.requests) else None
    return None


@lru_cache(maxsize=8)
def _plain(tag: str, phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(language(tag).plain, phrases))


def _without(plain: str, pack: Pack, fillers: tuple[str, ...] = ()) -> str:
    return language(pack.tag).without(plain, (*fillers, *pack.words.agreement.polite))


def _whole(said: Said, plain: str, pack: Pack, codes: Sequence[str]) -> str | None:
    phrases = table(pack, codes)
    if (code := phrases.codes.get(plain)) is None:
        code = phrases.sounding(plain)
        if code in AGREEING and not sounds_agreed(plain, pack):
            return None
    return None if code in AGREEING and asks(said) else code


def _by_parts(said: str, pack: Pack, codes: Sequence[str]) -> str | None:
    """No, a change or a command by the phrases found in the utterance, left to right; never an agreement."""
    lang, words = language(pack.tag), pack.words
    # yes and no are always looked for: a negated command is no command
    others = [code for code in codes if not code.startswith("choice-") and code != "other"]
    known = dict.fromkeys([*others, *AGREEING, "no"])
    phrases = ((code, phrases_of(pack, code)) for code in known)
    pattern, meant = _compiled(pack.tag, (*phrases, (_DOUBT, (*words.negations, *words.doubts))))
    found = [(match, meant[match.group()]) for match in pattern.finditer(said)]
    kinds = ["yes" if code in AGREEING else code for _, code in found]
    doubted = lang.any_of(words.but).search(said) is not None
    no = "no" if "no" in codes else None
    if "yes" in kinds and doubted:
        return "change" if "change" in codes else no
    if kinds[-1:] == ["yes"] and not said[found[-1][0].end() :].strip():
        return None  # "no, that's right"
    loose = lang.size(said) - sum(lang.size(match.group()) for match, code in found if code != _DOUBT)
    if "no" in kinds:
        at_start = not said[: found[0][0].start()].strip()
        return no if at_start or loose <= lang.loose // 2 else None
    commands = {kind for kind in kinds if kind != "yes"} if loose <= lang.loose // 2 else set()
    return commands.pop() if len(commands) == 1 and _DOUBT not in kinds else None


@lru_cache(maxsize=64)
def _compiled(
    tag: str, table: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases and the code of each."""
    lang = language(tag)
    codes: dict[str, str] = {}
    for code, phrases in table:
        for phrase in phrases:
            codes.setdefault(lang.plain(phrase), code)
    return lang.any_of(tuple(codes)), codes
