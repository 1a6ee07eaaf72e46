"""Prompts of a language pack, by key; and the lines of a Say as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.conversation import days
from kiosk.conversation.line import Line
from kiosk.conversation.matter import FollowUp, Progress
from kiosk.conversation.session import Station
from kiosk.conversation.unheard import fitting, fitting_lines
from kiosk.languages import language
from kiosk.packs import Pack


@dataclass(frozen=True)
class Sentence:
    """What the voice says; ``private`` is never kept on disk."""

    text: str
    private: bool = False


def prompt(pack: Pack, key: str, text: str = "") -> str:
    """The sentence of ``key``, its placeholder filled with ``text``; the key itself where there is none."""
    sentence = pack.prompts.get(key, key)
    before, brace, rest = sentence.partition("{")
    if not brace:
        return sentence
    return before + text + rest.partition("}")[2]


def category_name(pack: Pack, code: str) -> str:
    """The category's name, its code where the pack does not know it, empty for none."""
    category = pack.category(code)
    return category.name if category else code


def department_name(pack: Pack, code: str) -> str:
    """Who handles a category; its name where nobody is named."""
    category = pack.category(code)
    return (category.department if category else "") or category_name(pack, code)


def group_name(pack: Pack, code: str) -> str:
    """The name of the group in which the category of this code is found; the code where there is none."""
    return pack.group(code) or code


def ready_sentence(pack: Pack, key: str) -> str:
    """The ready sentence of a key "ready:<category>:<n>", n from 0; the key itself where there is none."""
    _, code, n = key.split(":")
    category = pack.category(code)
    return category.ready[int(n)] if category and category.ready else key


def advised(pack: Pack, key: str) -> str:
    """A sentence of an advice by its key "advice:<code>:<n>", n from 0; the key where there is none."""
    _, code, n = key.split(":")
    return next((advice.do[int(n)] for advice in pack.advice if advice.code == code), key)


def sentence(pack: Pack, line: Line) -> Sentence:
    """The line in words."""
    if line.key.startswith("group:"):
        return Sentence(group_name(pack, line.key.removeprefix("group:")))
    if line.key.startswith("advice:"):
        return Sentence(advised(pack, line.key))
    if line.key.startswith("ready:"):
        return Sentence(ready_sentence(pack, line.key))
    if line.key.startswith("category:"):
        return Sentence(category_name(pack, line.key.removeprefix("category:")))
    if line.key.startswith("department:"):
        return Sentence(department_name(pack, line.key.removeprefix("department:")))
    if line.key.startswith(days.KEYS):
        return Sentence(days.worded(pack, line.key))
    text = sentence(pack, Line(line.of)).text if line.of else line.text
    return Sentence(prompt(pack, line.key, text) if line.key else text, line.private)


class Wording:
    """A language's words for a screen: ``say("check.question")``, as they fit the station."""

    def __init__(self, packs: Mapping[str, Pack], language: str, station: Station) -> None:
        self.packs = packs
        self.pack = packs[language]
        self.station = station

    def __call__(self, key: str, text: str = "", pack: Pack | None = None) -> str:
        """The sentence of ``key``, its placeholder filled with ``text``; "" where it asks for what the
        station cannot do. ``pack`` is another language's."""
        return prompt(pack or self.pack, fitting(key, self.station), text)

    def line(self, line: Line) -> str:
        """A line in words; "" where it asks for what the station cannot do."""
        return next((sentence(self.pack, fit).text for fit in fitting_lines((line,), self.station)), "")

    @property
    def space(self) -> str:
        """What stands between sentences."""
        return language(self.pack.tag).space

    def join(self, sentences: Sequence[str]) -> str:
        """Sentences in a row."""
        return language(self.pack.tag).join(filter(None, sentences))

    def category(self, code: str) -> str:
        """What a category is called."""
        return category_name(self.pack, code)

    def ready(self, key: str) -> str:
        """A ready sentence by its key."""
        return ready_sentence(self.pack, key)

    def group(self, code: str) -> str:
        """What the group of categories is called in which the one of this code is found."""
        return group_name(self.pack, code)


def fixed_sentences(pack: Pack, filled: Sequence[Line] = ()) -> list[str]:
    """Everything said that never changes, worth rendering once: prompts and categories, then ``filled``,
    prompts with a placeholder that this station fills in the same way each time, then controls."""
    wanted = [
        text for key, text in pack.prompts.items() if "{" not in text and _is_said(key.removesuffix("_touch"))
    ]
    controls = [
        text
        for key, text in pack.prompts.items()
        if "{" not in text and not key.startswith(_NEVER_SAID) and any(c.isalnum() for c in text)
    ]
    names = [name for category in pack.categories for name in (category.name, category.group) if name]
    names += [sentence for advice in pack.advice for sentence in advice.do]
    known = (sentence(pack, line).text for line in filled)
    return list(dict.fromkeys([*wanted, *names, *known, *controls]))


def _is_said(key: str) -> bool:
    return key.endswith(_SAID) or key in _ALSO_SAID or key.startswith(("say.", "comfort.now_"))


_SAID = (".question", ".hint", ".offer", ".title", ".body", ".kept", ".said", ".stay")
_NEVER_SAID = ("name", "stage.", "lamp.", "comfort.sample", "row.", "when.", "slip.")


_ALSO_SAID = {
    *(f"speak.nothing_{n}" for n in (1, 2, 3)),
    *(f"lamp.hearing_{why}" for why in ("faint", "loud", "noise")),
    "speak.deaf",
    "notice.sent",
    "place.needed",
    "done.slowly",
    *(f"done.{state}" for state in ("printing", "take", "unprinted")),
    *(f"help.{part}" for part in ("ringing", "nobody", "do")),
    "contact.is_it_right",
    "contact.is_it_yours",
    "contact.invalid",
    *(f"readback.{row}" for row in ("which", "what", "which_kind", "where", "urgency", "phone")),
    "readback.urgent",
    "readback.normal",
    "readback.emergency",
    "save.failed",
    *(f"ticket.{part}" for part in ("is_it_right", "more", "wrong", "short")),
    *(f"status.{progress}" for progress in Progress),
    *(f"noted.{kind}" for kind in (*FollowUp, "failed")),
    "unknown.failed",
    "status.visit",
    "save.kept",
    "relay.volunteer_writes",
    "relay.resident_writes",
    "language.changed",
    "comfort.changed",
    "state.chosen",
    "state.not_yet",
    *(f"how_to.{part}" for part in ("skip", "tell", "touch", "agree", "keys", "switch", "anytime")),
}
