"""The text relay: resident and volunteer write to each other on the one screen, and read it large.

For who cannot hear or cannot speak. Whoever writes has the keyboard; the resident can also touch a quick
reply, and the volunteer may speak while the kiosk writes it down. Nothing is kept after the session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.conversation.comfort import SIZES
from kiosk.conversation.effects import Listening, Understand
from kiosk.conversation.events import Event, Written
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line, notice
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.relay import RelayLine, Side
from kiosk.conversation.session import Ears, Overlay, Session, Step
from kiosk.conversation.transition import Transition
from kiosk.conversation.view import Act, Lamp, LampState, Row, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack

REPLIES = ("yes", "no", "thanks", "unclear", "larger", "moment")
_AFTER_THE_REQUEST = (Step.SAVING, Step.KEPT, Step.DONE, Step.ANSWERED)


class RelayOverlay(OverlayScreen[Session]):
    """What both wrote last, and who writes next."""

    name = Overlay.RELAY
    hint = ""
    listening = None
    stays_open = True
    says_what_is_kept = True

    def said(self, session: Session) -> tuple[Line, ...]:
        if session.relay.writer:
            return (Line(f"relay.{session.relay.writer.value}_writes"),)
        return (Line("relay.title"), Line("relay.body"), notice("notice.kept"))

    def listens(self, session: Session) -> Listening | None:
        return Listening.FREE if session.relay.dictating else None

    def can_hide(self, session: Session) -> bool:
        return bool(session.relay.lines or session.relay.writer)

    def way_through(self, session: Session) -> str:
        return "back" if session.relay.writer else "close"

    def offered(self, session: Session) -> tuple[str, ...]:
        relay = session.relay
        if relay.writer:
            return ()
        if relay.dictating:
            return ("finish", "close")
        dictate = ("dictate",) if session.station.ears is Ears.READY else ()
        use = ("use-words",) if session.step not in _AFTER_THE_REQUEST and relay.own_words else ()
        replies = tuple(f"reply-{reply}" for reply in REPLIES)
        return ("write-resident", "write-volunteer", *dictate, *use, "close", *replies)

    # -- what happens -------------------------------------------------------------------------------------

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        return Written(said.text)

    def typed(self, text: str, by: str, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        return Written(text)

    def pressed(self, transition: Transition[Session], code: str, by: str) -> None:
        transition.hush()
        transition.stop_listening()
        _change(transition, dictating=False)
        if code == "close":
            transition.uncover()
        elif code == "use-words":
            _use_as_request(transition)
        elif code == "dictate":
            _change(transition, dictating=True)
            transition.listen()
        elif code.startswith("write-"):
            side = Side(code.removeprefix("write-"))
            _change(transition, writer=side)
            transition.say(f"relay.{side.value}_writes")
        else:
            _reply(transition, code.removeprefix("reply-"))

    def written(self, transition: Transition[Session], text: str) -> None:
        """Show what one of them wrote, or what the volunteer said."""
        side = transition.session.relay.writer or Side.VOLUNTEER
        if _stop_writing(transition) and text.strip():
            _add(transition, RelayLine(side, text.strip()))

    def unheard(self, transition: Transition[Session]) -> bool:
        _stop_writing(transition)
        return True

    def stepped_back(self, transition: Transition[Session]) -> bool:
        return _stop_writing(transition)

    # -- what it shows ------------------------------------------------------------------------------------

    def shown(self, base: View, session: Session, say: Wording) -> View:
        relay = session.relay
        base = replace(base, rows=tuple(_row(side, session, say) for side in Side))
        if relay.writer:
            return replace(
                base,
                screen="relay-write",
                question=(say(f"relay.{relay.writer.value}_writes"),),
                label=say(f"relay.{relay.writer.value}"),
                acts=(Act("typed", say("relay.show"), icon="check-circle", main=True),),
            )
        codes = self.offered(session)
        return replace(
            base,
            question=(say("relay.volunteer_speaks" if relay.dictating else "relay.title"),),
            hint="" if relay.lines else say.join((say("relay.body"), say("notice.kept"))),
            lamp=base.lamp if session.speaking or relay.dictating else Lamp(LampState.IDLE, ""),
            acts=_acts(codes, say),
            keypad=tuple(
                Act(code, say(f"relay.{code.replace('-', '_')}"))
                for code in codes
                if code.startswith("reply-")
            ),
        )


def _row(side: Side, session: Session, say: Wording) -> Row:
    """The last that one of them wrote, in large."""
    relay = session.relay
    line = relay.last(side) if side is not relay.writer else None
    said = say(f"relay.reply_{line.reply}") if line and line.reply else line.text if line else ""
    if side is Side.VOLUNTEER and relay.dictating:
        said = say.join([word.text for word in session.caption])
    return Row(say(f"relay.{side.value}"), said)


def _acts(codes: Sequence[str], say: Wording) -> tuple[Act, ...]:
    words = {
        "finish": Act("finish", say("speak.finish"), icon="check-circle", main=True),
        "write-resident": Act("write-resident", say("relay.write_resident"), icon="keyboard", main=True),
        "write-volunteer": Act("write-volunteer", say("relay.write_volunteer"), icon="identification-badge"),
        "dictate": Act("dictate", say("relay.dictate"), icon="microphone"),
        "use-words": Act("use-words", say("relay.use"), icon="paper-plane-tilt"),
        "close": Act("close", say("relay.close"), icon="arrow-left"),
    }
    return tuple(words[code] for code in codes if code in words)


def _stop_writing(transition: Transition[Session]) -> bool:
    """Put the keyboard or the microphone away; False where neither was in use."""
    relay = transition.session.relay
    if not relay.writer and not relay.dictating:
        return False
    transition.hush()
    transition.stop_listening()
    _change(transition, writer=None, dictating=False)
    return True


def _reply(transition: Transition[Session], reply: str) -> None:
    _add(transition, RelayLine(Side.RESIDENT, reply=reply))
    comfort = transition.session.comfort
    if reply == "larger" and comfort.size < SIZES - 1:
        transition.set(comfort=replace(comfort, size=comfort.size + 1))


def _use_as_request(transition: Transition[Session]) -> None:
    session = transition.session
    trail = (*session.trail, session.step)
    transition.set(step=Step.SPEAK, overlay=Overlay.NONE, beneath=(), trail=trail, editing=False)
    transition.effects.append(Understand(session.relay.own_words))


def _add(transition: Transition[Session], line: RelayLine) -> None:
    transition.set(told=(), relay=transition.session.relay.with_line(line))


def _change(transition: Transition[Session], **changes: object) -> None:
    relay = replace(transition.session.relay, **changes)  # type: ignore[arg-type]  # fields by name
    transition.set(relay=relay)
