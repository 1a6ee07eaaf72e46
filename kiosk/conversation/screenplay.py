"""The way from welcome to done: what each step says first, what it offers, how it listens, where it leads."""

from __future__ import annotations

import re

from kiosk.conversation import spoken
from kiosk.conversation.effects import Line, Listening
from kiosk.conversation.session import Draft, Ears, Overlay, Session, Side, Step
from kiosk.understanding.understood import Urgency

ASKS = 3  # a screen asks, asks again gently twice, then stops listening (ACCESS.md, listening)
OVER = (Step.DONE, Step.ANSWERED)  # the matter is settled; nothing is lost by leaving
CATEGORIES_A_PAGE = 6
PLACES_OFFERED = 3
SIZES = 4
RATES = (50, 70, 85, 100, 125, 160, 200)  # per cent, seven steps (VVSG 7.1-K)
VOLUMES_DB = (-12, -6, 0, 6, 12)  # range >= 18 dB, steps <= 6 dB (EN 301 549 8.2.1)
EDITS = {
    "edit-text": Step.EDIT,
    "edit-category": Step.CATEGORIES,
    "edit-place": Step.PLACE,
    "edit-phone": Step.CONTACT,
}
HOW_TO = ("skip", "tell", "agree", "keys", "anytime")
RELAY_REPLIES = ("yes", "no", "thanks", "unclear", "larger", "moment")
PHONE_DIGITS = range(5, 16)  # short service numbers to E.164's fifteen
ANYWHERE = ("help", "back", "repeat", "start-over", "comfort", "hide")


def lines(session: Session) -> tuple[Line, ...]:
    """What the kiosk says on entering the session's step (or the overlay that lies on it)."""
    return spoken.with_hint(session, _lines(session), choices(session))


def calls(numbers: tuple[str, str, str]) -> tuple[Line, ...]:
    """Whom to ring for fire, an ambulance, the police; one line where one number is for all."""
    fire, ambulance, police = numbers
    if fire == ambulance == police:
        return (Line("emergency.ring", fire),)
    return (
        Line("emergency.fire", fire),
        Line("emergency.ambulance", ambulance),
        Line("emergency.police", police),
    )


def filled(emergency: tuple[str, str, str]) -> tuple[Line, ...]:
    """The lines with a placeholder that can be rendered once: where there is danger nobody waits for them."""
    counts = (Line("say.contact_heard", str(n)) for n in range(1, PHONE_DIGITS[-1] + 1))
    return (*calls(emergency), *counts)


def _lines(session: Session) -> tuple[Line, ...]:
    if session.overlay is Overlay.RELAY and session.relay.writer:
        return (Line(f"relay.{session.relay.writer.value}_writes"),)
    if session.overlay is not Overlay.NONE:
        return _OVERLAY_LINES[session.overlay]
    match session.step:
        case Step.SPEAK:
            notice = () if session.notice_given else (Line("notice.kept"), Line("notice.sent"))
            deaf = session.ears not in (Ears.READY, Ears.MOMENT)
            return (*notice, Line("speak.question"), Line("speak.deaf" if deaf else "speak.hint"))
        case Step.EMERGENCY:
            return (
                Line("emergency.title"),
                *calls(session.emergency),
                Line("emergency.body"),
                Line("emergency.stay"),
            )
        case Step.CHECK | Step.READBACK:
            key = session.step.value
            if may_read(session):
                return (*readout(session), Line(f"{key}.question"))
            return (Line(f"{key}.question"), Line(f"{key}.offer"))
        case Step.ANSWER:
            return (Line("answer.title"), *answer_lines(session.draft), Line("answer.question"))
        case Step.NEIGHBOUR:
            return (Line("neighbour.told", str(session.draft.same_people)), Line("neighbour.question"))
        case Step.ANSWERED:
            return (Line("answered.title"), Line("answered.body"))
        case Step.MEND:
            return _mend_lines(session)
        case Step.CATEGORY:
            return (Line("category.question"), Line("category.hint"))
        case Step.PLACE:
            return (Line("place.question"), Line("place.hint"))
        case Step.CONTACT if session.dialled and not session.error:
            if session.spoken:
                return (Line("say.contact_heard", str(len(session.dialled))),)
            return (Line("contact.is_it_right"), Line("contact.hint"))
        case Step.CONTACT:
            return (Line("contact.question"), Line("contact.hint"))
        case Step.DONE:
            return (Line("done.title"), _number(session.number), Line("done.hint"))
        case Step.EDIT if session.trail[-1:] == (Step.PLACE,):
            return (Line("place.question"),)
        case Step.WELCOME:
            return (Line("welcome.title"),) if session.spoken else ()
        case step:
            return (Line(f"{step.value}.question"),)


