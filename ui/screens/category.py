"""Category: the likeliest three and something else, or a page of the whole list."""

from __future__ import annotations

from ui.screens.base import Screen


class Category(Screen):
    """Acts are all there is; across they stand in as many columns as they need."""
