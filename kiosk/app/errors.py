"""What a command tells in one sentence, with exit status 2: errors of the kiosk and errors of speech."""

from __future__ import annotations

from kiosk.errors import KioskError
from speech.errors import SpeechError

TOLD = (KioskError, SpeechError)
