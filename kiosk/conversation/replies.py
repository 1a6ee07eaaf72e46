"""What each answer of the resident does: pressed, said, typed, dialled, or not given."""

from __future__ import annotations

from kiosk.conversation import comfort, mending, relay, screenplay, silence, voicing
from kiosk.conversation.drafting import corrected, drafted
from kiosk.conversation.effects import Compare, Listening
from kiosk.conversation.events import Heard, Pressed
from kiosk.conversation.line import Line
from kiosk.conversation.move import Move, fresh
from kiosk.conversation.screenplay import PHONE_DIGITS
from kiosk.conversation.session import Draft, Overlay, Step
from kiosk.understanding.understood import Urgency


def pressed(move: Move, event: Pressed) -> None:
    """Act on a button, or on its spoken word."""
    session = move.session
    code = event.code
    if session.step is Step.SAVING:
        return
    if code == "touched":
        voicing.touched(move, event.by)
        return
    if code in ("lamp", "pause"):
        if voicing.pause(move) or code == "pause":
            return
        code = "talk"
    if code == "hush":
        if session.speaking:
            move.hush()
            move.listen()
        return
    if code == "talk":
        _talk(move)
        return
    if voicing.said_anywhere(move, event):
        return
    if code in screenplay.ANYWHERE:
        _anywhere(move, code)
    elif code not in screenplay.offered(session):
        if event.by == "voice":  # the turn is over: whoever said what is not offered here is asked again
            silence.heard_nothing(move)
    elif session.overlay is not Overlay.NONE:
        _on_overlay(move, code)
    else:
        _on_step(move, code, event.by)


def _talk(move: Move) -> None:
    """The resident wants to speak (again): ask from the beginning, patiently."""
    move.set(misses=0)
    move.hush()
    if not move.session.notice_given and screenplay.listening(move.session) not in (None, Listening.AT_REST):
        move.set(notice_given=True)
        move.say("notice.kept", "notice.sent")
    if not move.session.speaking:
        move.listen(asked=True)


def _anywhere(move: Move, code: str) -> None:
    session = move.session
    match code:
        case "help":
            move.call("asked")
            move.cover(Overlay.HELP)
        case "repeat":
            move.set(misses=0)
            move.enter()
        case "comfort" if session.overlay is Overlay.COMFORT:
            move.uncover()
        case "comfort":
            move.cover(Overlay.COMFORT)
        case "hide":
            if screenplay.can_hide(session):
                move.cover(Overlay.HIDDEN)
        case "start-over" if session.step in (Step.WELCOME, *screenplay.OVER):
            move.end(fresh(session))
        case "start-over":
            move.cover(Overlay.START_OVER)
        case _:
            _back(move)


def _back(move: Move) -> None:
    session = move.session
    if session.overlay is Overlay.RELAY and relay.stop_writing(move):
        return
    if session.overlay is not Overlay.NONE:
        move.uncover()
    elif session.step in (Step.WELCOME, *screenplay.OVER):
        return
    elif session.trail and session.trail[-1] is not Step.WELCOME:
        move.set(trail=session.trail[:-1], editing=False, confirmed=False)
        move.go(session.trail[-1], remember=False)
    elif session.draft == Draft():
        move.end(fresh(session))
    else:
        move.cover(Overlay.START_OVER)


def _on_overlay(move: Move, code: str) -> None:
    match move.session.overlay, code:
        case Overlay.COMFORT, "close":
            move.uncover()
        case Overlay.COMFORT, _:
            comfort.change(move, code)
        case Overlay.HELP, "how-to":
            move.cover(Overlay.HOW_TO)
        case Overlay.HELP, "relay":
            move.cover(Overlay.RELAY)
        case Overlay.RELAY, _:
            relay.pressed(move, code)
        case Overlay.START_OVER, "yes":
            move.end(fresh(move.session))
        case _:
            move.uncover()


