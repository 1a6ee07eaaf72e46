"""``kiosk doctor --access``: this station's screens measured against the access table, for an auditor."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from kiosk.errors import KioskError
from kiosk.packs import Pack
from kiosk.settings import Settings
from kiosk.staff.access import conduct, report, words
from kiosk.staff.access.ledger import Ledger

if TYPE_CHECKING:
    from ui.conformance.walk import Matrix

UPRIGHT, ACROSS = (1080, 1920), (1920, 1080)
_ASK_SCREEN = (
    "from PySide6.QtGui import QGuiApplication as A; app = A([]); s = A.primaryScreen().size(); "
    "print(s.width(), s.height())"
)


def access(
    settings: Settings, *, inches: float | None = None, as_json: bool = False, out: Path | None = None
) -> int:
    """Measure every screen and print the table; 1 where something of it is not held.

    ``inches`` stands in for the diagonal of the settings; ``out`` ends in one of ``report.KINDS``. Raises
    KioskError for another ending, for a file that cannot be written, and for a pack that cannot be read.
    """
    if out is not None and out.suffix.lower() not in report.KINDS:
        raise KioskError(f"{out}: the name must end in {', '.join(report.KINDS)}.")
    packs = {tag: settings.pack(tag) for tag in settings.languages}
    ledger = Ledger()
    conduct.measure(ledger, settings, packs.values())
    matrix = station_matrix(settings, inches)
    try:
        measure(ledger, matrix, packs, shown=sys.stderr.isatty())
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    station = report.MeasuredStation(
        name=settings.station.name_in(settings.languages[0]),
        version=_version(),
        date=date.today().isoformat(),
        screens=tuple(f"{glass.name}, {glass.width}x{glass.height}" for glass in matrix.glasses),
        languages=tuple(packs),
        views=matrix.count,
    )
    print(report.as_json(station, ledger) if as_json else report.as_text(station, ledger))
    if out is not None:
        try:
            report.write(out, station, ledger)
        except OSError as error:
            raise KioskError(
                f"{out}: it cannot be written ({error.strerror}); choose another place."
            ) from error
    return 1 if ledger.missed else 0


def station_matrix(settings: Settings, inches: float | None = None) -> Matrix:
    """Every screen in the station's languages, on its own glass; without a screen here, both ways round."""
    from kiosk.app.sample_views import EVERY, typed_candidates
    from ui.conformance.walk import Glass, Matrix

    diagonal = inches or settings.screen.diagonal_inches
    own = _screen_here()
    glasses = [Glass(*pixels, diagonal) for pixels in ([own] if own else [UPRIGHT, ACROSS])]
    return Matrix(glasses, settings.languages, EVERY, candidates=typed_candidates())


def measure(ledger: Ledger, matrix: Matrix, packs: dict[str, Pack], *, shown: bool = False) -> None:
    """Look at all that ``matrix`` asks for, into the ledger; ``shown``: with a bar of progress."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing may come up in front of residents
    from PySide6.QtWidgets import QApplication

    from kiosk.app.sample_views import sample
    from ui.conformance.walk import glyphs, walk

    app = QApplication.instance() or QApplication(["doctor"])
    for tag, pack in packs.items():
        for measurement in glyphs(words.characters(pack), tag):
            ledger.add(measurement.rule, measurement.value, tag, measurement.what)
    with tqdm(total=matrix.count, unit="view", disable=not shown, leave=False) as bar:

        def tell(done: int, where: str) -> None:
            bar.set_description(where, refresh=False)
            bar.update(done - bar.n)

        for found in walk(matrix, partial(sample, packs=packs), tell):
            ledger.add(found.measurement.rule, found.measurement.value, found.where, found.measurement.what)
    del app


def _screen_here() -> tuple[int, int] | None:
    """Pixels of the screen this is called on; another process asks, for this one draws off it."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    try:
        told = subprocess.run(
            [sys.executable, "-c", _ASK_SCREEN], env=environment, capture_output=True, text=True, timeout=20
        )
        width, height = map(int, told.stdout.split())
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return width, height


def _version() -> str:
    try:
        return version("heard-kiosk")
    except PackageNotFoundError:
        return "unknown"
