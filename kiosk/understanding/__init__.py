"""What a text means: category, urgency, kind, place, phone, yes and no, a known answer."""

from kiosk.understanding.listening import listening_phrases
from kiosk.understanding.understand import understand

__all__ = ["listening_phrases", "understand"]
