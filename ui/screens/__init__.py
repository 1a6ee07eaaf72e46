"""The screens. One that is not named here or in ``options`` is laid out plainly and needs no code."""

from __future__ import annotations

from kiosk.conversation.session import Overlay
from kiosk.conversation.view import View
from ui.screens.base import ScreenWidget
from ui.screens.comfort import ComfortScreen
from ui.screens.edit import EditScreen
from ui.screens.hidden import HiddenScreen
from ui.screens.keypad import KeypadScreen
from ui.screens.readback import ReadbackScreen
from ui.screens.relay import RelayScreen, RelayWriteScreen
from ui.screens.welcome import WelcomeScreen

_SCREENS: dict[str, type[ScreenWidget]] = {
    "welcome": WelcomeScreen,
    "edit": EditScreen,
    "comfort": ComfortScreen,
    "hidden": HiddenScreen,
    "readback": ReadbackScreen,
    "relay": RelayScreen,
    "relay-write": RelayWriteScreen,
}
OVERLAYS = frozenset({*Overlay, "relay-write"})


def screen_for(view: View) -> type[ScreenWidget]:
    """The class that draws a view."""
    return _SCREENS.get(view.screen, KeypadScreen if view.keypad else ScreenWidget)
