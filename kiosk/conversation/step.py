"""The resident's steps: one question a screen."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """One question a screen; the order is the way a typical request goes."""

    WELCOME = "welcome"
    SPEAK = "speak"
    EMERGENCY = "emergency"
    CHECK = "check"
    MEND = "mend"
    EDIT = "edit"
    ANSWER = "answer"
    ANSWERED = "answered"
    CATEGORY = "category"
    CATEGORIES = "categories"
    SENTENCE = "sentence"
    PLACE = "place"
    NEIGHBOUR = "neighbour"
    CONTACT = "contact"
    READBACK = "readback"
    URGENCY = "urgency"
    SAVING = "saving"
    KEPT = "kept"
    DONE = "done"
    TICKET = "ticket"
    LOOKING = "looking"
    UNKNOWN = "unknown"
    STATUS = "status"
    WITHDRAW = "withdraw"
    RATING = "rating"
    NOTED = "noted"
