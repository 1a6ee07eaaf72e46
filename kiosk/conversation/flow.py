"""``advance``: one event in, the next session and what to do out. Pure: no clock, no thread, no I/O."""

from __future__ import annotations

from kiosk.conversation import comfort, relay, replies, screenplay, silence, voicing
from kiosk.conversation.effects import Effect, Listening
from kiosk.conversation.events import (
    Dialled,
    EarsChanged,
    Event,
    Focused,
    HardToHear,
    HeadphonesChanged,
    Heard,
    HeardNothing,
    ListeningStarted,
    NumberLikely,
    Partial,
    Pressed,
    SameFound,
    Saved,
    SaveFailed,
    Sounding,
    Spoken,
    SpokenOver,
    TimedOut,
    Typing,
    VoiceChanged,
    Written,
)
from kiosk.conversation.move import Move
from kiosk.conversation.session import Ears, Session, Step


def advance(session: Session, event: Event) -> tuple[Session, tuple[Effect, ...]]:
    """The session after ``event``, and the effects in order. Never raises; what does not fit is ignored."""
    move = Move(session)
    match event:
        case Pressed():
            replies.pressed(move, event)
        case Focused():
            voicing.focused(move, event)
        case Typing(text):
            if session.step is Step.EDIT:
                move.set(typed=text)
        case Heard():
            replies.heard(move, event)
        case HeadphonesChanged(there):
            comfort.headphones_changed(move, there)
        case Written():
            relay.written(move, event)
        case Dialled(digits):
            replies.dialled(move, digits)
        case Partial(words):
            if session.listening and session.step is not Step.WELCOME:
                move.set(caption=words)
        case HeardNothing():
            silence.heard_nothing(move)
        case HardToHear(why):
            if session.listening and screenplay.listening(session) is not Listening.AT_REST:
                move.set(hard=why)
        case SpokenOver():
            voicing.spoken_over(move)
        case ListeningStarted():
            if move.session.listening:
                move.set(open=True)
        case Sounding():
            voicing.sounding(move, event)
        case Spoken(saying):
            if session.speaking and saying == session.saying:
                voicing.said_all(move)
        case TimedOut(timer):
            silence.timed_out(move, timer)
        case Saved(number):
            if session.step is Step.SAVING:
                move.set(number=number, confirmed=False)
                move.go(Step.DONE)
        case SaveFailed():
            if session.step is Step.SAVING:
                move.set(step=Step.READBACK, error="save.failed")
                move.call("save-failed")
                move.say("save.failed")
        case SameFound(number, people) if number:
            replies.same_found(move, number, people)
        case NumberLikely(number):
            move.set(likely=number)
        case EarsChanged(ears):
            _ears_changed(move, ears)
        case VoiceChanged(able):
            move.set(voice=able)
            if not able and session.speaking:
                move.set(speaking=False)
                move.listen()
    return move.done()


def _ears_changed(move: Move, ears: Ears) -> None:
    """Tell the resident when the kiosk goes deaf and when it hears again; the session goes on either way."""
    before = move.session.ears
    if ears is before:
        return
    move.set(ears=ears)
    if ears is Ears.READY:
        if move.session.told == ("speak.deaf",):
            move.set(told=())
        if move.waits_for_voice() and not move.session.speaking and not move.session.listening:
            move.listen()
        return
    move.set(listening=False, open=False, caption=())
    lasting = ears is not Ears.MOMENT
    if lasting and move.waits_for_voice() and move.session.step is not Step.WELCOME:
        move.say("speak.deaf")
