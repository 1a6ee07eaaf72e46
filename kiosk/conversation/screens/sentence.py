"""What is the matter, for somebody who has said nothing? Ready sentences of the category that was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kiosk.conversation.effects import Understand
from kiosk.conversation.events import Heard
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import choice_of, numbered
from kiosk.conversation.screens.category import numbered_act
from kiosk.conversation.screens.way import Resident, asked, onward, own_words, take_words
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording, ready_sentence
from kiosk.packs import READY, Pack


class SentenceScreen(Screen[Session]):
    """One of them becomes the resident's words; their own can be said or typed, or a place must do."""

    name = Step.SENTENCE
    hint = "say.sentence"
    way_on = "choice-1"

    def due(self, session: Session) -> bool:
        draft = session.draft
        has_some = draft.category in session.station.ready
        return has_some and not draft.text and Step.SENTENCE not in draft.asked

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("sentence.question"), hint("sentence.hint"))

    def named_choices(self, session: Session) -> tuple[Line, ...]:
        return tuple(Line(key) for key in self.choices(session))

    def choices(self, session: Session) -> tuple[str, ...]:
        return tuple(f"ready:{session.draft.category}:{n}" for n in range(READY))

    def offered(self, session: Session) -> tuple[str, ...]:
        again = () if session.station.ears.deaf else ("again",)
        return (*numbered(self.choices(session)), *again, "type", "other")

    def labels(self, session: Session, pack: Pack) -> dict[str, str]:
        sentences = (ready_sentence(pack, key) for key in self.choices(session))
        return {f"choice-{n}": sentence for n, sentence in enumerate(sentences, 1)}

    def typed(self, text: str, by: str, session: Session, packs: Mapping[str, Pack], today: date) -> Heard:
        """The sentence of this code was chosen."""
        pack = packs[session.language]
        sentence = ready_sentence(pack, choice_of(self.choices(session), text))
        return own_words(Utterance(sentence), session, pack, today, by=by)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        match code:
            case "again":
                transition.go(Step.SPEAK)
            case "type":
                transition.go(Step.EDIT)
            case "other":
                asked(transition, Step.SENTENCE)
                onward(transition)
            case _:
                transition.effects.append(Understand(code, by))

    def heard(self, transition: Resident, event: Heard) -> None:
        """What was chosen on the screen needs no asking whether it was heard right."""
        if not take_words(transition, event):
            onward(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        acts = [numbered_act(n, say.ready(key)) for n, key in enumerate(self.choices(session), 1)]
        if "again" in self.offered(session):
            acts.append(Act("again", say("sentence.again"), icon="microphone"))
        acts.append(Act("type", say("speak.type"), icon="keyboard"))
        acts.append(Act("other", say("sentence.other"), icon="skip-forward"))
        return replace(
            base, question=(say("sentence.question"),), hint=say("sentence.hint"), acts=tuple(acts)
        )
