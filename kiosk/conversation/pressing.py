"""What each button does that is not a screen's own, and where its own go."""

from __future__ import annotations

from kiosk.conversation import silence, voicing
from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Pressed
from kiosk.conversation.line import NOTICE
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import ANYWHERE, S, Transition


def pressed(transition: Transition[S], event: Pressed) -> None:
    """Act on a button, or on its spoken word."""
    session = transition.session
    code = event.code
    if transition.screen.busy:
        return
    if session.overlay is not Overlay.HOW_TO:  # what stands there stays as it is
        transition.set(by=event.by)
    if code == "touched":
        voicing.touched(transition, event.by)
        return
    if code in ("lamp", "pause"):
        if code == "lamp" and transition.front.at_rest:
            transition.front.pressed(transition, transition.front.way_through(session), event.by)
            return
        if voicing.pause(transition) or code == "pause":
            return
        code = "talk"
    if code == "hush":
        if session.speaking:
            transition.hush()
            transition.listen()
        return
    if code == "talk":
        _talk(transition)
        return
    if voicing.said_anywhere(transition, event):
        return
    if code in ANYWHERE:
        _anywhere(transition, code)
    elif code not in transition.front.offered(session):
        if event.by == "voice":  # the turn is over: whoever said what is not offered here is asked again
            silence.heard_nothing(transition)
    elif code in transition.front.binding and event.by != "voice" and not session.armed:
        transition.say("state.not_yet")
    elif code == "finish":
        transition.hush()
        transition.finish_listening()
    elif code == "read":
        transition.read()
    else:
        transition.front.pressed(transition, code, event.by)


def _talk(transition: Transition[S]) -> None:
    """The resident wants to speak (again): ask from the beginning, patiently."""
    transition.set(misses=0)
    transition.hush()
    session = transition.session
    listens = transition.front.listens(session)
    if not session.notice_given and listens not in (None, Listening.AT_REST):
        transition.set(notice_given=True)
        transition.say(NOTICE)
    if not transition.session.speaking:
        transition.listen(asked=True)


def _anywhere(transition: Transition[S], code: str) -> None:
    match code:
        case "help":
            transition.call_here("asked")
        case "repeat":
            transition.set(misses=0)
            transition.enter()
        case "comfort" if transition.session.overlay is Overlay.COMFORT:
            transition.uncover()
        case "comfort":
            transition.cover(Overlay.COMFORT)
        case "hide":
            if transition.front.can_hide(transition.session):
                transition.cover(Overlay.HIDDEN)
        case "start-over" if transition.screen.at_rest or transition.screen.settled:
            transition.end()
        case "start-over":
            transition.cover(Overlay.START_OVER)
        case _:
            _back(transition)


def _back(transition: Transition[S]) -> None:
    session = transition.session
    if transition.front.stepped_back(transition):
        return
    if session.overlay:
        transition.uncover()
    elif transition.screen.at_rest or transition.screen.settled:
        return
    elif session.trail and not transition.flow.screens[session.trail[-1]].at_rest:
        transition.set(trail=session.trail[:-1])
        transition.flow.went_back(transition)
        transition.go(session.trail[-1], remember=False)
    elif transition.flow.is_blank(session):
        transition.end()
    else:
        transition.cover(Overlay.START_OVER)
