"""Ears and voice: child processes that hear and speak, and the link that keeps them alive."""
