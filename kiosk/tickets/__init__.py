"""Tickets: numbered, kept and sent. ``tickets.Tickets`` is the door; ``ticket`` is shared with the desk."""
