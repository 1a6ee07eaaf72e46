"""Every screen as its view, in English, written down word for word: its words, acts, icons, notes and rows.

``python -m tests.conversation.views > tests/data/views.txt`` writes them anew, where a change is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from kiosk.app.sample_views import MORE, SCREENS, sample
from kiosk.conversation.view import Act, Lamp, Note, Row, View

ALL = (*SCREENS, *MORE)
_EVERYWHERE = ("language", "name", "tools", "stages", "comfort")


def written(screen: str) -> Iterator[str]:
    """The view of a sample screen: a line for each thing that it holds."""
    yield from _view(sample(screen, "en"))


def _view(shown: View) -> Iterator[str]:
    for each in fields(View):
        value = getattr(shown, each.name)
        if each.name in _EVERYWHERE or not value:
            continue
        parts = value if isinstance(value, tuple) else (value,)
        yield from (f"{each.name}: {_part(part)}" for part in parts)


def _part(part: object) -> str:
    match part:
        case Act():
            marks = [name for name in ("main", "warn") if getattr(part, name)]
            marks += ["binding"] if part.armed is not None else []
            marks += [] if part.enabled else ["not enabled"]
            marks += [f"chosen {part.chosen}"] if part.chosen is not None else []
            marks += [f"language {part.language}"] if part.language else []
            marks += [f"highlighted {part.highlighted}"] if part.highlighted else []
            words = f"{part.label!r} {part.hint!r} {part.name!r}"
            return f"{part.code} {words} [{part.icon}] {' '.join(marks)}".rstrip()
        case Row():
            acts = "; ".join(_part(act) for act in part.acts)
            return f"{part.label!r} {part.value!r} {part.name!r} {acts}".rstrip()
        case Note():
            return f"[{part.icon}] {part.text}"
        case Lamp():
            return f"{part.state} {part.word!r} {part.hint!r} hears={part.hears}"
    return str(part)


def transcript() -> str:
    """All of them."""
    return "".join(f"# {screen}\n" + "".join(f"{line}\n" for line in written(screen)) for screen in ALL)


if __name__ == "__main__":
    print(transcript(), end="")
