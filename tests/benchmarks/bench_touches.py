"""Touches from the first question to a category, for each of them."""

from __future__ import annotations

from kiosk.conversation.events import Pressed
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.session import Session, Station, Step
from kiosk.packs import load_pack
from tests.benchmarks.table import Row

MOST = 3


def run() -> list[Row]:
    """Press every choice of every level, and count."""
    pack = load_pack("zh-CN")
    codes = tuple(category.code for category in pack.categories)
    station = Station(categories=codes, groups=pack.groups())
    first, _ = advance(Session(station=station, step=Step.SPEAK), Pressed("touch"))
    touches = _touches(first, 1)
    missed = [code for code in codes if touches.get(code, MOST + 1) > MOST]
    most = max(touches.values())
    what = f"touches to choose a category, any of {len(codes)}"
    return [Row(what, f"<= {MOST}", str(most), not missed, ", ".join(missed))]


def _touches(session: Session, touched: int) -> dict[str, int]:
    """By category, how many touches it takes from the session of a level on."""
    found: dict[str, int] = {}
    for code in RESIDENT.front(session).offered(session):
        if code.startswith("choice-"):
            after, _ = advance(session, Pressed(code))
            if after.draft.category:
                found[after.draft.category] = touched + 1
            else:
                found |= _touches(after, touched + 1)
    return found


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
