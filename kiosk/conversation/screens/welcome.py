"""The welcome screen: nobody is there yet, or somebody who has not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Event, Heard, HeardNothing, Overheard, Pressed
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import notice_note
from kiosk.conversation.screens.way import Resident, own_words
from kiosk.conversation.session import Overlay, Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Lamp, LampState, Note, View
from kiosk.conversation.wording import Wording, prompt
from kiosk.languages import Said, language
from kiosk.packs import Pack
from kiosk.understanding.answers import exactly
from kiosk.understanding.asks_after import asks_after
from kiosk.understanding.greeting import greeted, tells_a_matter


class WelcomeScreen(Screen[Session]):
    """A button for each language, and the lamp. It listens for a greeting and what follows it, and for
    nothing else, where the station lets it."""

    name = Step.WELCOME
    stage = 0
    hint = "say.welcome"
    at_rest = True

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("welcome.title"),) if session.spoken else ()

    def offered(self, session: Session) -> tuple[str, ...]:
        languages = session.station.languages
        asked_for = (f"ticket-{tag}" for tag in languages)
        return (*(f"language-{tag}" for tag in languages), "ticket", *asked_for, "how-to")

    def listens(self, session: Session) -> Listening | None:
        return Listening.AT_REST if session.station.listen_at_rest else None

    def can_hide(self, session: Session) -> bool:
        return False

    def way_through(self, session: Session) -> str:
        return f"language-{session.language}"

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        """The language somebody greets the kiosk in, or asks for by name; with what they have come about,
        where they say it in the same breath."""
        if not said.text.strip():
            return HeardNothing()
        languages = tuple(f"language-{tag}" for tag in session.station.languages)
        for tag in session.station.languages:
            pack = packs[tag]
            if code := exactly(said.in_language(tag), pack, languages):
                return Pressed(code, by="voice")
            behind = greeted(said.in_language(tag), pack)
            if behind is not None:
                if asks_after(Said(behind, language(tag)), pack):
                    return Pressed(f"ticket-{tag}", by="voice")
                heard = own_words(Utterance(behind, engine=said.engine), session, pack, today, by="voice")
                if tells_a_matter(heard.request):
                    return replace(heard, language=tag)
                return Pressed(f"language-{tag}", by="voice")
        return Overheard()

    def heard(self, transition: Resident, event: Heard) -> None:
        """As if it had been said on the screen that asks for it."""
        language = event.language or transition.session.language
        transition.set(language=language, spoken=True, step=Step.SPEAK)
        transition.screen.heard(transition, event)

    def phrases(self, session: Session, packs: Mapping[str, Pack], codes: Sequence[str]) -> list[str]:
        languages = [packs[tag] for tag in reversed(session.station.languages)]
        return [phrase for pack in languages for phrase in reversed(pack.words.said.get("hello", ()))]

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "how-to":
            transition.cover(Overlay.HOW_TO)
            return
        spoken = transition.session.spoken or by == "voice"
        name, _, tag = code.partition("-")
        transition.set(language=tag or transition.session.language, spoken=spoken)
        transition.go(Step.TICKET if name == "ticket" else Step.SPEAK)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        packs = [say.packs[tag] for tag in session.station.languages]
        can_hear = not session.station.ears.deaf and not session.station.screen_reader
        hears = session.station.listen_at_rest and can_hear
        # The hint is not changed only once the ears are open: nothing jumps under a finger.
        acts = tuple(
            Act(
                f"language-{pack.tag}",
                say("welcome.start", pack=pack),
                prompt(pack, "welcome.hello_hint" if hears else "welcome.start_hint"),
                icon="hand-pointing" if session.station.ears.deaf else "microphone",
                main=n == 0,
                language=pack.tag,
            )
            for n, pack in enumerate(packs)
        )
        titles = tuple(say("welcome.title", pack=pack) for pack in packs[:2])
        return replace(
            base,
            question=titles,
            headings=len(titles),
            hint=say.join((say("welcome.body"), say("welcome.body_2"))),
            acts=(*acts, _ticket_act(say, packs), Act("how-to", say("how_to.label"), icon="question")),
            notes=(notice_note(say), *((Note("ear", say("welcome.at_rest")),) if hears else ())),
            lamp=Lamp(
                _lamp_state(session),
                say("welcome.press_first" if session.beckons else "welcome.start_hint"),
            ),
        )


def _ticket_act(say: Wording, packs: Sequence[Pack]) -> Act:
    """Its label is in the first language, and in the second where there is one."""
    second = next((pack for pack in packs if pack is not say.pack), None)
    hint = say("ticket.label", pack=second) if second else ""
    return Act("ticket", say("ticket.label"), hint, icon="receipt")


def _lamp_state(session: Session) -> LampState:
    """Where nobody hears it is no ear that one touches."""
    if session.speaking:
        return LampState.SPEAKING
    return LampState.OFF if session.station.ears.deaf else LampState.IDLE
