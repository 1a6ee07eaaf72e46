"""``kiosk understand --screen``: what an answer would do on a screen, without a conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TextIO

from kiosk.conversation.events import Dialled, Event, Heard, Pressed, Written
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.samples import SCREENS, sample
from kiosk.errors import KioskError
from kiosk.packs import Pack


class UnknownScreenError(KioskError):
    """There is no screen of that name."""


def run(stdin: TextIO, stdout: TextIO, packs: Sequence[Pack], screen: str, places: Sequence[str] = ()) -> int:
    """For each line of ``stdin``, said on ``screen`` in the first pack's language, a JSON object: the code
    that is ``meant``, or the ``digits``, the ``place`` or the ``words`` that are taken. All empty: it would
    ask again.

    :raises UnknownScreenError: there is no such screen.
    """
    if screen not in SCREENS:
        raise UnknownScreenError(f"there is no screen {screen!r}; there are: {', '.join(SCREENS)}")
    session = sample(screen, packs, places)
    front, by_tag, today = RESIDENT.front(session), {pack.tag: pack for pack in packs}, date.today()
    for line in stdin:
        event = front.meant(Utterance(line.strip()), session, by_tag, today)
        stdout.write(json.dumps(_as_json(event, screen), ensure_ascii=False) + "\n")
        stdout.flush()
    return 0


def _as_json(event: Event, screen: str) -> dict[str, object]:
    said: dict[str, object] = {"meant": None, "digits": "", "place": "", "words": ""}
    match event:
        case Pressed(code):
            return said | {"meant": code}
        case Dialled(digits):
            return said | {"digits": digits}
        case Heard():
            whole = event.request.text if screen == "place" else ""
            return said | {"place": event.request.place or whole, "words": event.request.text}
        case Written(text):
            return said | {"words": text}
    return said
