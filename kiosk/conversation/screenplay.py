"""The way from welcome to done: what each step says first, what it offers, how it listens, where it leads."""

from __future__ import annotations

import re

from kiosk.conversation.effects import Line, Listening
from kiosk.conversation.session import Draft, Overlay, Session, Step
from kiosk.understanding.understood import Urgency

ASKS = 3  # a screen asks, asks again gently twice, then stops listening (ACCESS.md, listening)
CATEGORIES_A_PAGE = 6
PLACES_OFFERED = 3
SIZES = 4
RATES = (50, 70, 85, 100, 125, 160, 200)  # per cent, seven steps (VVSG 7.1-K)
VOLUMES_DB = (-12, -6, 0, 6)  # range >= 18 dB, steps <= 6 dB (EN 301 549 8.2.1)
EDITS = {
    "edit-text": Step.EDIT,
    "edit-category": Step.CATEGORIES,
    "edit-place": Step.PLACE,
    "edit-phone": Step.CONTACT,
}
ANYWHERE = ("help", "back", "repeat", "start-over", "comfort", "hide")


def lines(session: Session) -> tuple[Line, ...]:
    """What the kiosk says on entering the session's step (or the overlay that lies on it)."""
    if session.overlay is not Overlay.NONE:
        return _OVERLAY_LINES[session.overlay]
    match session.step:
        case Step.SPEAK:
            notice = () if session.notice_given else (Line("notice.kept"), Line("notice.sent"))
            return (*notice, Line("speak.question"), Line("speak.hint"))
        case Step.EMERGENCY:
            return (Line("emergency.title"), Line("emergency.body"), Line("emergency.stay"))
        case Step.CHECK | Step.READBACK:
            key = session.step.value
            if session.read_always:
                return (*readout(session), Line(f"{key}.question"))
            return (Line(f"{key}.question"), Line(f"{key}.offer"))
        case Step.ANSWER:
            return (Line("answer.title"), *answer_lines(session.draft), Line("answer.question"))
        case Step.NEIGHBOUR:
            return (Line("neighbour.told", str(session.draft.same_people)), Line("neighbour.question"))
        case Step.ANSWERED:
            return (Line("answered.title"), Line("answered.body"))
        case Step.CATEGORY:
            return (Line("category.question"), Line("category.hint"))
        case Step.PLACE:
            return (Line("place.question"), Line("place.hint"))
        case Step.CONTACT:
            return (Line("contact.question"), Line("contact.hint"))
        case Step.DONE:
            spaced = " ".join(session.number)
            return (Line("done.title"), Line("done.number", spaced, private=True), Line("done.hint"))
        case Step.WELCOME:
            return ()
        case step:
            return (Line(f"{step.value}.question"),)


_OVERLAY_LINES: dict[Overlay, tuple[Line, ...]] = {
    Overlay.COMFORT: (Line("comfort.title"), Line("comfort.body")),
    Overlay.HELP: (Line("help.title"), Line("help.body")),
    Overlay.START_OVER: (Line("start_over.question"), Line("start_over.body")),
    Overlay.STILL_THERE: (Line("still.question"), Line("still.body")),
    Overlay.HIDDEN: (Line("hidden.title"), Line("hidden.body")),
}


def answer_lines(draft: Draft) -> tuple[Line, ...]:
    """A published answer, sentence by sentence: nobody's own words, but not worth keeping on the disk."""
    sentences = re.findall(r"[^。！？.!?]+(?:[。！？.!?]+|$)\s*", draft.answer)
    return tuple(Line(text=s.strip(), private=True) for s in sentences if s.strip())


def readout(session: Session) -> tuple[Line, ...]:
    """The resident's own words, to be read aloud: at the check the text, at the read-back every row."""
    draft = session.draft
    if session.step is Step.CHECK:
        return (Line(text=draft.text, private=True),)
    rows = [Line("readback.what"), Line(text=draft.text, private=True)]
    if draft.category:
        rows += [Line("readback.which_kind"), Line(f"category:{draft.category}")]
    if draft.place:
        rows += [Line("readback.where"), Line(text=draft.place, private=True)]
    if draft.urgency is not Urgency.NORMAL:
        rows += [Line("readback.urgency"), Line(f"readback.{draft.urgency.value}")]
    if draft.phone:
        rows += [Line("readback.phone"), Line(text=" ".join(draft.phone), private=True)]
    return tuple(rows)


