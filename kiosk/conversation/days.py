"""A day, or a part of one, as one says it: "today", "yesterday evening", "24 November"."""

from __future__ import annotations

from datetime import datetime

from kiosk.packs import Pack

KEYS = ("day:", "time:")
_PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))
"""The hour before which each part of a day ends."""


def day(then: datetime, now: datetime) -> str:
    """The key of a line that says which day it was, seen from ``now``."""
    return f"day:{then.isoformat()} {now.isoformat()}"


def time(then: datetime, now: datetime) -> str:
    """The key of a line that says which part of a day it was."""
    return f"time:{then.isoformat()} {now.isoformat()}"


def worded(pack: Pack, key: str) -> str:
    """The words of such a key."""
    kind, _, moments = key.partition(":")
    now = datetime.fromisoformat(moments.split(" ")[1])
    then = datetime.fromisoformat(moments.split(" ")[0]).astimezone(now.tzinfo)
    prompts = pack.prompts
    ago = (now.date() - then.date()).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(ago)
    date = prompts["when.date"].replace("{month}", prompts[f"when.month_{then.month}"])
    said = prompts[f"when.{near}"] if near else date.replace("{day}", str(then.day))
    if then.year != now.year and not near:
        said = prompts["when.of_year"].replace("{date}", said).replace("{year}", str(then.year))
    if kind == "day":
        return said
    part = next(name for until, name in _PARTS if then.hour < until)
    return prompts[f"when.{part}"].replace("{day}", said)
