"""A number that is dictated to the keypad in one breath."""

from __future__ import annotations

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack
from kiosk.understanding.digit_corrections import settle
from kiosk.understanding.digit_tokens import believed, tens_and_ones
from kiosk.understanding.whole_numbers import runs, whole_numbers


def digits(text: str | Said, pack: Pack) -> str:
    """The digits of a number said in one breath, for a keypad; empty where there are none.

    A whole number counts whatever is said around it, the last one where there are more: an extension, an
    hour or an age beside it is none of its digits. Where none is whole, nothing else may have been said.
    """
    said = as_said(text, pack.tag).plain
    found = runs(said, pack)
    if not found or _takes_back(said[found[-1][-1].end :], pack):
        return ""
    whole = list(whole_numbers(said, pack))
    if whole:
        return whole[-1].digits
    run = found[0]
    words = language(pack.tag).space.join(token.value for token in run if token.kind == "word")
    more = "".join(_content(part, pack) for part in (said[: run[0].start], words, said[run[-1].end :]))
    return "" if more or len(found) > 1 else settle(believed(tens_and_ones(run)), pack.phone.valid)


def _takes_back(after: str, pack: Pack) -> bool:
    """Whether what follows the last digit says that they are wrong: "no wait, let me think"."""
    lang, words = language(pack.tag), pack.words
    wrong = tuple(phrase for phrase in words.corrections if phrase not in words.negations)
    return lang.any_of(wrong).match(lang.without(after.strip(), words.fillers)) is not None


def _content(between: str, pack: Pack) -> str:
    """What is said between digits that is neither filler nor correction."""
    lang, words = language(pack.tag), pack.words
    beside = (*words.fillers, *words.agreement.polite, *words.corrections, *words.last, *words.dialling)
    return lang.any_of((*beside, *lang.links)).sub("", between).strip()
