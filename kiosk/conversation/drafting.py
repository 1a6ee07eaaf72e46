"""The draft after the resident's own words, and what of it they have corrected."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.events import Heard
from kiosk.conversation.session import Correction, Draft, Session, Word
from kiosk.understanding.readings import MOST


def drafted(session: Session, event: Heard) -> Draft:
    """The draft with these words; what the resident set by hand before stays."""
    before, request = session.draft, event.request
    chosen = {c.field for c in before.corrections}
    spoken = event.by == "voice"
    # What stood there before stays within reach: a mend that went wrong costs one "no".
    earlier = (before.text,) if before.text not in ("", request.text) else ()
    others = [text for text in event.others if text not in (request.text, before.text)]
    return replace(
        before,
        recognized=event.recognized if spoken or not before.recognized else before.recognized,
        text=request.text,
        words=event.words or (Word(request.text),),
        others=(*others[: MOST - len(earlier)], *earlier),
        engine=event.engine if spoken or not before.engine else before.engine,
        category=before.category if "category" in chosen else request.category,
        candidates=request.candidates,
        urgency=before.urgency if "urgency" in chosen else request.urgency,
        reasons=request.reasons,
        kind=request.kind,
        place=before.place if "place" in chosen or not request.place else request.place,
        when=request.when or before.when,
        phone=before.phone if "phone" in chosen or not request.phone else request.phone,
        answer=event.answer,
        answer_source=event.answer_source,
        corrections=corrected(before, "text", before.text, request.text, event.by),
    )


def corrected(draft: Draft, field: str, before: str, after: str, by: str) -> tuple[Correction, ...]:
    """The corrections with this change, if it is one; the first words are no correction."""
    if before == after or (field == "text" and not before):
        return draft.corrections
    return (*draft.corrections, Correction(field, before, after, by))
