"""The voices that a language pack names and that are installed here."""

from __future__ import annotations

from kiosk.packs import Pack
from speech.protocol import VoiceSpec
from speech.synthesizers.voices import installed
from tests.synthetic_speech import models


def there(pack: Pack) -> list[VoiceSpec]:
    """Best first, down to the last resort: pyttsx3, which needs no model."""
    voices, _ = installed([VoiceSpec(v.engine, v.model, v.voice) for v in pack.voices], pack.tag, models())
    return voices[: 1 + next(n for n, voice in enumerate(voices) if voice.engine == "pyttsx3")]
