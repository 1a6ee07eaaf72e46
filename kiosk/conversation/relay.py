"""The text relay: resident and volunteer write to each other on the one screen, and read it large.

For who cannot hear or cannot speak. Whoever writes has the keyboard; the resident can also touch a quick
reply, and the volunteer may speak while the kiosk writes it down. Nothing is kept after the session.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation import screenplay
from kiosk.conversation.effects import Understand
from kiosk.conversation.events import Written
from kiosk.conversation.move import Move
from kiosk.conversation.session import Overlay, Relay, RelayLine, Session, Side, Step

KEPT_LINES = 40  # of both; a talk over a counter is shorter


def pressed(move: Move, code: str) -> None:
    """Act on one of the relay's own acts."""
    if code == "finish":
        move.finish_listening()
        return
    move.hush()
    move.stop_listening()
    _change(move, dictating=False)
    if code == "close":
        move.uncover()
    elif code == "use-words":
        _use_as_request(move)
    elif code == "dictate":
        _change(move, dictating=True)
        move.listen()
    elif code.startswith("write-"):
        side = Side(code.removeprefix("write-"))
        _change(move, writer=side)
        move.say(f"relay.{side.value}_writes")
    else:
        reply = code.removeprefix("reply-")
        _add(move, RelayLine(Side.RESIDENT, reply=reply))
        comfort = move.session.comfort
        if reply == "larger" and comfort.size < screenplay.SIZES - 1:
            move.set(comfort=replace(comfort, size=comfort.size + 1))


def written(move: Move, event: Written) -> None:
    """Show what one of them wrote, or what the volunteer said."""
    relay = move.session.relay
    if move.session.overlay is not Overlay.RELAY or not (relay.writer or relay.dictating):
        return
    move.hush()
    move.stop_listening()
    side = relay.writer or Side.VOLUNTEER
    _change(move, writer=None, dictating=False)
    if event.text.strip():
        _add(move, RelayLine(side, event.text.strip()))


def stop_writing(move: Move) -> bool:
    """Leave the keyboard or the microphone without a word; False where neither was in use."""
    relay = move.session.relay
    if not relay.writer and not relay.dictating:
        return False
    move.hush()
    move.stop_listening()
    _change(move, writer=None, dictating=False)
    return True


def own_words(session: Session) -> str:
    """What the resident wrote themselves, quick replies apart: it can become their request."""
    return " ".join(line.text for line in session.relay.lines if line.by is Side.RESIDENT and line.text)


def last(relay: Relay, side: Side) -> RelayLine | None:
    """The last line of one of them."""
    return next((line for line in reversed(relay.lines) if line.by is side), None)


def _use_as_request(move: Move) -> None:
    words = own_words(move.session)
    trail = (*move.session.trail, move.session.step)
    move.set(step=Step.SPEAK, overlay=Overlay.NONE, beneath=(), trail=trail, editing=False, confirmed=False)
    move.effects.append(Understand(words))


def _add(move: Move, line: RelayLine) -> None:
    move.set(told=())
    _change(move, lines=(*move.session.relay.lines, line)[-KEPT_LINES:])


def _change(move: Move, **changes: object) -> None:
    move.set(relay=replace(move.session.relay, **changes))  # type: ignore[arg-type]  # fields by name
