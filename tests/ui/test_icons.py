"""Every icon that is named anywhere is there, and takes the colour and the size asked for."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import MORE, SCREENS, sample
from kiosk.conversation.view import Act, View
from ui.icons import FOLDER, icon

ROOT = Path(__file__).parent.parent.parent
_NAMED = re.compile(
    r"""(?:icon=|\bicon\(|Note\(|icon_name = |_paint_icon\(painter, centre, )"([a-z0-9-]+)\""""
)


def named() -> set[str]:
    """Every icon a source file names."""
    files = [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
    return {name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8"))}


def of_view(view: View) -> set[str]:
    """Every icon a view asks for."""
    rows = [act for row in view.rows for act in row.acts]
    acts: list[Act] = [*view.acts, *view.foot, *view.keypad, *rows, *([view.home] if view.home else [])]
    return {act.icon for act in acts if act.icon} | {note.icon for note in view.notes}


def test_every_icon_a_source_names_exists() -> None:
    names = named()
    assert {"ear", "check-circle", "shield-check", "hand-pointing"} <= names
    assert [name for name in sorted(names) if not (FOLDER / f"{name}.svg").is_file()] == []


@pytest.mark.parametrize("screen", [*SCREENS, *MORE])
def test_every_icon_of_a_screen_exists(screen: str) -> None:
    for language in ("zh-CN", "en", "ko"):
        names = of_view(sample(screen, language))
        assert [name for name in sorted(names) if not (FOLDER / f"{name}.svg").is_file()] == []


def test_an_icon_takes_colour_and_size(qtbot: QtBot) -> None:
    picture = icon("check-circle", "#9c1b1b", 64)
    assert picture is not None
    image = picture.toImage()
    assert (image.width(), image.height()) == (64, 64)
    inked = [
        image.pixelColor(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255
    ]
    assert len(inked) > 500
    assert {colour.name() for colour in inked} == {"#9c1b1b"}


def test_an_icon_that_is_missing_is_named_in_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert icon("no-such-icon", "#000000", 20) is None
    assert "no-such-icon" in caplog.text
    assert "assets/icons/" in caplog.text


def test_no_icon_lies_about_unused() -> None:
    used = named() | {name for s in (*SCREENS, *MORE) for name in of_view(sample(s, "en"))}
    sources = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("kiosk", "ui", "assets/languages")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".toml")
    )
    unused = [p.stem for p in FOLDER.glob("*.svg") if p.stem not in used and f'"{p.stem}"' not in sources]
    assert [name for name in unused if not name.startswith("number-circle-")] == []
