"""What things are called where they are met one by one, not seen in their place: by a voice, by a reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kiosk.conversation.view import Row, View
from kiosk.packs import Pack


def named(shown: View, pack: Pack) -> View:
    """The view with the names that its screen alone does not give: of the stage, of rows, of their acts."""
    way = ""
    if 0 < shown.stage <= len(shown.stages):
        sentence = pack.prompts["stage.way"].replace("{n}", str(shown.stage))
        way = sentence.replace("{of}", str(len(shown.stages))).replace(
            "{name}", shown.stages[shown.stage - 1]
        )
    return replace(shown, way=way, rows=tuple(_row(row, pack) for row in shown.rows))


def _row(row: Row, pack: Pack) -> Row:
    """Where: Happy Lane, with Edit: Where; or Colour, with Colour: Night."""
    times = Counter(act.label for act in row.acts)
    acts = []
    for n, act in enumerate(row.acts, 1):
        label = act.label if times[act.label] == 1 else str(n)  # four letters that show four sizes
        name = _pair(pack, label, row.label) if row.value else _pair(pack, row.label, label)
        acts.append(replace(act, name=name))
    return replace(
        row,
        name=_pair(pack, row.label, row.value) if row.label and row.value else row.label or row.value,
        acts=tuple(acts),
    )


def _pair(pack: Pack, what: str, which: str) -> str:
    return pack.prompts["row.pair"].replace("{what}", what).replace("{which}", which)
