"""What can go wrong with a model, each told in one clear sentence."""

from __future__ import annotations

from speech.errors import SpeechError


class ModelError(SpeechError):
    """A model cannot be had or used; the text says what, why and what to do."""


class BadInputError(ModelError):
    """What was asked for makes no sense (an unknown name, a path that is not there)."""


class SourceError(ModelError):
    """This one source did not give the model; the next one may."""
