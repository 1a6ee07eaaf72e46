"""Pictures of every screen, and a page that shows them all: ``python -m kiosk.app.gallery OUT``."""

from __future__ import annotations

import argparse
import html
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.app.sample_views import EVERY, sample, typed_candidates
from kiosk.conversation.session import Comfort, Theme
from kiosk.conversation.view import View
from ui.conformance.walk import LETTERS
from ui.screens.edit import EditScreen
from ui.window import Window

LANGUAGES = ("zh-CN", "en", "ko")
GLASSES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
SHOWN_LEVELS = (-44, -38, -28, -22, -30, -18, -26, -34, -24, -20, -32)
"""What the lamp has heard in a picture, dBFS."""
THUMB, THUMB_GAP = 270, 12  # px: the shorter side of a picture in a contact sheet, and between two
READ = 420  # px: the same in docs, where the words on the screens are to be read
QUALITY = 70
WAY = ("welcome", "speak", "check", "category", "place", "contact", "readback", "done")
ASIDE = ("emergency", "mend", "edit", "answer", "comfort", "help", "hidden", "relay", "saving")
BEGIN = ("welcome", "check", "readback", "done")
BESIDE = ("help", "relay", "mend", "emergency")
DOCS = (
    # name, screens, language, contrast, size (0 to 3), orientation, inches
    ("begin-zh", BEGIN, "zh-CN", "day", 0, "portrait", 24.0),
    ("beside-zh", BESIDE, "zh-CN", "day", 0, "portrait", 24.0),
    ("beside-en", BESIDE, "en", "day", 0, "portrait", 24.0),
    ("way-zh-day", WAY, "zh-CN", "day", 0, "portrait", 24.0),
    ("aside-zh-day", ASIDE, "zh-CN", "day", 0, "portrait", 24.0),
    ("way-en-night", WAY, "en", "night", 0, "landscape", 24.0),
    ("way-en-yellow-largest", WAY, "en", "yellow", 3, "portrait", 24.0),
    ("way-zh-white-15-inches", WAY, "zh-CN", "white", 0, "landscape", 15.0),
)
"""What README.md, docs/volunteers.md, docs/volunteers.zh-CN.md and docs/access.md show."""


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    screen: str
    language: str
    theme: str
    size: int
    glass: str
    inches: float

    @property
    def file(self) -> str:
        """Its file's name."""
        larger = f"-{self.size}" if self.size else ""
        return f"{self.screen}-{self.language}-{self.theme}-{self.glass}{larger}.png"