def _on_step(move: Move, code: str, by: str) -> None:
    session = move.session
    if code == "finish":
        move.hush()
        move.finish_listening()
        return
    if session.step is Step.MEND:
        mending.pressed(move, code, by)
        return
    if code.startswith("choice-"):
        _choose(move, screenplay.choices(session)[int(code.removeprefix("choice-")) - 1], by)
        return
    match session.step, code:
        case Step.WELCOME, "how-to":
            move.cover(Overlay.HOW_TO)
        case Step.WELCOME, _:
            move.set(language=code.removeprefix("language-"), spoken=session.spoken or by == "voice")
            move.go(Step.SPEAK)
        case Step.SPEAK, "touch":
            move.go(Step.CATEGORIES)
        case Step.SPEAK | Step.PLACE, "type":
            move.go(Step.EDIT)
        case Step.EMERGENCY, "call":
            move.call("emergency")
            move.cover(Overlay.HELP)
        case Step.EMERGENCY, _:
            move.go(Step.CHECK)
        case Step.CHECK | Step.EDIT | Step.CONTACT | Step.READBACK | Step.DONE, "read":
            move.read()
        case Step.CHECK, "yes":
            _onward(move)
        case Step.ANSWER, "yes":
            move.go(Step.ANSWERED)
        case Step.ANSWER, _:
            move.draft(answer_given=True)
            _onward(move)
        case Step.NEIGHBOUR, _:
            move.draft(same_asked=True, joins=session.draft.same if code == "yes" else "")
            _onward(move)
        case Step.CHECK, "change" if by != "voice":
            move.go(Step.EDIT)
        case Step.CHECK, "again":
            move.go(Step.SPEAK)
        case Step.CHECK, _:
            mending.amiss(move)
        case Step.CATEGORY, _:
            move.go(Step.CATEGORIES)
        case Step.CATEGORIES, _:
            _turn_the_page(move)
        case Step.PLACE, _:
            move.draft(place_asked=True)
            _onward(move)
        case Step.CONTACT, _:
            _keypad(move, code)
        case Step.READBACK, _:
            _readback(move, code, by)
        case Step.DONE | Step.ANSWERED, "more":
            move.another_matter()
        case Step.DONE | Step.ANSWERED, _:
            move.end(fresh(session))


