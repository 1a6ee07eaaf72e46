"""The destinations that the settings name, as objects that send."""

from __future__ import annotations

from kiosk.settings import Settings
from kiosk.settings.destinations import (
    DestinationSettings,
    GeoReportSettings,
    UnusableSettings,
    WebhookSettings,
    ZammadSettings,
)
from kiosk.tickets.destinations.base import (
    Check,
    Destination,
    Problem,
    Receipt,
    Status,
    UnreachableError,
)
from kiosk.tickets.message import Message


class Unusable:
    """Keeps everything back: its table in the settings is wrong, and what is for it must not be lost."""

    def __init__(self, settings: UnusableSettings) -> None:
        self.name = settings.name
        self._problem = settings.problem

    def send(self, message: Message) -> Receipt:
        """Refuse to send anything for now."""
        raise UnreachableError(self._problem)

    def check(self) -> Check:
        """Tell what is wrong in the settings."""
        return Check("not used", (Problem(self._problem, "correct the settings"),))

    def status(self, reference: str) -> Status | None:
        """Nobody can be asked."""
        raise UnreachableError(self._problem)


def outside(one: DestinationSettings, settings: Settings) -> Destination | None:
    """Make the destination of a table of the settings; None for the built-in desk, which needs a database.

    Case workers read the first language of the station. What speaks HTTP is imported only where it is wanted:
    it takes some tenths of a second that a kiosk with its own desk need not wait.
    """
    tag = settings.languages[0]
    match one:
        case UnusableSettings():
            return Unusable(one)
        case WebhookSettings():
            from kiosk.tickets.destinations.webhook import Webhook

            return Webhook(one)
        case GeoReportSettings():
            from kiosk.tickets.destinations.georeport.destination import GeoReport

            return GeoReport(one, settings.pack(tag), settings.station.name_in(tag))
        case ZammadSettings():
            from kiosk.tickets.destinations.zammad.destination import Zammad

            return Zammad(one, settings.pack(tag))
    return None
