"""Synthesizers behind one interface: a sentence in, 16-bit sound out."""
