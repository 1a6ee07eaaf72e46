"""The words are wrong: a part is said again, another reading is chosen, or all is said anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.conversation.effects import Understand
from kiosk.conversation.events import Focused, Heard
from kiosk.conversation.highlights import highlighted, shown_words, unsure
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import (
    NUMBERS,
    choice_of,
    microphone_act,
    microphone_code,
    named_privately,
    numbered,
    read_act,
)
from kiosk.conversation.screens.excerpt import breadth, excerpt
from kiosk.conversation.screens.speak import OwnWordsScreen
from kiosk.conversation.screens.way import Resident, own_words
from kiosk.conversation.session import Session, Step, Word
from kiosk.conversation.transition import ANYWHERE
from kiosk.conversation.view import Act, Lamp, View
from kiosk.conversation.wording import Wording
from kiosk.languages import language
from kiosk.packs import Pack
from kiosk.understanding.answers import exactly
from kiosk.understanding.choices import by_place
from kiosk.understanding.guarded import guarded
from kiosk.understanding.respoken import mended

_LEAST = 4  # words or hanzi: what is shorter is sooner said again
_CAPTION = 24  # letters of what is being heard that stand in a line beside the lamp

# A command before anything is mended, and one that may as well be a word of the text.
_RATHER_THAN_MEND = ("help", "back", "repeat", "start-over", "again", "read")
_UNLESS_MENDED = ("yes", "no", "hide", "louder", "slower", "faster", "bigger", "smaller", "how-to", "go-on")


def mend(transition: Resident) -> None:
    """The text is wrong: ask what it should say; where there is nothing to mend, or nothing to hear it by,
    go straight to where it is said or typed anew."""
    session = transition.session
    can_hear = not session.station.ears.deaf
    size = language(session.language).size(session.draft.text)
    if session.draft.others or (can_hear and size >= _LEAST):
        transition.go(Step.MEND)
    else:
        transition.go(Step.SPEAK if can_hear else Step.EDIT)


class MendScreen(OwnWordsScreen):
    """The text as it stands, what else it may be as large buttons, and ways to say it again."""

    name = Step.MEND
    way_on = "type"

    def said(self, session: Session) -> tuple[Line, ...]:
        numbered_texts = self._numbered(session) if session.may_read_aloud else ()
        offer = (hint("mend.offer"),) if session.draft.others else ()
        return (Line("mend.question"), *numbered_texts, hint("mend.hint"), *offer)

    def _numbered(self, session: Session) -> tuple[Line, ...]:
        """The choices, each after its number."""
        return tuple(
            line
            for n, text in enumerate(self.choices(session), 1)
            for line in (Line(f"mend.choice_{n}"), Line(text=text, private=True))
        )

    def spoken_hint(self, session: Session) -> str:
        return "say.mend_which" if session.draft.others else "say.mend"

    def choices(self, session: Session) -> tuple[str, ...]:
        return session.draft.others

    def offered(self, session: Session) -> tuple[str, ...]:
        choices = numbered(self.choices(session))
        read = ("read",) if session.spoken or choices else ()
        return (microphone_code(session), *choices, "again", "type", *read, "yes", "no")

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=session.draft.text, private=True), *self._numbered(session))

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        return self.readout(session)

    def named(self, session: Session, event: Focused) -> tuple[Line, ...]:
        """A reading by its number alone, until its words were read."""
        if event.code.startswith("choice-") and not session.may_read_aloud:
            return (Line(f"mend.{event.code.replace('-', '_')}"),)
        return named_privately(event)

    # -- what is meant ------------------------------------------------------------------------------------

    def command(self, said: Utterance, session: Session, pack: Pack) -> str | None:
        """Only what can hardly be a word of the text."""
        codes = (*self.offered(session), *ANYWHERE)
        text = said.in_language(pack.tag)
        rather = [code for code in _RATHER_THAN_MEND if code in codes]
        code = exactly(text, pack, rather) or by_place(text, pack, codes)
        if code or _with_part(said.text, session, pack) not in (None, session.draft.text):
            return code
        return exactly(text, pack, _UNLESS_MENDED)

    def words(
        self, said: Utterance, by: str, session: Session, packs: Mapping[str, Pack], today: date
    ) -> Heard:
        """The text with the part that was said again; where that is no part of it, the words anew.

        A part that was misheard again, as the same, is looked for in what else it may have been.
        """
        pack, before = packs[session.language], session.draft
        tried = [_with_part(text, session, pack) for text in (said.text, *said.others)]
        if tried[0] is None:
            return own_words(said, session, pack, today, by=by)
        texts = list(dict.fromkeys(t for t in tried if t not in (None, before.text))) or [before.text]
        others = tuple(str(t) for t in texts[1:]) or before.others
        return _instead(str(texts[0]), others, by, session, pack, today)

    def typed(self, text: str, by: str, session: Session, packs: Mapping[str, Pack], today: date) -> Heard:
        """Another reading was chosen; the others stay within reach."""
        return _instead(text, session.draft.others, by, session, packs[session.language], today)

    # -- what happens -------------------------------------------------------------------------------------

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        match code:
            case "again":
                transition.go(Step.SPEAK)
            case "type":
                transition.go(Step.EDIT)
            case "yes":
                self.leave(transition)
            case "no":
                transition.say(transition.flow.hint(transition.session) or "mend.hint")
            case _:
                text = choice_of(self.choices(transition.session), code)
                transition.effects.append(Understand(text, by))

    def leave(self, transition: Resident) -> None:
        """Back to the check, as if it had not been left: "back" leads from there to what came before it."""
        trail = transition.session.trail
        remember = trail[-1:] != (Step.CHECK,)
        if not remember:
            transition.set(trail=trail[:-1])
        transition.go(Step.CHECK, remember=remember)

    # -- what it shows ------------------------------------------------------------------------------------

    def shown(self, base: View, session: Session, say: Wording) -> View:
        hints = [say("mend.hint")]
        hints += [say("mend.offer")] if session.draft.others else []
        return replace(
            base,
            question=(say("mend.question"),),
            hint=say.join(hints),
            label=say("check.label"),
            words=shown_words(session.draft),
            acts=(
                *microphone_act(session, say),
                *self._readings(session, say),
                *self._again(session, say),
                Act("type", say("speak.type"), icon="keyboard"),
                *read_act(self.offered(session), say("check.read")),
            ),
            lamp=_lamp(base.lamp, session, say),
        )

    def _again(self, session: Session, say: Wording) -> tuple[Act, ...]:
        if session.station.ears.deaf:
            return ()
        return (Act("again", say("mend.again"), icon="arrow-counter-clockwise"),)

    def _readings(self, session: Session, say: Wording) -> tuple[Act, ...]:
        """A button for each reading; what differs from the text is highlighted in it."""
        by_number = session.spoken or session.may_read_aloud
        acts = []
        for n, text in enumerate(self.choices(session), 1):
            spans = unsure(highlighted((Word(session.draft.text),), text))
            label, shown = excerpt(text, spans)
            how = say(f"mend.choice_{n}") if by_number else ""
            icon = f"number-circle-{NUMBERS[n]}"
            acts.append(Act(f"choice-{n}", label, how, icon=icon, highlighted=shown))
        return tuple(acts)


def _instead(text: str, others: Sequence[str], by: str, session: Session, pack: Pack, today: date) -> Heard:
    """Another wording of what was recognized: what is new in it is highlighted."""
    before = session.draft
    said = Utterance(text, engine=before.engine, others=tuple(others))
    heard = own_words(said, session, pack, today, by=by)
    words = highlighted(shown_words(before), heard.request.text)
    return replace(heard, recognized=before.recognized, words=words)


def _with_part(said: str, session: Session, pack: Pack) -> str | None:
    draft = session.draft
    return guarded("mend", None, lambda: mended(draft.text, said, pack, unsure(shown_words(draft))))


def _lamp(lamp: Lamp, session: Session, say: Wording) -> Lamp:
    """What is being heard stands beside the lamp: the text keeps its place, and nothing moves meanwhile."""
    if not lamp.hears or session.hard:
        return lamp
    heard = say.join([word.text.strip() for word in session.caption])
    most = _CAPTION // breadth(heard)
    return replace(lamp, hint=heard if len(heard) <= most else "…" + heard[-most:].lstrip())