def _turn_the_page(move: Move) -> None:
    pages = -(-len(move.session.categories) // screenplay.CATEGORIES_A_PAGE)
    move.stop_listening()
    move.set(page=(move.session.page + 1) % max(pages, 1), misses=0)
    move.say("categories.question")


def _choose(move: Move, choice: str, by: str) -> None:
    draft = move.session.draft
    if move.session.step is Step.PLACE:
        move.draft(
            place=choice, place_asked=True, corrections=corrected(draft, "place", draft.place, choice, by)
        )
    else:
        fixed = corrected(draft, "category", draft.category, choice, by)
        move.draft(category=choice, corrections=fixed)
    _onward(move)


def _onward(move: Move) -> None:
    """Go to what is not known yet, or back to the read-back that this step was entered from."""
    draft = move.session.draft
    step = Step.READBACK if move.session.editing else screenplay.next_step(draft)
    # Without words of their own there is nothing to compare but the category, which says too little.
    if step in (Step.CONTACT, Step.READBACK) and draft.text and not draft.compared:
        move.draft(compared=True)
        move.effects.append(Compare(draft, move.session.language))
    move.set(editing=False)
    move.go(step)


def same_found(move: Move, number: str, people: int) -> None:
    """Neighbours have told of the same: that is asked about before the read-back."""
    session = move.session
    if session.step not in (Step.CONTACT, Step.READBACK) or session.draft.same_asked or session.confirmed:
        return
    move.draft(same=number, same_people=people)
    if session.step is Step.READBACK and session.overlay is Overlay.NONE:
        move.go(Step.NEIGHBOUR)


def _keypad(move: Move, code: str) -> None:
    session = move.session
    if code == "skip":
        move.draft(phone="", contact_asked=True)
        _onward(move)
    elif code in ("done", "yes") and len(session.dialled) in PHONE_DIGITS:
        fixed = corrected(session.draft, "phone", session.draft.phone, session.dialled, "touch")
        move.draft(phone=session.dialled, contact_asked=True, corrections=fixed)
        _onward(move)
    elif code == "done" or (code == "yes" and session.dialled):
        move.set(error="contact.invalid")
        move.say("contact.invalid")
    elif code == "yes":
        move.say("say.contact")
    elif code == "no":
        # "Would you like to leave a number?" "No." ends it; after digits, "no" wipes them to start again.
        if not session.dialled:
            _keypad(move, "skip")
        else:
            move.set(dialled="")
            move.say("contact.question")
    else:
        move.hush()
        dialled = session.dialled[:-1] if code == "erase" else session.dialled + code.removeprefix("digit-")
        move.set(dialled=dialled[: PHONE_DIGITS[-1]], error="")
        if session.spoken:  # how many there are, not which: a digit typed is nobody else's to hear
            move.stop_listening()
            move.say_lines((Line("say.contact_heard", str(len(move.session.dialled))),))
        else:
            move.listen()


def _readback(move: Move, code: str, by: str) -> None:
    draft = move.session.draft
    if code in ("yes", "send"):
        move.save()
    elif code == "no":
        move.set(confirmed=False)
        move.say("say.which" if move.session.spoken else "readback.which")
    elif code == "edit-urgency":
        urgent = Urgency.NORMAL if draft.urgency is Urgency.URGENT else Urgency.URGENT
        fixed = corrected(draft, "urgency", draft.urgency.value, urgent.value, by)
        move.draft(urgency=urgent, corrections=fixed)
        move.set(confirmed=False)
        move.hush()
        move.listen()
    else:
        move.set(editing=True, confirmed=False)
        step = screenplay.EDITS[code]
        if by != "voice" or step is not Step.EDIT:
            move.go(step)
        elif draft.text:
            mending.amiss(move)
        else:
            move.go(Step.SPEAK)


def dialled(move: Move, digits: str) -> None:
    """Digits said in one breath fill the keypad; the screen shows them and the resident confirms."""
    if move.session.step is not Step.CONTACT or move.session.overlay is not Overlay.NONE:
        return
    kept = "".join(d for d in digits if d in "0123456789")
    move.set(dialled=(move.session.dialled + kept)[: PHONE_DIGITS[-1]], misses=0, error="", listening=False)
    if move.session.spoken:
        move.enter()
    else:
        move.say("contact.is_it_right")


def heard(move: Move, event: Heard) -> None:
    """Take the resident's own words, spoken or typed."""
    session = move.session
    if session.overlay is not Overlay.NONE or not event.request.text.strip():
        return
    if event.by == "voice" and not session.listening:
        return
    match session.step:
        case Step.SPEAK:
            move.set(draft=drafted(session, event), listening=False)
        case Step.EDIT if session.trail[-1:] == (Step.PLACE,):
            _place_heard(move, event)
            return
        case Step.MEND:
            move.set(draft=drafted(session, event), listening=False)
        case Step.EDIT:
            move.set(draft=drafted(session, event))
        case Step.PLACE:
            _place_heard(move, event)
            return
        case _:
            return
    draft = move.session.draft
    if draft.urgency is Urgency.EMERGENCY and not draft.emergency_shown:
        move.draft(emergency_shown=True)
        move.call("emergency")
        move.go(Step.EMERGENCY)
    elif session.step is Step.MEND:
        mending.leave(move)
    elif move.session.editing:
        _onward(move)
    else:
        move.go(Step.CHECK)


def _place_heard(move: Move, event: Heard) -> None:
    draft = move.session.draft
    place = event.request.place or event.request.text
    fixed = corrected(draft, "place", draft.place, place, event.by)
    move.draft(place=place, place_asked=True, corrections=fixed)
    move.set(listening=False)
    if move.session.step is Step.EDIT:
        move.set(trail=move.session.trail[:-1])
    _onward(move)
