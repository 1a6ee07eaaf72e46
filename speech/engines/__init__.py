"""The recognizers, behind one interface."""
