"""A person is wanted here: the chime sounds, the whole screen says so, until somebody answers by a touch."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.draft import Word
from kiosk.conversation.effects import StartTimer
from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import RINGING, RINGS_S, S, Transition
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording

ROUNDS = 5  # minutes of ringing: then only the screen calls


class HelpOverlay(OverlayScreen[S]):
    """Somebody answers, the resident goes on alone, hears how it is used, or they write to each other."""

    name = Overlay.HELP
    hint = "say.help"
    way_on = "go-on"
    has_home = False

    def said(self, session: S) -> tuple[Line, ...]:
        if not session.calling:
            return (Line("help.title"),)
        if not session.rounds:
            return (Line("help.ringing"),)
        return (Line("help.nobody"), Line("help.do"))

    def waits(self, session: S) -> bool:
        return session.calling

    def offered(self, session: S) -> tuple[str, ...]:
        here = ("here",) if session.calling else ()
        again = ("again",) if session.rounds else ()
        return (*here, *again, "go-on", "how-to", "relay")

    # -- what happens -------------------------------------------------------------------------------------

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        if code == "here" and by == "voice":
            transition.listen()  # that somebody came is believed of a hand alone
            return
        if code == "again":
            transition.call_here("asked")
            return
        transition.set(calling=False, ringing=False, rounds=0)
        match code:
            case "here":
                transition.enter()
            case "how-to":
                transition.cover(Overlay.HOW_TO)
            case "relay":
                transition.cover(Overlay.RELAY)
            case _:
                transition.uncover()

    def stepped_back(self, transition: Transition[S]) -> bool:
        """Who goes back goes on alone, and nobody is called any more."""
        transition.set(calling=False, ringing=False, rounds=0)
        return False

    def rang_out(self, transition: Transition[S]) -> None:
        rounds = transition.session.rounds + 1
        transition.set(rounds=rounds, ringing=rounds < ROUNDS)
        if transition.session.ringing:
            transition.effects.append(StartTimer(RINGING, RINGS_S))
        transition.enter()

    def unheard(self, transition: Transition[S]) -> bool:
        """Nobody is asked anything here: silence, or the chime itself, is no miss."""
        if not transition.session.calling:
            return False
        transition.end_turn()
        transition.listen()
        return True

    # -- what it shows ------------------------------------------------------------------------------------

    def shown(self, base: View, session: S, say: Wording) -> View:
        go_on = Act("go-on", say("help.go_on"), icon="arrow-right", main=not session.calling)
        here = Act("here", say("help.here"), say("help.here_hint"), icon="hand-waving", main=True)
        again = Act("again", say("help.again"), icon="phone-call")
        calls = (here, *((again,) if session.rounds else ())) if session.calling else ()
        others = [tag for tag in session.station.languages if tag != session.language][:1]
        in_others = tuple(Word(say("help.wanted", pack=say.packs[tag])) for tag in others)
        return replace(
            base,
            question=tuple(say.line(line) for line in self.said(session)),
            number=say("help.wanted") if session.calling else "",
            words=in_others if session.calling else (),
            acts=(
                *calls,
                go_on,
                Act("how-to", say("how_to.label"), icon="question"),
                Act("relay", say("relay.open"), say("relay.open_hint"), icon="chats-circle"),
                Act("start-over", say("help.start_over"), icon="arrow-counter-clockwise"),
            ),
        )
