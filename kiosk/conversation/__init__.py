"""The conversation with a resident: states, events, effects and ``advance``, all pure."""