def _mend_lines(session: Session) -> tuple[Line, ...]:
    deaf = session.ears not in (Ears.READY, Ears.MOMENT)
    hint = Line("speak.deaf" if deaf else "mend.hint")
    if not choices(session):
        return (Line("mend.question"), hint)
    if may_read(session):
        return (Line("mend.question"), *_numbered(session), hint, Line("mend.offer"))
    return (Line("mend.question"), hint, Line("mend.offer"))


def may_read(session: Session) -> bool:
    """Whether the resident's own words may be said without being asked for."""
    return session.read_always or session.comfort.headphones


def _numbered(session: Session) -> tuple[Line, ...]:
    """The choices, each after its number."""
    return tuple(
        line
        for n, text in enumerate(choices(session), 1)
        for line in (Line(f"mend.choice_{n}"), Line(text=text, private=True))
    )


_OVERLAY_LINES: dict[Overlay, tuple[Line, ...]] = {
    Overlay.COMFORT: (Line("comfort.title"), Line("comfort.body")),
    Overlay.HELP: (Line("help.title"), Line("help.body")),
    Overlay.HOW_TO: tuple(Line(f"how_to.{part}") for part in HOW_TO),
    Overlay.START_OVER: (Line("start_over.question"), Line("start_over.body")),
    Overlay.STILL_THERE: (Line("still.question"), Line("still.body")),
    Overlay.HIDDEN: (Line("hidden.title"), Line("hidden.body")),
    Overlay.RELAY: (Line("relay.title"), Line("relay.body"), Line("notice.kept")),
}


def answer_lines(draft: Draft) -> tuple[Line, ...]:
    """A published answer, sentence by sentence: nobody's own words, but not worth keeping on the disk."""
    sentences = re.findall(r"[^。！？.!?]+(?:[。！？.!?]+|$)\s*", draft.answer)
    return tuple(Line(text=s.strip(), private=True) for s in sentences if s.strip())


def _number(number: str) -> Line:
    return Line("done.number", " ".join(number), private=True)


def likely_next(session: Session) -> tuple[Line, ...]:
    """What may be asked for on this screen and is in nobody's cache: a voice begins on it meanwhile."""
    match session.step:
        case Step.CHECK:
            return (*readout(session), *answer_lines(session.draft))
        case Step.READBACK if session.likely:
            return (_number(session.likely), *readout(session))
        case Step.MEND | Step.READBACK | Step.DONE:
            return readout(session)
        case Step.CONTACT if session.dialled:
            return readout(session)
    return ()


def readout(session: Session) -> tuple[Line, ...]:
    """The resident's own words, to be read aloud: at the check the text, at the read-back every row."""
    draft = session.draft
    match session.step:
        case Step.CHECK:
            return (Line(text=draft.text, private=True),)
        case Step.MEND:
            return (Line(text=draft.text, private=True), *_numbered(session))
        case Step.EDIT:
            return (Line(text=session.typed, private=True) if session.typed else Line("say.nothing_typed"),)
        case Step.CONTACT:
            return (Line(text=", ".join(session.dialled), private=True),)
        case Step.DONE:
            return (Line(text=", ".join(session.number), private=True),)
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
    """What ``choice-1`` … stand for: category codes, names of places, or whole texts."""
    match session.step:
        case Step.CATEGORY:
            return tuple(c.code for c in session.draft.candidates[:3])
        case Step.CATEGORIES:
            return page_of_categories(session)
        case Step.PLACE:
            return session.places[:PLACES_OFFERED]
        case Step.MEND:
            return session.draft.others
        case _:
            return ()


