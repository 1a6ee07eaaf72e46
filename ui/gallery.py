"""Pictures of every screen: ``python -m ui.gallery OUT [--only SCREEN ...]``. Look at them."""

from __future__ import annotations

import argparse
import os
import sys
from itertools import product
from pathlib import Path

from kiosk.conversation.session import Comfort, Theme
from kiosk.conversation.view import View

LANGUAGES = ("zh-CN", "en", "ko")
GLASSES = {"p": (1080, 1920), "l": (1920, 1080)}


def render(view: View, glass: tuple[int, int], path: Path) -> None:
    """Draw one view on a screen of ``glass`` px (24 inches) into a PNG."""
    from ui.window import Window  # needs an application first

    window = Window(24.0, glass=glass, windowed=True)
    window.resize(*glass)
    window.show_view(view)
    for dbfs in (-44, -38, -28, -22, -30, -18, -26, -34, -24, -20, -32):
        window.set_level(dbfs)
    window.mark_sentence(0)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def main(arguments: list[str]) -> int:
    """Render what is asked for; every screen, language, orientation and contrast by default."""
    parser = argparse.ArgumentParser(prog="python -m ui.gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="screens")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES))
    parser.add_argument("--glass", nargs="*", choices=list(GLASSES), default=list(GLASSES))
    parser.add_argument(
        "--themes", nargs="*", choices=[t.value for t in Theme], default=[t.value for t in Theme]
    )
    parser.add_argument("--sizes", nargs="*", type=int, default=[0])
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.gallery_views import MORE, SCREENS, sample

    app = QApplication.instance() or QApplication(sys.argv[:1])
    asked.out.mkdir(parents=True, exist_ok=True)
    chosen = product(asked.only or (*SCREENS, *MORE), asked.languages, asked.themes, asked.sizes, asked.glass)
    for screen, language, theme, size, glass in chosen:
        view = sample(screen, language, Comfort(size=size, theme=Theme(theme)))
        name = f"{screen}-{language}-{theme}-{glass}" + (f"-{size}" if size else "")
        render(view, GLASSES[glass], asked.out / f"{name}.png")
        app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