def page_of_categories(session: Session) -> tuple[str, ...]:
    """The category codes on the page that the list shows."""
    first = session.page * CATEGORIES_A_PAGE
    return session.categories[first : first + CATEGORIES_A_PAGE]


def choices(session: Session) -> tuple[str, ...]:
    """What ``choice-1`` … stand for: category codes, or names of places."""
    match session.step:
        case Step.CATEGORY:
            return tuple(c.code for c in session.draft.candidates[:3])
        case Step.CATEGORIES:
            return page_of_categories(session)
        case Step.PLACE:
            return session.places[:PLACES_OFFERED]
        case _:
            return ()


def offered(session: Session) -> tuple[str, ...]:
    """The codes of this screen's own acts, main act first. ``ANYWHERE`` comes on top."""
    if session.overlay is not Overlay.NONE:
        return _overlay_codes(session)
    numbered = tuple(f"choice-{n}" for n in range(1, len(choices(session)) + 1))
    match session.step:
        case Step.WELCOME:
            return tuple(f"language-{tag}" for tag in session.languages)
        case Step.SPEAK:
            return (*(("finish",) if session.listening else ("talk",)), "touch", "type")
        case Step.EMERGENCY:
            return ("call", "go-on")
        case Step.CHECK:
            return ("yes", "no", "again", "change", "read")
        case Step.EDIT:
            return ()
        case Step.CATEGORY:
            return (*numbered, "other")
        case Step.CATEGORIES:
            return (*numbered, "more") if len(session.categories) > CATEGORIES_A_PAGE else numbered
        case Step.PLACE:
            keep = ("yes",) if session.draft.place else ()
            return (*keep, *numbered, "skip", *(("finish",) if session.listening else ("talk",)), "type")
        case Step.CONTACT:
            digits = tuple(f"digit-{d}" for d in "1234567890")
            return ("done", "yes", "no", "skip", "erase", *digits)
        case Step.READBACK:
            return ("yes", "send", "no", "read", *EDITS, "edit-urgency")
        case Step.DONE | Step.ANSWERED:
            return ("leave", "more")
        case Step.ANSWER | Step.NEIGHBOUR:
            return ("yes", "no")
        case Step.SAVING:
            return ()


def can_hide(session: Session) -> bool:
    """Whether this screen shows what is the resident's, so that they may cover it."""
    return session.step not in (Step.WELCOME, Step.SAVING) and session.overlay is Overlay.NONE


def _overlay_codes(session: Session) -> tuple[str, ...]:
    match session.overlay:
        case Overlay.COMFORT:
            themes = ("theme-day", "theme-night", "theme-yellow", "theme-white")
            pace = ("slower", "normal", "faster", "softer", "louder", "quiet")
            sizes = tuple(f"size-{n}" for n in range(SIZES))
            return ("close", *sizes, *themes, *pace, *(f"language-{tag}" for tag in session.languages))
        case Overlay.HELP:
            return ("go-on",)
        case Overlay.START_OVER:
            return ("no", "yes")
        case Overlay.HIDDEN:
            return ("show",)
        case _:
            return ("yes",)


def listening(session: Session) -> Listening | None:
    """How this screen listens once the kiosk has spoken; None where it is touched only."""
    if session.overlay is Overlay.COMFORT:
        return None
    if session.overlay is not Overlay.NONE:
        return Listening.CHOICE
    match session.step:
        case Step.SPEAK | Step.PLACE:
            return Listening.FREE
        case Step.CONTACT:
            return Listening.DIGITS
        case Step.WELCOME | Step.EDIT | Step.SAVING:
            return None
        case _:
            return Listening.CHOICE


def next_step(draft: Draft) -> Step:
    """The next question whose answer is not known yet: what was heard is not asked again."""
    if draft.answer and not draft.answer_given:
        return Step.ANSWER
    if not draft.category:
        return Step.CATEGORY if draft.candidates else Step.CATEGORIES
    if not draft.place and not draft.place_asked:
        return Step.PLACE
    if draft.same and not draft.same_asked:
        return Step.NEIGHBOUR
    if not draft.phone and not draft.contact_asked:
        return Step.CONTACT
    return Step.READBACK