def render(view: View, glass: tuple[int, int], path: Path, inches: float = 24.0) -> None:
    """Draw one view on a screen of ``glass`` px into a PNG."""
    window = Window(inches, glass=glass, windowed=True, candidates=typed_candidates())
    window.resize(*glass)
    window.show_view(view)
    if isinstance(window.current_screen, EditScreen):
        window.current_screen.compose(LETTERS)
    for dbfs in SHOWN_LEVELS:
        window.set_level(dbfs)
    window.highlight_sentence(0)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def contact_sheet(pictures: Sequence[Path], path: Path, columns: int, side: int = THUMB) -> None:
    """Lay pictures of one orientation side by side, their shorter side ``side`` px, into a WebP."""
    small = []
    for picture in pictures:
        image = QImage(str(picture))
        way = Qt.TransformationMode.SmoothTransformation
        upright = image.height() > image.width()
        small.append(image.scaledToWidth(side, way) if upright else image.scaledToHeight(side, way))
    wide, tall = small[0].width() + THUMB_GAP, small[0].height() + THUMB_GAP
    rows = -(-len(small) // columns)
    sheet = QImage(columns * wide + THUMB_GAP, rows * tall + THUMB_GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8B8378"))
    painter = QPainter(sheet)
    for n, image in enumerate(small):
        painter.drawImage(THUMB_GAP + n % columns * wide, THUMB_GAP + n // columns * tall, image)
    painter.end()
    sheet.save(str(path), quality=QUALITY)


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Heard: every screen</title><style>
body {{ font: 16px/1.5 "Noto Sans CJK SC", "Noto Sans", sans-serif; margin: 2em; color: #1C1A17 }}
body {{ background: #FAF6EE }}
section {{ display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-end; margin-bottom: 2em }}
figure {{ margin: 0 }} img {{ height: 24em; border: 1px solid #857A69; border-radius: .4em }}
figcaption {{ color: #4A443B; font-size: .85em }} a {{ color: #0B4F4A }}
</style></head><body><h1>Heard: every screen</h1><p>{count} pictures.</p><nav>{nav}</nav>{body}</body></html>
"""


def index(shots: Sequence[Shot]) -> str:
    """A page that shows them all, a section for each screen."""
    sections, nav = [], []
    for screen in dict.fromkeys(shot.screen for shot in shots):
        name = html.escape(screen)
        nav.append(f'<a href="#{name}">{name}</a>')
        figures = "".join(_figure(shot) for shot in shots if shot.screen == screen)
        sections.append(f'<h2 id="{name}">{name}</h2><section>{figures}</section>')
    return _PAGE.format(count=len(shots), nav=" · ".join(nav), body="".join(sections))


def _figure(shot: Shot) -> str:
    size = f", size {shot.size + 1}" if shot.size else ""
    told = html.escape(f"{shot.language}, {shot.theme}, {shot.glass}{size}")
    file = html.escape(shot.file)
    picture = (
        f'<a href="{file}"><img src="{file}" alt="{html.escape(shot.screen)}, {told}" loading="lazy"></a>'
    )
    return f"<figure>{picture}<figcaption>{told}</figcaption></figure>"


def _sheets(shots: Sequence[Shot], out: Path, columns: int) -> Iterator[Path]:
    """A contact sheet for each language, contrast, size and orientation."""
    groups: dict[str, list[Path]] = {}
    for shot in shots:
        larger = f"-{shot.size}" if shot.size else ""
        name = f"sheet-{shot.language}-{shot.theme}-{shot.glass}{larger}.webp"
        groups.setdefault(name, []).append(out / shot.file)
    for name, pictures in groups.items():
        contact_sheet(pictures, out / name, min(columns, len(pictures)))
        yield out / name


def docs(out: Path) -> None:
    """Make the contact sheets of ``DOCS``, and nothing else."""
    for name, screens, language, theme, size, glass, inches in DOCS:
        pictures = []
        for screen in screens:
            pictures.append(out / f"{name}-{screen}.png")
            view = sample(screen, language, Comfort(size=size, theme=Theme(theme)))
            render(view, GLASSES[glass], pictures[-1], inches)
        contact_sheet(pictures, out / f"{name}.webp", 4 if glass == "portrait" else 2, READ)
        for picture in pictures:
            picture.unlink()


def main(arguments: list[str]) -> int:
    """Render what is asked for; every screen, language, orientation and contrast by default."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.app.gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="screens")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES))
    parser.add_argument("--glass", nargs="*", choices=list(GLASSES), default=list(GLASSES))
    parser.add_argument(
        "--themes", nargs="*", choices=[t.value for t in Theme], default=[t.value for t in Theme]
    )
    parser.add_argument("--sizes", nargs="*", type=int, choices=range(4), default=[0])
    parser.add_argument("--inches", type=float, default=24.0)
    parser.add_argument(
        "--columns", type=int, default=8, help="pictures beside each other on a contact sheet"
    )
    parser.add_argument("--shown-in-docs", action="store_true", help="only what the docs show")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    asked.out.mkdir(parents=True, exist_ok=True)
    chosen = product(asked.only or EVERY, asked.languages, asked.themes, asked.sizes, asked.glass)
    if asked.shown_in_docs:
        docs(asked.out)
        return 0
    shots = [Shot(*one, asked.inches) for one in chosen]
    for shot in shots:
        view = sample(shot.screen, shot.language, Comfort(size=shot.size, theme=Theme(shot.theme)))
        render(view, GLASSES[shot.glass], asked.out / shot.file, shot.inches)
        app.processEvents()
    sheets = list(_sheets(shots, asked.out, asked.columns))
    (asked.out / "index.html").write_text(index(shots), encoding="utf-8")
    print(f"{len(shots)} pictures, {len(sheets)} contact sheets in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
