"""What lies over any step, a file each."""

from __future__ import annotations

from kiosk.conversation.overlays.comfort import ComfortOverlay
from kiosk.conversation.overlays.help import HelpOverlay
from kiosk.conversation.overlays.hidden import HiddenOverlay
from kiosk.conversation.overlays.how_to import HowToOverlay
from kiosk.conversation.overlays.relay import RelayOverlay
from kiosk.conversation.overlays.start_over import StartOverOverlay
from kiosk.conversation.overlays.still_there import StillThereOverlay
from kiosk.conversation.session import Session
from kiosk.conversation.transition import Screen

OVERLAYS: tuple[Screen[Session], ...] = (
    ComfortOverlay(),
    HelpOverlay(),
    HowToOverlay(),
    StartOverOverlay(),
    StillThereOverlay(),
    HiddenOverlay(),
    RelayOverlay(),
)
