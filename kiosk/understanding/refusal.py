"""Answers that give nothing: "I'd rather not say", "I haven't got one", "I told you", "hang on"."""

from __future__ import annotations

from kiosk.languages import Said, language
from kiosk.packs import Pack
from kiosk.understanding.described import describes_place
from kiosk.understanding.digits import digits
from kiosk.understanding.phrases import phrases_of


def refuses(said: Said, pack: Pack) -> bool:
    """Whether they will not or cannot tell what they are asked for, and it is to be left out."""
    lang, words = language(pack.tag), pack.words
    bare = lang.without(said.plain, (*words.fillers, *words.agreement.polite))
    no = {lang.plain(p) for p in phrases_of(pack, "no") if p not in words.corrections or p in words.negations}
    skip = {lang.plain(p) for p in phrases_of(pack, "skip")}
    within = tuple(
        p for p in skip if lang.size(p) > 1
    )  # "next" is one by itself, "next to the church" a place
    return bare in no | skip or lang.any_of(within).search(said.plain) is not None


def tells_no_place(said: Said, pack: Pack) -> bool:
    """Whether an utterance in which no place was found describes none either: it is agreement and nothing
    else, a phone number, or rather sounds like other answers than like "by the big oak"."""
    beside = (*pack.words.fillers, *pack.words.agreement.polite, *phrases_of(pack, "yes"))
    left = language(pack.tag).any_of(beside).sub("", said.plain).strip()
    return not left or pack.phone.valid(digits(said, pack)) or not describes_place(said, pack)
