"""The voice as the resident steers it: silenced, paused, gone on with, and naming what the keys come to.

One rule: whatever silences the voice keeps what was left, from the sentence that was cut off. The lamp and
the pause key silence it too, and pressed again they go on. Anything else that is said drops it.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import comfort, screenplay, spoken
from kiosk.conversation.comfort import SCANS, changed
from kiosk.conversation.events import Focused, Pressed, Sounding
from kiosk.conversation.line import Line, Speech
from kiosk.conversation.move import Move
from kiosk.conversation.session import Overlay, Session, Step


def touched(move: Move, by: str) -> None:
    """Any touch or key silences the voice, whatever it hits, and shows that somebody is there."""
    move.still_here()
    if by == "keys" and _by_keys(move):
        return
    cut = move.session.speaking
    move.hush()
    move.set(speech=replace(move.session.speech, cut=cut))
    if cut:
        move.listen()


def _by_keys(move: Move) -> bool:
    """The first key on the welcome screen says how the kiosk is used, and any key skips that."""
    session = move.session
    if session.overlay is Overlay.HOW_TO:
        move.uncover()
        return True
    at_rest = session.step is Step.WELCOME and session.overlay is Overlay.NONE
    if at_rest and not session.spoken and not session.screen_reader:
        move.set(spoken=True)
        move.cover(Overlay.HOW_TO)
        return True
    return False


def pause(move: Move) -> bool:
    """Pause, or go on with what was left; False where there is nothing of either."""
    session = move.session
    if session.speaking or session.speech.cut:
        move.hush()
        move.set(speech=replace(move.session.speech, cut=False, paused=True))
        move.listen()
    elif session.speech.left:
        move.go_on()
    else:
        return False
    return True


def sounding(move: Move, event: Sounding) -> None:
    """Remember which sentence sounds."""
    session = move.session
    if session.speaking and event.saying == session.saying and event.index < len(session.speech.lines):
        move.set(speech=replace(session.speech, at=event.index))


def focused(move: Move, event: Focused) -> None:
    """Say the control. Where a new screen is being said, its first control is said after that."""
    session = move.session
    if session.screen_reader or session.step is Step.SAVING or (event.arrived and not session.spoken):
        return
    move.set(spoken=True, focused=not event.arrived)
    chosen = (Line("state.chosen"),) if event.chosen else ()
    lines = (*_named(session, event), *chosen)
    if event.arrived and session.speaking:
        move.set(speech=replace(session.speech, then=lines))
    else:
        move.stop_listening()
        move.say_lines(lines, language=event.language)


def _named(session: Session, event: Focused) -> tuple[Line, ...]:
    """A control as it is said: one that shows the resident's own words by its number, until they are read."""
    own = session.step in (Step.PLACE, Step.MEND) and session.overlay is Overlay.NONE
    number = event.code.removeprefix("choice-") if session.step is Step.MEND else ""
    if own and number.isdigit() and not screenplay.may_read(session):
        return (Line(f"mend.choice_{number}"),)
    private = own and (event.code == "yes" or number.isdigit())
    return tuple(Line(text=words, private=private) for words in event.words)


def spoken_over(move: Move) -> None:
    """Somebody answers before the voice has ended: it is silent and listens."""
    session = move.session
    if session.speaking and screenplay.may_speak_over(session):
        move.hush()
        move.set(speech=replace(move.session.speech, over=True))
        move.listen()


def advice(move: Move) -> tuple[str, ...]:
    """What would let the resident be heard, as a prompt's key; each is said once, and shown meanwhile."""
    hard = move.session.hard
    if not hard or hard in move.session.advised:
        return ()
    move.set(advised=(*move.session.advised, hard))
    return (f"lamp.hearing_{hard}",)


def said_all(move: Move) -> None:
    """The utterance is over: say what waits for it, or listen."""
    speech = move.session.speech
    move.set(speaking=False)
    if speech.then:
        move.say_lines(speech.then)
    else:
        move.set(speech=Speech())
        move.listen()


def nobody_is_asked(move: Move) -> bool:
    """Whether silence is no reason to ask again: at rest, in a pause, while the keys are used."""
    session = move.session
    if session.step is Step.WELCOME and session.overlay is Overlay.NONE:
        move.listen()
        return True
    looks_round = session.overlay in (Overlay.COMFORT, Overlay.HOW_TO)
    return session.speech.paused or session.focused or looks_round


def said_anywhere(move: Move, event: Pressed) -> bool:
    """What can be said on every screen besides its acts: "louder", "bigger", "go on" after a pause …"""
    session, code = move.session, event.code
    if event.by == "switch" and code in SCANS:
        move.set(comfort=changed(session.comfort, code), spoken=True)
        return True
    if event.by != "voice" or code not in spoken.anywhere(session) or session.step is Step.WELCOME:
        return False
    if code == "go-on":
        if not session.speech.left:
            return False
        move.go_on()
    elif code == "how-to":
        move.cover(Overlay.HOW_TO)
    elif session.overlay is Overlay.COMFORT:
        comfort.change(move, code)
    else:
        comfort.change_by_voice(move, code)
    return True
