"""What is the matter? The resident says it in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar

from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Event, Heard, HeardNothing, Pressed
from kiosk.conversation.interpret import Utterance, command
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import microphone_act, microphone_code, notice_note
from kiosk.conversation.screens.way import Resident, onward, own_words, take_words
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import ANYWHERE, Screen, said_anywhere
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack
from kiosk.understanding.asks_after import asks_after
from kiosk.understanding.guarded import guarded


class OwnWordsScreen(Screen[Session]):
    """A screen that takes the resident's own words, spoken or typed."""

    listening: ClassVar[Listening | None] = Listening.FREE

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        if not said.text.strip() or self.listening is None:
            return HeardNothing()
        pack = packs[session.language]
        code = guarded("command", None, lambda: self.command(said, session, pack))
        return Pressed(code, by="voice") if code else self.words(said, "voice", session, packs, today)

    def typed(
        self, text: str, by: str, session: Session, packs: Mapping[str, Pack], today: date
    ) -> Event | None:
        return self.words(Utterance(text), by, session, packs, today)

    def command(self, said: Utterance, session: Session, pack: Pack) -> str | None:
        """The command that was said; None where it is the resident's own words."""
        codes = (*self.offered(session), *ANYWHERE)
        return command(said, pack, codes, said_anywhere(session))

    def words(
        self, said: Utterance, by: str, session: Session, packs: Mapping[str, Pack], today: date
    ) -> Heard:
        """The resident's own words as this screen takes them."""
        return own_words(said, session, packs[session.language], today, by=by)

    def heard(self, transition: Resident, event: Heard) -> None:
        if not take_words(transition, event):
            self.leave(transition)

    def leave(self, transition: Resident) -> None:
        """The words stand in the draft, and there is no danger."""
        if transition.session.editing:
            onward(transition)
        else:
            transition.go(Step.CHECK)


class SpeakScreen(OwnWordsScreen):
    """The one open question. How to answer it stands there and is not said: the microphone opens sooner."""

    name = Step.SPEAK
    stage = 1
    asks_first = True
    hint = "say.speak"
    way_on = "touch"

    def said(self, session: Session) -> tuple[Line, ...]:
        deaf = (hint("speak.hint"),) if session.station.ears.deaf else ()
        return (Line("speak.question"), *deaf)

    def offered(self, session: Session) -> tuple[str, ...]:
        return (microphone_code(session), "touch", "type", "ticket")

    def command(self, said: Utterance, session: Session, pack: Pack) -> str | None:
        asks = asks_after(said.in_language(pack.tag), pack)
        return "ticket" if asks else super().command(said, session, pack)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        transition.go({"touch": Step.CATEGORIES, "ticket": Step.TICKET}.get(code, Step.EDIT))

    def shown(self, base: View, session: Session, say: Wording) -> View:
        deaf = session.station.ears.deaf
        return replace(
            base,
            question=(say("speak.question"),),
            hint=say("speak.hint"),
            label=say("speak.label"),
            words=session.caption,
            notes=() if session.caption else (notice_note(say, "notice.said"),),
            acts=(
                *microphone_act(session, say),
                Act("touch", say("speak.touch"), icon="hand-pointing", main=deaf),
                Act("type", say("speak.type"), icon="keyboard"),
                Act("ticket", say("ticket.label"), icon="receipt"),
            ),
        )
