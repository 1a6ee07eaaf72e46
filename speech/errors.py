"""What can go wrong in ears, voice and models and is told to a person, each as one sentence.

    SpeechError                 speech/errors.py
        EngineError             speech/engines/base.py
        WavError                speech/wav.py
        MicrophoneError         speech/microphone.py
        NoLoudspeakerError      speech/player.py
        VoiceMissingError       speech/synthesizers/base.py
        SynthesisError          speech/synthesizers/base.py
        SpeakError              speech/speak.py
        PronunciationError      speech/sayas/pronunciation.py
        ModelError              speech/models/errors.py
            BadInputError
            SourceError

The kiosk has a root of its own (kiosk/errors.py).
"""

from __future__ import annotations


class SpeechError(Exception):
    """The text is one sentence that says what, why and what to do."""
