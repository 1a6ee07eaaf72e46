"""The voice as the resident steers it: silenced, paused, gone on with, and naming what the keys come to.

One rule: whatever silences the voice keeps what was left, from the sentence that was cut off. The lamp and
the pause key silence it too, and pressed again they go on. Anything else that is said drops it.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.comfort import SCANS
from kiosk.conversation.events import Focused, Pressed, Sounding
from kiosk.conversation.line import Line, Speech
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S, Transition
from kiosk.conversation.transition import said_anywhere as codes_anywhere


def touched(transition: Transition[S], by: str) -> None:
    """Any touch or key silences the voice, whatever it hits, and shows that somebody is there."""
    transition.still_here()
    if by == "keys" and _by_keys(transition):
        return
    cut = transition.session.speaking
    transition.hush()
    transition.set(speech=replace(transition.session.speech, cut=cut))
    if cut:
        transition.listen()


def _by_keys(transition: Transition[S]) -> bool:
    """The first key on the welcome screen says how the kiosk is used, and any key skips that."""
    session = transition.session
    if session.overlay is Overlay.HOW_TO:
        transition.uncover()
        return True
    if transition.front.at_rest and not session.spoken and not session.station.screen_reader:
        transition.set(spoken=True)
        transition.cover(Overlay.HOW_TO)
        return True
    return False


def pause(transition: Transition[S]) -> bool:
    """Pause, or go on with what was left; False where there is nothing of either."""
    session = transition.session
    if session.speaking or session.speech.cut:
        transition.hush()
        transition.set(speech=replace(transition.session.speech, cut=False, paused=True))
        transition.listen()
    elif session.speech.left:
        transition.go_on()
    else:
        return False
    return True


def sounding(transition: Transition[S], event: Sounding) -> None:
    """Remember which sentence sounds."""
    session = transition.session
    if (
        session.speaking
        and event.saying == session.station.saying
        and event.index < len(session.speech.lines)
    ):
        transition.set(speech=replace(session.speech, at=event.index))


def focused(transition: Transition[S], event: Focused) -> None:
    """Say the control. Where a new screen is being said, its first control is said after that."""
    session = transition.session
    silent = session.station.screen_reader or transition.screen.busy
    if silent or (event.arrived and not session.spoken):
        return
    transition.set(spoken=True, focused=not event.arrived)
    chosen = (Line("state.chosen"),) if event.chosen else ()
    lines = (*transition.front.named(session, event), *chosen)
    if event.arrived and session.speaking:
        transition.set(speech=replace(session.speech, then=lines))
    else:
        transition.stop_listening()
        transition.say_lines(lines, language=event.language)


def barged_in(transition: Transition[S]) -> None:
    """Somebody answers before the voice has ended: it is silent and listens."""
    session = transition.session
    if session.speaking and transition.flow.may_barge_in(session):
        transition.hush()
        transition.set(speech=replace(transition.session.speech, barged_in=True))
        transition.listen()


def advice(transition: Transition[S]) -> tuple[str, ...]:
    """What would let the resident be heard, as a prompt's key; each is said once, and shown meanwhile."""
    hard = transition.session.hard
    if not hard or hard in transition.session.advised:
        return ()
    transition.set(advised=(*transition.session.advised, hard))
    return (f"lamp.hearing_{hard}",)


def said_all(transition: Transition[S]) -> None:
    """The utterance is over: say what waits for it, or listen."""
    speech = transition.session.speech
    transition.set(speaking=False)
    if speech.then:
        transition.say_lines(speech.then)
    else:
        transition.set(speech=Speech())
        transition.listen()


def said_anywhere(transition: Transition[S], event: Pressed) -> bool:
    """What can be said on every screen besides its acts: "louder", "bigger", "go on" after a pause …"""
    session, code = transition.session, event.code
    if event.by == "switch" and code in SCANS:
        transition.set(comfort=session.comfort.changed(code), spoken=True)
        return True
    if event.by != "voice" or code not in codes_anywhere(session) or transition.screen.at_rest:
        return False
    if code == "go-on":
        if not session.speech.left:
            return False
        transition.go_on()
    elif code == "how-to":
        transition.cover(Overlay.HOW_TO)
    elif session.overlay is Overlay.COMFORT:
        transition.front.pressed(transition, code, event.by)
    else:
        _change_comfort(transition, code)
    return True


def _change_comfort(transition: Transition[S], code: str) -> None:
    """Change what was asked for in passing; the screen said again is the sample."""
    if code.startswith("language-"):
        transition.set(language=code.removeprefix("language-"))
        transition.enter(Line("language.changed"))
        return
    transition.set(comfort=transition.session.comfort.changed(code))
    transition.enter(Line("comfort.changed"))


def headphones_changed(transition: Transition[S], there: bool) -> None:
    """Offer the headphones, or go back to the loudspeaker, where private words are asked for first."""
    comfort = transition.session.comfort
    transition.set_station(headphones=there)
    if comfort.headphones and not there:
        transition.hush()
        transition.set(comfort=replace(comfort, headphones=False))
        transition.enter(Line("comfort.now_speaker"))
