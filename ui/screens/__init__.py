"""One file a screen. ``screen_for`` gives the class that lays out a view."""

from __future__ import annotations

from ui.screens.answered import Answered
from ui.screens.base import Screen
from ui.screens.category import Category
from ui.screens.check import Check
from ui.screens.comfort import Comfort
from ui.screens.contact import Contact
from ui.screens.done import Done
from ui.screens.edit import Edit
from ui.screens.emergency import Emergency
from ui.screens.help import Help
from ui.screens.hidden import Hidden
from ui.screens.how_to import HowTo
from ui.screens.mend import Mend
from ui.screens.place import Place
from ui.screens.readback import Readback
from ui.screens.relay import Relay, RelayWrite
from ui.screens.saving import Saving
from ui.screens.speak import Speak
from ui.screens.start_over import StartOver
from ui.screens.still_there import StillThere
from ui.screens.welcome import Welcome

SCREENS: dict[str, type[Screen]] = {
    "welcome": Welcome,
    "speak": Speak,
    "emergency": Emergency,
    "check": Check,
    "mend": Mend,
    "edit": Edit,
    "answered": Answered,
    "category": Category,
    "categories": Category,
    "place": Place,
    "contact": Contact,
    "readback": Readback,
    "saving": Saving,
    "done": Done,
    "comfort": Comfort,
    "help": Help,
    "start-over": StartOver,
    "still-there": StillThere,
    "hidden": Hidden,
    "how-to": HowTo,
    "relay": Relay,
    "relay-write": RelayWrite,
}
OVERLAYS = ("comfort", "help", "start-over", "still-there", "hidden", "how-to", "relay", "relay-write")


def screen_for(name: str) -> type[Screen]:
    """The class for a view's ``screen``; one nobody drew specially is laid out plainly."""
    return SCREENS.get(name, Screen)
