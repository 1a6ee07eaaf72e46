"""One event in, the next session and what to do out, for any flow of screens."""

from __future__ import annotations

from kiosk.conversation import pressing, silence, voicing
from kiosk.conversation.effects import Effect, Listening
from kiosk.conversation.events import (
    Answered,
    BargedIn,
    Dialled,
    EarsChanged,
    Event,
    Focused,
    HardToHear,
    HeadphonesChanged,
    Heard,
    HeardNothing,
    ListeningStarted,
    Overheard,
    Partial,
    Pressed,
    Sounding,
    Spoken,
    TimedOut,
    Typing,
    VoiceChanged,
    Written,
)
from kiosk.conversation.session import Ears
from kiosk.conversation.transition import Flow, S, Transition


def advance_in(flow: Flow[S], session: S, event: Event) -> tuple[S, tuple[Effect, ...]]:
    """The session after ``event``, and the effects in order. Never raises; what does not fit is ignored."""
    transition = Transition(flow, session)
    front = transition.front
    match event:
        case Pressed():
            pressing.pressed(transition, event)
        case Focused():
            voicing.focused(transition, event)
        case Typing(text):
            transition.screen.typing(transition, text)
        case Heard():
            _heard(transition, event)
        case HeadphonesChanged(there):
            voicing.headphones_changed(transition, there)
        case Written(text):
            front.written(transition, text)
        case Dialled(digits):
            front.dialled(transition, digits)
        case Partial(words):
            if session.listening and not transition.screen.at_rest:
                transition.set(caption=words)
        case HeardNothing(words):
            silence.heard_nothing(transition, words)
        case Overheard():
            silence.overheard(transition)
        case HardToHear(why):
            if session.listening and front.listens(session) is not Listening.AT_REST:
                transition.set(hard=why)
        case BargedIn():
            voicing.barged_in(transition)
        case ListeningStarted():
            if session.listening:
                transition.set(open=True)
        case Sounding():
            voicing.sounding(transition, event)
        case Spoken(saying):
            if session.speaking and saying == session.station.saying:
                voicing.said_all(transition)
        case TimedOut(timer):
            silence.timed_out(transition, timer)
        case Answered(question, answer):
            transition.answer(question, answer)
        case EarsChanged(ears):
            _ears_changed(transition, ears)
        case VoiceChanged(able):
            transition.set_station(voice=able)
            if not able and session.speaking:
                transition.set(speaking=False)
                transition.listen()
    return transition.done()


def _heard(transition: Transition[S], event: Heard) -> None:
    if event.request.text.strip() and (event.by != "voice" or transition.session.listening):
        transition.front.heard(transition, event)


def _ears_changed(transition: Transition[S], ears: Ears) -> None:
    """Tell the resident when the kiosk goes deaf and when it hears again; the session goes on either way."""
    if ears is transition.station.ears:
        return
    transition.set_station(ears=ears)
    session = transition.session
    if ears is Ears.READY:
        if session.told == ("speak.deaf",):
            transition.set(told=())
        if not session.speaking:
            transition.listen()
        return
    transition.end_turn()
    if ears.deaf and transition.waits_for_voice() and not transition.screen.at_rest:
        transition.say("speak.deaf")
