"""Zammad, by its REST API: docs/zammad.md."""
