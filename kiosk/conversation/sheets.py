"""Each step as a View: its question, what lies on its sheet, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kiosk.conversation import screenplay
from kiosk.conversation.marks import shown_words
from kiosk.conversation.session import Ears, Session, Step, Word
from kiosk.conversation.view import Act, Lamp, LampState, Note, Row, View
from kiosk.conversation.wording import category_name, join, prompt
from kiosk.packs import Pack
from kiosk.understanding import phone
from kiosk.understanding.understood import Urgency

Say = Callable[..., str]


@dataclass(frozen=True)
class Station:
    """What a screen shows of the station: the packs of its languages."""

    packs: dict[str, Pack] = field(default_factory=dict)


def _welcome(base: View, session: Session, station: Station, say: Say) -> View:
    packs = [station.packs[tag] for tag in session.languages]
    can_hear = session.ears in (Ears.READY, Ears.MOMENT) and not session.screen_reader
    hears = session.listen_at_rest and can_hear  # not only once they are open: nothing jumps under a finger
    acts = tuple(
        Act(
            f"language-{pack.tag}",
            prompt(pack, "welcome.start"),
            prompt(pack, "welcome.hello_hint" if hears else "welcome.start_hint"),
            icon="microphone",
            main=n == 0,
            language=pack.tag,
        )
        for n, pack in enumerate(packs)
    )
    how_to = Act("how-to", say("how_to.label"), icon="question")
    titles = tuple(prompt(pack, "welcome.title") for pack in packs[:2])
    return replace(
        base,
        question=titles,
        headings=len(titles),
        hint=join((say("welcome.body"), say("welcome.body_2")), session.language),
        acts=(*acts, how_to),
        notes=(_notice(session, say), *((Note("ear", say("welcome.at_rest")),) if hears else ())),
        lamp=replace(base.lamp, word="", hint="") if session.speaking else Lamp(LampState.IDLE, ""),
    )


def _list(words: Sequence[str], session: Session) -> str:
    """Words in a row, with the comma of the language."""
    return ("、" if session.language.startswith("zh") else ", ").join(words)


def _notice(session: Session, say: Say) -> Note:
    return Note("shield-check", join((say("notice.kept"), say("notice.sent")), session.language))


def _speak(base: View, session: Session, station: Station, say: Say) -> View:
    acts = []
    if session.listening:
        acts.append(Act("finish", say("speak.finish"), icon="check-circle", main=True))
    elif session.ears is Ears.READY:
        acts.append(Act("talk", say("speak.talk"), icon="microphone", main=True))
    deaf = session.ears not in (Ears.READY, Ears.MOMENT)
    acts.append(Act("touch", say("speak.touch"), icon="hand-pointing", main=deaf))
    acts.append(Act("type", say("speak.type"), icon="keyboard"))
    return replace(
        base,
        question=(say("speak.question"),),
        hint=say("speak.deaf" if deaf else "speak.hint"),
        label=say("speak.label"),
        words=session.caption,
        notes=() if session.caption else (_notice(session, say),),
        acts=tuple(acts),
    )


def _emergency(base: View, session: Session, station: Station, say: Say) -> View:
    because = say("emergency.because", _list(session.draft.reasons, session) or session.draft.text)
    numbers = session.emergency
    return replace(
        base,
        question=(say("emergency.title"), say("emergency.body"), say("emergency.stay")),
        label=because,
        number=" · ".join(dict.fromkeys(numbers)),
        notes=tuple(Note("phone-call", say(line.key, line.text)) for line in screenplay.calls(numbers)),
        acts=(
            Act("call", say("emergency.call"), icon="phone-call", main=True, warn=True),
            Act("go-on", say("emergency.go_on"), icon="arrow-right"),
        ),
    )


def _check(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("check.question"),),
        hint=say("check.offer"),
        label=say("check.label"),
        words=shown_words(session.draft),
        acts=(
            Act("yes", say("check.yes"), say("check.yes_hint"), icon="check-circle", main=True),
            Act("no", say("check.no"), say("check.no_hint"), icon="pencil-simple"),
            Act("read", say("check.read"), icon="speaker-high"),
        ),
    )


def _edit(base: View, session: Session, station: Station, say: Say) -> View:
    place = session.trail[-1:] == (Step.PLACE,)
    read = (Act("read", say("check.read"), icon="speaker-high"),)
    return replace(
        base,
        question=(say("place.question" if place else "edit.question"),),
        label=say("place.label" if place else "edit.label"),
        typed=session.draft.place if place else session.draft.text,
        acts=(
            Act("typed", say("edit.done"), icon="check-circle", main=True),
            *(read if "read" in screenplay.offered(session) else ()),
        ),
    )


def _answer(base: View, session: Session, station: Station, say: Say) -> View:
    space = join(("", ""), session.language)
    return replace(
        base,
        question=(say("answer.title"), say("answer.question")),
        label=say("answer.source", session.draft.answer_source),
        words=tuple(Word(line.text + space) for line in screenplay.answer_lines(session.draft)),
        acts=(
            Act("yes", say("answer.yes"), icon="check-circle", main=True),
            Act("no", say("answer.no"), icon="arrow-right"),
        ),
    )


def _neighbour(base: View, session: Session, station: Station, say: Say) -> View:
    draft = session.draft
    where = f" · {draft.place}" if draft.place else ""
    return replace(
        base,
        question=(say("neighbour.told", str(draft.same_people)), say("neighbour.question")),
        words=(Word(category_name(station.packs[session.language], draft.category) + where),),
        acts=(
            Act("yes", say("neighbour.yes"), icon="check-circle", main=True),
            Act("no", say("neighbour.no"), icon="arrow-right"),
        ),
    )


def _answered(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(
        base,
        question=(say("answered.title"), say("answered.body")),
        acts=(
            Act("leave", say("done.leave"), icon="check-circle", main=True),
            Act("more", say("done.more"), icon="plus-circle"),
        ),
    )


def _category(base: View, session: Session, station: Station, say: Say) -> View:
    choices = _choice_acts(session, station.packs[session.language])
    other = Act("other", say("category.other"), say("category.other_hint"), icon="list-bullets")
    return replace(
        base,
        question=(say("category.question"),),
        hint=say("category.hint"),
        acts=(*choices, other),
    )


def _categories(base: View, session: Session, station: Station, say: Say) -> View:
    acts = list(_choice_acts(session, station.packs[session.language]))
    if "more" in screenplay.offered(session):
        acts.append(Act("more", say("categories.more"), icon="arrow-right"))
    return replace(base, question=(say("categories.question"),), hint=say("category.hint"), acts=tuple(acts))


def _choice_acts(session: Session, pack: Pack) -> list[Act]:
    acts = []
    for n, code in enumerate(screenplay.choices(session), 1):
        category = pack.category(code)
        hint = category.department if category else ""
        acts.append(Act(f"choice-{n}", category_name(pack, code), hint, icon=f"number-circle-{NUMBERS[n]}"))
    return acts


NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _place(base: View, session: Session, station: Station, say: Say) -> View:
    acts = []
    if session.draft.place:
        acts.append(Act("yes", session.draft.place, icon="check-circle", main=True))
    if session.listening:
        acts.append(Act("finish", say("speak.finish"), icon="check-circle", main=not acts))
    elif session.ears is Ears.READY:
        acts.append(Act("talk", say("speak.talk"), icon="microphone", main=not acts))
    for n, name in enumerate(screenplay.choices(session), 1):
        acts.append(Act(f"choice-{n}", name, icon="map-pin"))
    acts.append(Act("type", say("speak.type"), icon="keyboard"))
    acts.append(Act("skip", say("place.skip"), say("place.skip_hint"), icon="skip-forward"))
    return replace(
        base,
        question=(say("place.question"),),
        hint=say("place.hint"),
        label=say("place.label"),
        words=session.caption,
        acts=tuple(acts),
    )


def _contact(base: View, session: Session, station: Station, say: Say) -> View:
    digits = tuple(Act(f"digit-{d}", d) for d in "123456789")
    erase = Act("erase", say("contact.erase"), icon="backspace", enabled=bool(session.dialled))
    enough = phone.valid(session.dialled, session.language)
    question = say("contact.question")
    if session.dialled and not session.error:
        many = str(len(session.dialled))
        question = say("say.contact_heard", many) if session.spoken else say("contact.is_it_right")
    read = (Act("read", say("check.read"), icon="speaker-high"),)
    return replace(
        base,
        question=(question,),
        hint=say("contact.hint"),
        label=say("contact.label"),
        typed=phone.group(session.dialled, session.language),
        keypad=(*digits, erase, Act("digit-0", "0")),
        acts=(
            Act("done", say("contact.done"), icon="check-circle", main=True, enabled=enough),
            *(read if "read" in screenplay.offered(session) else ()),
            Act("skip", say("contact.skip"), say("contact.skip_hint"), icon="skip-forward"),
        ),
    )


def _readback(base: View, session: Session, station: Station, say: Say) -> View:
    draft = session.draft
    pack = station.packs[session.language]
    category = pack.category(draft.category)
    handled = category_name(pack, draft.category)
    if category and category.department:
        handled = (
            pack.prompts["readback.handled_by"]
            .replace("{category}", category.name)
            .replace("{department}", category.department)
        )
    values = {
        "text": ("what", draft.text),
        "category": ("which_kind", handled),
        "place": ("where", draft.place),
        "urgency": ("urgency", urgency_words(session, say)),
        "phone": ("phone", phone.group(draft.phone, session.language)),
    }
    rows = tuple(
        Row(
            say(f"readback.{label}"),
            value or say("readback.none"),
            (Act(f"edit-{field_name}", say("readback.edit"), icon="pencil-simple"),),
        )
        for field_name, (label, value) in values.items()
    )
    send = "save.retry" if session.error else "readback.send"
    return replace(
        base,
        question=(say("readback.question"),),
        hint=say("readback.offer"),
        rows=rows,
        acts=(
            Act("yes", say(send), say("readback.send_hint"), icon="paper-plane-tilt", main=True),
            Act("read", say("check.read"), icon="speaker-high"),
        ),
    )


def urgency_words(session: Session, say: Say) -> str:
    """How urgent, and which words led to it."""
    draft = session.draft
    if draft.urgency is Urgency.URGENT and draft.reasons:
        return say("readback.urgent_because", _list(draft.reasons, session))
    return say(f"readback.{draft.urgency.value}")


def _saving(base: View, session: Session, station: Station, say: Say) -> View:
    return replace(base, question=(say("saving.question"),), lamp=Lamp(LampState.MOMENT, say("lamp.moment")))


def _done(base: View, session: Session, station: Station, say: Say) -> View:
    read = (Act("read", say("done.read"), icon="speaker-high"),)
    return replace(
        base,
        question=(say("done.title"),),
        hint=say("done.hint"),
        label=say("done.label"),
        number=session.number,
        notes=(Note("calendar-check", say("done.kept")),),
        acts=(
            Act("leave", say("done.leave"), icon="check-circle", main=True),
            *(read if "read" in screenplay.offered(session) else ()),
            Act("more", say("done.more"), icon="plus-circle"),
        ),
    )


STEPS: dict[Step, Callable[[View, Session, Station, Say], View]] = {
    Step.WELCOME: _welcome,
    Step.SPEAK: _speak,
    Step.EMERGENCY: _emergency,
    Step.CHECK: _check,
    Step.EDIT: _edit,
    Step.ANSWER: _answer,
    Step.ANSWERED: _answered,
    Step.NEIGHBOUR: _neighbour,
    Step.CATEGORY: _category,
    Step.CATEGORIES: _categories,
    Step.PLACE: _place,
    Step.CONTACT: _contact,
    Step.READBACK: _readback,
    Step.SAVING: _saving,
    Step.DONE: _done,
}
