"""What was said, as an event: a spoken answer becomes the same ``Pressed`` that a finger gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kiosk.conversation.draft import Word
from kiosk.conversation.effects import Listening
from kiosk.conversation.events import Dialled, Event, HeardNothing, Pressed
from kiosk.languages import Said, language
from kiosk.packs import Pack
from kiosk.understanding.answers import answer, exactly, word_for_word
from kiosk.understanding.choices import by_place
from kiosk.understanding.digits import digits
from kiosk.understanding.refusal import refuses

# Free speech answers no question; how it ends is the ears' to say.
_NOT_IN_FREE_SPEECH = ("yes", "no", "finish", "talk", "type", "touch", "read", "send", "change", "again")


@dataclass(frozen=True)
class Utterance:
    """What the ears made of a listening turn; ``others`` is what else may have been said, best first."""

    text: str
    words: tuple[Word, ...] = ()
    engine: str = ""
    others: tuple[str, ...] = ()

    def in_language(self, tag: str) -> Said:
        """The text in a language; what is derived from it is derived once."""
        return self._said.setdefault(tag, Said(self.text, language(tag)))

    @cached_property
    def _said(self) -> dict[str, Said]:
        return {}


def chosen(
    said: Utterance,
    pack: Pack,
    listening: Listening | None,
    codes: Sequence[str],
    anywhere: Sequence[str],
    labels: Mapping[str, str],
) -> Event:
    """The answer, of the ``codes`` that a screen offers or of what is said ``anywhere``, or digits."""
    if not said.text.strip() or listening is None:
        return HeardNothing()
    text = said.in_language(pack.tag)
    dialled = digits(text, pack) if listening is Listening.DIGITS else ""
    if len(dialled) > 1:
        return Dialled(dialled)
    code = exactly(text, pack, anywhere) or answer(text, pack, codes, labels)
    if not code and listening is Listening.DIGITS and "skip" in codes and refuses(text, pack):
        code = "skip"
    if code:
        return Pressed(code, by="voice")
    return HeardNothing(said.text.strip() if listening is Listening.CHOICE else "")


def command(said: Utterance, pack: Pack, codes: Sequence[str], anywhere: Sequence[str]) -> str | None:
    """The command that free speech is; None where it is, or could be, the resident's own words.

    A command is the whole utterance, but for politeness: "help" is one, "help, the lift broke" a request.
    What may as well be a request ("too loud") is one.
    """
    text = said.in_language(pack.tag)
    free = [c for c in (*anywhere, *codes) if c not in _NOT_IN_FREE_SPEECH]
    return word_for_word(text, pack, free) or by_place(text, pack, codes)
