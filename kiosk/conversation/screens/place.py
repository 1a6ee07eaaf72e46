"""Where is it? Asked where the request did not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation.events import Event, Focused, Heard, HeardNothing, Pressed
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import (
    choice_of,
    microphone_act,
    microphone_code,
    named_privately,
    numbered,
)
from kiosk.conversation.screens.speak import OwnWordsScreen
from kiosk.conversation.screens.way import Resident, asked, onward, take_place
from kiosk.conversation.session import Session, Step
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording
from kiosk.packs import Pack
from kiosk.understanding.agreement import agreed
from kiosk.understanding.refusal import refuses, tells_no_place

NEARBY = 3  # places of the station that are offered


class PlaceScreen(OwnWordsScreen):
    """Said, typed, or one of the station's places; it may be left out."""

    name = Step.PLACE
    hint = "say.place"
    way_on = "skip"

    def due(self, session: Session) -> bool:
        draft = session.draft
        asks = Step.PLACE not in draft.asked and draft.category not in session.station.placeless
        return not draft.place and (asks or self._is_needed(session))

    @staticmethod
    def _is_needed(session: Session) -> bool:
        """Whether there is nothing else to go by: without words and place a request says nothing."""
        return not session.draft.text

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("place.question"), hint("place.needed" if self._is_needed(session) else "place.hint"))

    def spoken_hint(self, session: Session) -> str:
        return "say.place_needed" if self._is_needed(session) else self.hint

    def way_through(self, session: Session) -> str:
        offered = self.offered(session)
        return next(code for code in ("skip", "yes", "choice-1", "type") if code in offered)

    def choices(self, session: Session) -> tuple[str, ...]:
        return session.station.places[:NEARBY]

    def offered(self, session: Session) -> tuple[str, ...]:
        keep = ("yes",) if session.draft.place else ()
        skip = () if self._is_needed(session) else ("skip",)
        return (*keep, *numbered(self.choices(session)), *skip, microphone_code(session), "type")

    def meant(self, said: Utterance, session: Session, packs: Mapping[str, Pack], today: date) -> Event:
        """A command, a place, or that they will not or cannot tell; what is none of it is asked again."""
        event = super().meant(said, session, packs, today)
        if not isinstance(event, Heard) or event.request.place:
            return event
        pack = packs[session.language]
        text = said.in_language(pack.tag)
        if code := agreed(text, pack, self.offered(session)):
            return Pressed(code, by="voice")
        if refuses(text, pack):
            return Pressed("skip", by="voice")
        return HeardNothing() if tells_no_place(text, pack) else event

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "type":
            transition.go(Step.EDIT)
            return
        if code.startswith("choice-"):
            place = choice_of(self.choices(transition.session), code)
            transition.set(draft=transition.session.draft.edited("place", place, by))
        asked(transition, Step.PLACE)
        onward(transition)

    def heard(self, transition: Resident, event: Heard) -> None:
        take_place(transition, event)
        onward(transition)

    def named(self, session: Session, event: Focused) -> tuple[Line, ...]:
        return named_privately(event)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        place, offered = session.draft.place, self.offered(session)
        skip = Act("skip", say("place.skip"), say("place.skip_hint"), icon="skip-forward")
        keep = (Act("yes", place, icon="check-circle", main=True),) if place else ()
        nearby = tuple(
            Act(f"choice-{n}", name, icon="map-pin") for n, name in enumerate(self.choices(session), 1)
        )
        return replace(
            base,
            question=(say("place.question"),),
            hint=say("place.needed" if self._is_needed(session) else "place.hint"),
            label=say("place.label"),
            words=session.caption,
            acts=(
                *keep,
                *microphone_act(session, say, main=not keep),
                *nearby,
                Act("type", say("speak.type"), icon="keyboard"),
                *((skip,) if "skip" in offered else ()),
            ),
        )
