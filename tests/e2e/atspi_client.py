"""A screen reader's half of a conversation: finds a program's accessible tree on the AT-SPI bus, acts on it.

Runs by itself under the system's Python, which has GObject introspection (python3-gi, gir1.2-atspi-2.0):

    /usr/bin/python3 tests/e2e/atspi_client.py heard-kiosk

One JSON object a line. In: ``{"do": "tree"}``, ``{"do": "press", "id": 7}``, ``{"do": "focus", "id": 7}``,
``{"do": "write", "id": 7, "text": "..."}``. Out: an answer to each, and besides, as they come,
``{"it": "announcement", "text": ..., "assertive": ...}`` and ``{"it": "focus", "name": ..., "role": ...}``.
An ``id`` is good until the next tree.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]  # the system's Python has it, the virtual environment has not

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # type: ignore[import-not-found]  # noqa: E402  # as above; version first

STATES = ("BUSY", "CHECKED", "CHECKABLE", "EDITABLE", "ENABLED", "FOCUSABLE", "FOCUSED", "SHOWING")
ASSERTIVE = 2
PRESSES = ("Press", "Toggle")


def tell(it: str, **more: object) -> None:
    """A line to whoever started this."""
    print(json.dumps({"it": it, **more}, ensure_ascii=False), flush=True)


class Client:
    """Holds the parts of the last tree by number. Nothing is cached: what it tells is so now."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.parts: list[Any] = []
        self.listener = Atspi.EventListener.new(self.on_event)
        for event in ("object:announcement", "object:state-changed:focused"):
            self.listener.register(event)

    def tree(self) -> list[dict[str, object]]:
        """What of the program shows, in the order of the tree."""
        self.parts = []
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        programs = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
        top = next((p for p in programs if p is not None and p.get_name() == self.program), None)
        return list(self.walk(top, 0)) if top is not None else []

    def walk(self, part: Any, depth: int) -> Iterator[dict[str, object]]:
        """The part and all below it that show."""
        states = part.get_state_set()
        if depth and not states.contains(Atspi.StateType.SHOWING):
            return
        self.parts.append(part)
        yield {
            "id": len(self.parts) - 1,
            "depth": depth,
            "role": part.get_role_name(),
            "name": part.get_name(),
            "description": part.get_description(),
            "locale": part.get_object_locale(),
            "states": [name for name in STATES if states.contains(getattr(Atspi.StateType, name))],
            "text": Atspi.Text.get_text(part, 0, -1) if "Text" in part.get_interfaces() else "",
        }
        for n in range(part.get_child_count()):
            child = part.get_child_at_index(n)
            if child is not None:
                yield from self.walk(child, depth + 1)

    def act(self, asked: dict[str, Any]) -> bool:
        """Do what is asked to a part; whether the program did it."""
        part = self.parts[asked["id"]]
        match asked["do"]:
            case "press":
                names = [
                    Atspi.Action.get_action_name(part, n) for n in range(Atspi.Action.get_n_actions(part))
                ]
                press = next((n for n, name in enumerate(names) if name in PRESSES), None)
                return press is not None and bool(Atspi.Action.do_action(part, press))
            case "focus":
                return bool(Atspi.Component.grab_focus(part))
            case "write":
                return bool(Atspi.EditableText.set_text_contents(part, asked["text"]))
            case other:
                raise ValueError(f"nobody does {other!r} here")

    def on_event(self, event: Any) -> None:
        """The program told something by itself."""
        if event.type.startswith("object:announcement"):
            tell("announcement", text=event.any_data, assertive=event.detail1 == ASSERTIVE)
        elif event.detail1:
            tell("focus", name=event.source.get_name(), role=event.source.get_role_name())

    def on_line(self, source: object, condition: object) -> bool:
        """A line from whoever started this; its end ends the program."""
        line = sys.stdin.readline()
        if not line:
            Atspi.event_quit()
            return False
        asked = json.loads(line)
        try:
            if asked["do"] == "tree":
                tell("tree", parts=self.tree())
            else:
                tell("done", ok=self.act(asked))
        except GLib.Error as error:  # the part, or the program, has gone meanwhile
            tell("gone", why=error.message)
        return True


def say_that_one_runs() -> None:
    """What every screen reader does when it starts; programs do not fill the bus before.

    To be said when the registry knows what is listened for: Qt asks what that is before it asks to be told
    of changes (AtSpiAdaptor's constructor), and what is registered between the two it never hears of.
    """
    arguments = GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", True)))
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    properties = "org.freedesktop.DBus.Properties"
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", arguments, None, 0, -1, None)


def main() -> None:
    """Serve until stdin ends."""
    Atspi.init()
    client = Client(sys.argv[1])
    Atspi.get_desktop(0).get_child_count()  # an answer: the registry has read what was asked before
    say_that_one_runs()
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, client.on_line)
    tell("ready")
    Atspi.event_main()


if __name__ == "__main__":
    main()
