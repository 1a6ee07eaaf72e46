"""A request for the eye: numbers as digits, phone numbers in groups; what was heard is kept elsewhere."""

from __future__ import annotations

from kiosk.languages import Said, as_said
from kiosk.languages.base import PhoneFound
from kiosk.packs import Pack
from kiosk.understanding import phone
from kiosk.understanding.digit_corrections import settle
from kiosk.understanding.digit_tokens import tens_and_ones, tokens


def for_eye(text: str | Said, pack: Pack, sentence: bool = True) -> str:
    """The text as one would write it in its language, where it is a ``sentence`` with a capital to begin."""
    said = as_said(text, pack.tag)

    def grouped() -> list[PhoneFound]:
        found = [number for number in phone.numbers(said, pack) if _is_whole(number, said, pack)]
        return [(pack.phone.group(number.digits), number.start, number.end) for number in found]

    return said.language.for_eye(said.text, grouped, sentence)


def _is_whole(number: phone.Number, said: Said, pack: Pack) -> bool:
    """Whether the number has each digit that was said and no other: nothing taken back, nothing between."""
    fillers = said.language.any_of(pack.words.fillers)
    cut = tokens(said.clauses[number.start : number.end], pack)
    run = [token for token in cut if not (token.kind == "word" and fillers.fullmatch(token.value))]
    kinds = {token.kind for token in run}
    tens = any(token.kind == "digit" and len(token.value) > 1 for token in run)
    if not kinds <= {"digit", "repeat", "zeros", "sound"} or (tens and "sound" in kinds):
        return False
    return number.digits == settle(tens_and_ones(run), pack.phone.valid)
