"""A resident's screens, a file each, and the order of the way."""

from __future__ import annotations

from kiosk.conversation.screens.answer import AnswerScreen
from kiosk.conversation.screens.answered import AnsweredScreen
from kiosk.conversation.screens.categories import CategoriesScreen
from kiosk.conversation.screens.category import CategoryScreen
from kiosk.conversation.screens.check import CheckScreen
from kiosk.conversation.screens.contact import ContactScreen
from kiosk.conversation.screens.done import DoneScreen
from kiosk.conversation.screens.edit import EditScreen
from kiosk.conversation.screens.emergency import EmergencyScreen
from kiosk.conversation.screens.kept import KeptScreen
from kiosk.conversation.screens.looking import LookingScreen
from kiosk.conversation.screens.mend import MendScreen
from kiosk.conversation.screens.neighbour import NeighbourScreen
from kiosk.conversation.screens.noted import NotedScreen
from kiosk.conversation.screens.place import PlaceScreen
from kiosk.conversation.screens.rating import RatingScreen
from kiosk.conversation.screens.readback import ReadbackScreen
from kiosk.conversation.screens.saving import SavingScreen
from kiosk.conversation.screens.sentence import SentenceScreen
from kiosk.conversation.screens.speak import SpeakScreen
from kiosk.conversation.screens.status import StatusScreen
from kiosk.conversation.screens.ticket import TicketScreen
from kiosk.conversation.screens.unknown import UnknownScreen
from kiosk.conversation.screens.urgency import UrgencyScreen
from kiosk.conversation.screens.welcome import WelcomeScreen
from kiosk.conversation.screens.withdraw import WithdrawScreen

WAY = (
    AnswerScreen(),
    CategoryScreen(),
    CategoriesScreen(),
    SentenceScreen(),
    PlaceScreen(),
    NeighbourScreen(),
    ContactScreen(),
    ReadbackScreen(),
)
"""The questions after the request, in order: the next is the first that is due."""

BESIDE = (
    WelcomeScreen(),
    SpeakScreen(),
    EmergencyScreen(),
    CheckScreen(),
    MendScreen(),
    EditScreen(),
    AnsweredScreen(),
    UrgencyScreen(),
    SavingScreen(),
    KeptScreen(),
    DoneScreen(),
    TicketScreen(),
    LookingScreen(),
    UnknownScreen(),
    StatusScreen(),
    WithdrawScreen(),
    RatingScreen(),
    NotedScreen(),
)
"""The screens before and after them, and those that an answer leads aside to,
and the way back for a ticket that was made before."""