def offered(session: Session) -> tuple[str, ...]:
    """The codes of this screen's own acts, main act first. ``ANYWHERE`` comes on top."""
    if session.overlay is not Overlay.NONE:
        return _overlay_codes(session)
    numbered = tuple(f"choice-{n}" for n in range(1, len(choices(session)) + 1))
    match session.step:
        case Step.WELCOME:
            return (*(f"language-{tag}" for tag in session.languages), "how-to")
        case Step.SPEAK:
            return (*(("finish",) if session.listening else ("talk",)), "touch", "type")
        case Step.EMERGENCY:
            return ("call", "go-on")
        case Step.CHECK:
            return ("yes", "no", "again", "change", "read")
        case Step.MEND:
            speak = "finish" if session.listening else "talk"
            read = ("read",) if session.spoken or numbered else ()
            return (speak, *numbered, "again", "type", *read, "yes", "no")
        case Step.EDIT:
            return ("read",) if session.spoken else ()
        case Step.CATEGORY:
            return (*numbered, "other")
        case Step.CATEGORIES:
            return (*numbered, "more") if len(session.categories) > CATEGORIES_A_PAGE else numbered
        case Step.PLACE:
            keep = ("yes",) if session.draft.place else ()
            return (*keep, *numbered, "skip", *(("finish",) if session.listening else ("talk",)), "type")
        case Step.CONTACT:
            digits = tuple(f"digit-{d}" for d in "1234567890")
            read = ("read",) if session.spoken and session.dialled else ()
            return ("done", "yes", "no", *read, "skip", "erase", *digits)
        case Step.READBACK:
            return ("yes", "send", "no", "read", *EDITS, "edit-urgency")
        case Step.DONE:
            return ("leave", "done", "more", *(("read",) if session.spoken else ()))
        case Step.ANSWERED:
            return ("leave", "done", "more")
        case Step.ANSWER | Step.NEIGHBOUR:
            return ("yes", "no")
        case Step.SAVING:
            return ()


def awaited(session: Session) -> tuple[str, ...]:
    """The codes of all that can be said to the screen, the likeliest last and the main act at the very end:
    see ``listening_phrases``."""
    return tuple(dict.fromkeys((*spoken.anywhere(session), *ANYWHERE, *reversed(offered(session)))))


def can_hide(session: Session) -> bool:
    """Whether this screen shows what is the resident's, so that they may cover it."""
    if session.overlay is Overlay.RELAY:
        return bool(session.relay.lines or session.relay.writer)
    return session.step not in (Step.WELCOME, Step.SAVING) and session.overlay is Overlay.NONE


def _relay_codes(session: Session) -> tuple[str, ...]:
    if session.relay.dictating:
        return ("finish", "close")
    dictate = ("dictate",) if session.ears is Ears.READY else ()
    asks = session.step not in (Step.SAVING, Step.DONE, Step.ANSWERED)
    wrote = any(line.text for line in session.relay.lines if line.by is Side.RESIDENT)
    use = ("use-words",) if asks and wrote else ()
    replies = tuple(f"reply-{reply}" for reply in RELAY_REPLIES)
    return ("write-resident", "write-volunteer", *dictate, *use, "close", *replies)


def _overlay_codes(session: Session) -> tuple[str, ...]:
    match session.overlay:
        case Overlay.COMFORT:
            themes = ("theme-day", "theme-night", "theme-yellow", "theme-white")
            through = ("through-speaker", "through-headphones") if session.headphones else ()
            motion = ("motion-on", "motion-off")
            pace = ("slower", "normal", "faster", "softer", "louder", "quiet")
            sizes = tuple(f"size-{n}" for n in range(SIZES))
            scans = ("scan-off", "scan-slow", "scan-normal", "scan-fast")
            languages = tuple(f"language-{tag}" for tag in session.languages)
            return ("close", *sizes, *themes, *motion, *through, *pace, *languages, *scans)
        case Overlay.HELP:
            return ("go-on", "how-to", "relay")
        case Overlay.HOW_TO:
            return ("go-on", "skip")
        case Overlay.RELAY if session.relay.writer:
            return ()
        case Overlay.RELAY:
            return _relay_codes(session)
        case Overlay.START_OVER:
            return ("no", "yes")
        case Overlay.HIDDEN:
            return ("show",)
        case _:
            return ("yes",)


def may_speak_over(session: Session) -> bool:
    """Whether an answer may come before the voice has ended: not before it was told what is kept."""
    told = not any(line.key.startswith("notice.") for line in session.speech.lines)
    return told and listening(session) not in (None, Listening.AT_REST) and not session.screen_reader


def listening(session: Session) -> Listening | None:
    """How this screen listens once the kiosk has spoken; None where it is touched only."""
    if session.overlay is Overlay.RELAY and session.relay.dictating:
        return Listening.FREE
    if session.overlay is Overlay.RELAY:
        return None
    if session.overlay is not Overlay.NONE:
        return Listening.CHOICE
    match session.step:
        case Step.SPEAK | Step.PLACE | Step.MEND:
            return Listening.FREE
        case Step.CONTACT:
            return Listening.DIGITS
        case Step.WELCOME:
            return Listening.AT_REST if session.listen_at_rest else None
        case Step.EDIT | Step.SAVING:
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
