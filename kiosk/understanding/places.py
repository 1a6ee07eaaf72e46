"""Where: addresses, estates, roads and landmarks in a request, and a station's own places by sound."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.packs import Pack


def find_place(text: str, pack: Pack, places: Sequence[str] = ()) -> str:
    """The place said in a request, as said; empty where there is none."""
    return ""


def nearest(text: str, places: Sequence[str], pack: Pack) -> list[str]:
    """The station's places that the text may mean, likeliest first."""
    return []
