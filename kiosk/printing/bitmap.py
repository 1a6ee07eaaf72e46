"""A picture of ink and no ink, as a printer takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Bitmap:
    """``data`` is the rows, a bit a dot, the leftmost first; 1 is ink. ``width`` counts dots, in eights."""

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        if self.width % 8 or len(self.data) != self.width // 8 * self.height:
            raise ValueError(f"{len(self.data)} bytes are no picture of {self.width}x{self.height}")

    @property
    def bytes_a_row(self) -> int:
        """Bytes in which a row is kept."""
        return self.width // 8

    def strips(self, rows: int) -> Iterator[Bitmap]:
        """The picture from top to bottom in strips of so many rows, the last of what is left."""
        for top in range(0, self.height, rows):
            height = min(rows, self.height - top)
            yield Bitmap(self.width, height, self.data[top * self.bytes_a_row :][: height * self.bytes_a_row])
