"""Every screen in every language, size and contrast on a glass, shown by the real window and measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from kiosk.conversation.session import Comfort, Theme
from kiosk.conversation.view import View
from ui import fonts
from ui.conformance import clipping, contrast, handling, reach, targets, typography
from ui.conformance.snapshot import Measurement, Snapshot, each
from ui.screens.edit import EditScreen
from ui.theme import SIZE_FACTORS
from ui.widgets.candidates import Candidates
from ui.window import Window

LETTERS = "women"
"""What is typed where one types hanzi, so that its candidates stand there."""
SIZES = tuple(range(len(SIZE_FACTORS)))
Sample = Callable[[str, str, Comfort], View]
"""The view of a screen by its name, in a language, with comfort settings."""


@dataclass(frozen=True)
class Glass:
    """A screen: pixels across and down, and the diagonal in inches."""

    width: int
    height: int
    inches: float

    @property
    def name(self) -> str:
        """In words."""
        way = "upright" if self.height > self.width else "across"
        return f"{self.inches:g} inches {way}"


@dataclass(frozen=True)
class Matrix:
    """What to look at."""

    glasses: Sequence[Glass]
    languages: Sequence[str]
    screens: Sequence[str]
    sizes: Sequence[int] = SIZES
    themes: Sequence[Theme] = tuple(Theme)
    candidates: Candidates | None = None
    """What typed pinyin may mean."""

    @property
    def count(self) -> int:
        """Views, each in all the contrasts."""
        return len(self.glasses) * len(self.languages) * len(self.screens) * len(self.sizes)


@dataclass(frozen=True)
class Found:
    """A measurement and where it was taken."""

    measurement: Measurement
    where: str


def walk(
    matrix: Matrix,
    sample: Sample,
    progress: Callable[[int, str], None] = lambda done, where: None,
) -> Iterator[Found]:
    """Measure everything of ``matrix``, drawn from ``sample``; ``progress`` is told how many views are done.

    Needs a QApplication; nothing comes up on a screen where its platform is ``offscreen``.
    """
    done = 0
    for glass in matrix.glasses:
        pixels = (glass.width, glass.height)
        window = Window(glass.inches, glass=pixels, windowed=True, candidates=matrix.candidates)
        window.resize(glass.width, glass.height)
        window.show()
        try:
            for language in matrix.languages:
                for screen in matrix.screens:
                    usual: dict[str, float] = {}
                    for size in matrix.sizes:
                        yield from _look(window, matrix, glass, (screen, language, size), sample)
                        on_sheet = typography.on_sheet(Snapshot(window))
                        where = _where(screen, language, size, glass)
                        for measurement in typography.never_smaller(usual, on_sheet):
                            yield Found(measurement, where)
                        usual = usual or on_sheet
                        # No event loop runs here, which would let old screens go.
                        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                        done += 1
                        progress(done, f"{screen}, {language}, {glass.name}")
        finally:
            window.close()
            window.deleteLater()


def _look(
    window: Window,
    matrix: Matrix,
    glass: Glass,
    case: tuple[str, str, int],
    sample: Sample,
) -> Iterator[Found]:
    """One view: where things stand once, what is painted in every contrast."""
    screen, language, size = case
    view = sample(screen, language, Comfort(size=size, less_motion=True))
    where = _where(screen, language, size, glass)
    first = True
    for theme in matrix.themes:
        window.show_view(replace(view, comfort=replace(view.comfort, theme=theme)))
        if first and isinstance(window.current_screen, EditScreen):
            window.current_screen.compose(LETTERS)
        snapshot = Snapshot(window)
        there = f"{where}, {theme.value}"
        window.highlight_text(view.question[0] if view.question else "")
        for measurement in contrast.measure(snapshot):
            yield Found(measurement, there)
        if size == 0:
            for measurement in handling.ring(snapshot):
                yield Found(measurement, there)
        if first:
            for measure in (
                typography.measure,
                targets.measure,
                clipping.measure,
                reach.measure,
                handling.measure,
            ):
                for measurement in measure(Snapshot(window)):  # the one before may have moved things
                    yield Found(measurement, where)
            first = False


def _where(screen: str, language: str, size: int, glass: Glass) -> str:
    return f"{screen}, {language}, {SIZE_FACTORS[size]:g}x, {glass.name}"


def glyphs(characters: set[str], language: str) -> Iterator[Measurement]:
    """Which characters the face of a language has no glyph for, in either weight."""
    missing = []
    for bold in (False, True):
        face = QRawFont.fromFont(fonts.font(40, bold, language.startswith("zh")))
        weight = "bold" if bold else "regular"
        missing += [
            f"{c} (U+{ord(c):04X}), {weight}"
            for c in sorted(characters)
            if not face.supportsCharacter(ord(c))
        ]
    yield from each(missing, "words.glyphs")
