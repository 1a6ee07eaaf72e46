"""When it happened, in the resident's own words."""

from __future__ import annotations

from kiosk.packs import Pack


def when(text: str, pack: Pack) -> str:
    """The words of time in a request, empty where there are none."""
    return ""
