"""Sentences that ask one to speak, and what stands in their place where the kiosk cannot hear or speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.session import Station

_INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "stage.speak",
            "welcome.title",
            "welcome.body",
            "welcome.start",
            "speak.question",
            "category.hint",
            "how_to.tell",
            "how_to.agree",
        ),
        "_touch",
    ),
    "speak.hint": "speak.deaf",
    "mend.hint": "speak.deaf",
    "say.speak": "speak.deaf",
    "say.mend": "speak.deaf",
    "say.mend_which": "speak.deaf",
    "say.which": "readback.which",
    "say.contact": "contact.hint",
    "say.ticket": "ticket.hint",
    "notice.said": "notice.sent",
    **dict.fromkeys(
        (
            "welcome.body_2",
            "notice.kept",
            "check.yes_hint",
            "check.no_hint",
            "place.hint",
            "place.skip_hint",
            "contact.skip_hint",
            "readback.send_hint",
            "hidden.show_hint",
            "how_to.anytime",
            "how_to.touch",
        ),
        "",
    ),
}
"""By the key, that of what is said instead ("_touch": its own with that ending), "" for nothing."""
_OF_KEYS = ("say.welcome", "say.contact_heard", "say.nothing_typed")
"""What is said to somebody who does not look, and asks for nothing that is spoken."""
_READ_OUT = ("check.offer", "readback.offer")
"""These offer to read the resident's words aloud when asked by voice."""
_ALOUD = ("done.slowly",)
"""These offer to read something aloud."""


def fitting(key: str, station: Station) -> str:
    """The prompt that stands for ``key`` at this station as it is now; "" where nothing does."""
    if key in _READ_OUT:
        return key if station.voice and not station.ears.deaf else ""
    if key in _ALOUD:
        return key if station.voice else ""
    if not station.ears.deaf:
        return key
    if key in _INSTEAD:
        instead = _INSTEAD[key]
        return key + instead if instead == "_touch" else instead
    return "" if key.startswith("say.") and key not in _OF_KEYS else key


def fitting_lines(lines: Iterable[Line], station: Station) -> tuple[Line, ...]:
    """The lines as this station can say them, each once."""
    keys = ((line, fitting(line.key, station)) for line in lines)
    fit = (replace(line, key=key) for line, key in keys if key or not line.key)
    return tuple(dict.fromkeys(fit))
