"""Heard (听见): the mind of the kiosk. No Qt, no audio and no speech engine below here, app.py excepted."""

__version__ = "0.1.0"
