"""The access table on every screen, language, size and contrast; and on the smallest and the largest glass.

Colours do not depend on the glass, and what lies between the smallest and the largest type was seen on the
usual one: at 15, 15.6 and 32 inches one contrast is looked at. A tablet of 10.1 inches is too small;
what must hold there too is that nothing is sent or agreed to while its counterpart is cut off.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from kiosk.conversation.session import Theme
from kiosk.packs import load_pack
from kiosk.settings import Settings
from kiosk.staff.access import conduct
from kiosk.staff.access.ledger import Ledger, RuleResult
from tests.benchmarks.table import Row

LANGUAGES = ("zh-CN", "en")
USUAL, ENDS = 24, (15, 15.6, 32)
TABLET = (10.1, (800, 1280), (1280, 800))


def run() -> list[Row]:
    """Look at everything: some minutes of work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.app.access import ACROSS, UPRIGHT, measure
    from kiosk.app.sample_views import EVERY, typed_candidates
    from ui.conformance.walk import Glass, Matrix

    packs = {tag: load_pack(tag) for tag in LANGUAGES}
    whole, views = Ledger(), 0
    conduct.measure(whole, Settings(), packs.values())
    sides: list[Row] = []
    for inches in (USUAL, *ENDS):
        glasses = [Glass(*UPRIGHT, inches), Glass(*ACROSS, inches)]
        matrix = Matrix(glasses, LANGUAGES, EVERY, candidates=typed_candidates())
        if inches in ENDS:
            matrix = replace(matrix, themes=(Theme.DAY,))
        mine = Ledger()
        measure(mine, matrix, packs, shown=sys.stderr.isatty())
        whole.merge(mine)
        views += matrix.count
        side = mine.entry("target.side")
        sides.append(_row(f"smallest target at {inches} inches", side))
    inches, *ways = TABLET
    glasses = [Glass(*pixels, inches) for pixels in ways]
    tablet = Ledger()
    matrix = Matrix(glasses, LANGUAGES, EVERY, themes=(Theme.DAY,), candidates=typed_candidates())
    measure(tablet, matrix, packs, shown=sys.stderr.isatty())
    alone = _row(
        f"yes or send seen without its counterpart at {inches} inches", tablet.entry("sending.whole")
    )
    parts = whole.parts()
    held = sum(state is True for state in parts.values())
    short = ", ".join(entry.rule.what for entry in whole.missed)
    what = f"parts of the access table held, {views} views"
    rows = [Row(what, f"{len(parts)} of {len(parts)}", f"{held} of {len(parts)}", held == len(parts), short)]
    rows.append(_row("worst contrast of text, day and night", whole.entry("contrast.usual")))
    rows.append(_row("worst contrast of text, high contrast", whole.entry("contrast.high")))
    rows += [*sides, alone]
    rows.append(_row("capital or hanzi of main text, usual size", whole.entry("type.main")))
    rows.append(_row("capital or hanzi of any text, largest size", whole.entry("type.largest")))
    sheet = "smallest ratio of what a sheet holds at size 2 to 4 to size 1"
    rows.append(_row(sheet, whole.entry("type.sheet")))
    rows.append(_row("prompts over the length rule", whole.entry("words.length")))
    return rows


def _row(what: str, entry: RuleResult) -> Row:
    note = "" if entry.rule.counts else f"{entry.what} ({entry.where})"
    return Row(what, entry.rule.goal, entry.figure, entry.held, note)


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
