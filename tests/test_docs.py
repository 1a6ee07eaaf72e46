"""What a page of the docs or a comment points to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.conversation.session import Theme
from ui.theme import CONTRASTS

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("assets", "docs", "kiosk", "numerals", "packaging", "speech", "tests", "ui")
ENDINGS = (".py", ".md", ".toml", ".sh", ".txt", ".yaml")
TEXTS = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in ENDINGS]
TEXTS += [path for path in ROOT.iterdir() if path.suffix in ENDINGS or path.name in ("Makefile", "NOTICE")]
PAGES = [path for path in TEXTS if path.suffix == ".md"]

_FOLDERS = "|".join(FOLDERS)
_PATH = re.compile(rf"(?<![\w./-])(?:{_FOLDERS})/[\w./*<>-]*[\w*>]")
_PAGE = re.compile(r'(?<![\w./*"-])(?:[\w-]+/)*[A-Za-z][\w-]*\.md\b')
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_MODULE = re.compile(rf"python -m ((?:{_FOLDERS})(?:\.\w+)*)")
_MODULE_FILE = re.compile(r"`((?:\w+/)*\w+\.py)`")
_TARGET = re.compile(r"(?:^ {4}|`)make ([a-z]+)", re.MULTILINE)


def named(pattern: re.Pattern[str], paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Each file's name with what it names."""
    for path in paths:
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), found.group(found.lastindex or 0)


def is_there(name: str, beside: Path) -> bool:
    """Whether a file or folder is there: from the root, beside the file that names it, or among the docs."""
    pattern = re.sub(r"<\w+>|\b[A-Z]{2,3}\b", "*", name).rstrip("/")
    folders = (ROOT, beside, ROOT / "docs")
    return any(next(folder.glob(pattern + end), None) for folder in folders for end in ("", ".py"))


@pytest.mark.parametrize("pattern", [_PATH, _PAGE], ids=["files", "pages"])
def test_every_file_that_a_page_or_a_comment_names_is_there(pattern: re.Pattern[str]) -> None:
    gone = [
        f"{file}: {name}" for file, name in named(pattern, TEXTS) if not is_there(name, (ROOT / file).parent)
    ]
    assert not gone, "\n".join(gone)


def test_every_module_that_a_page_names_by_its_last_parts_is_there() -> None:
    there = [path.as_posix() for path in TEXTS if path.suffix == ".py"]
    gone = [
        f"{page}: {name}"
        for page, name in named(_MODULE_FILE, PAGES)
        if not any(path.endswith(f"/{name}") for path in there)
    ]
    assert not gone, "\n".join(gone)


def test_every_link_between_pages_leads_to_a_page_and_a_heading() -> None:
    broken = []
    for page in PAGES:
        for name, heading in _LINK.findall(page.read_text(encoding="utf-8")):
            target = page.parent / name if name else page
            if not target.exists():
                broken.append(f"{page.relative_to(ROOT)}: {name}")
            elif heading and heading not in anchors(target):
                broken.append(f"{page.relative_to(ROOT)}: {name}#{heading}")
    assert not broken, "\n".join(broken)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the forges make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_module_that_is_said_to_run_is_there() -> None:
    gone = [
        f"{file}: {module}"
        for file, module in named(_MODULE, TEXTS)
        if not any((ROOT / module.replace(".", "/")).with_suffix(suffix).exists() for suffix in (".py", ""))
    ]
    assert not gone, "\n".join(gone)


def test_every_make_target_that_a_page_names_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {target for _, target in named(_TARGET, PAGES)} <= targets


def test_a_commit_is_checked_by_all_that_make_check_runs() -> None:
    checks = re.findall(r"^check: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0]
    hooks = re.findall(r"entry: make (\S+)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert sorted(hooks) == sorted(checks.split())


def test_the_colours_on_the_page_about_the_look_are_those_of_the_theme() -> None:
    rows = re.findall(
        r"^\| (\w+)[^|]*\|((?: #[0-9A-F]{6} \|){4})$", (ROOT / "docs/look.md").read_text("utf-8"), re.M
    )
    written = {name: re.findall("#[0-9A-F]{6}", values) for name, values in rows}
    day = vars(CONTRASTS[Theme.DAY])
    names = [name for name, value in day.items() if isinstance(value, str)]
    assert written == {name: [getattr(colours, name) for colours in CONTRASTS.values()] for name in names}


def test_what_the_page_for_volunteers_calls_a_button_or_a_sentence_stands_on_a_screen() -> None:
    page = (ROOT / "docs" / "volunteers.zh-CN.md").read_text()
    pack = ROOT / "assets" / "languages" / "zh-CN"
    shown = "".join((pack / name).read_text() for name in ("prompts.toml", "words.toml"))
    named = re.findall(r"(?:写着|按|说明?|看到的?|^\| )“([^”]+)”", page, re.MULTILINE)
    assert len(named) >= 12
    assert [label for label in named if label.rstrip("。") not in shown] == []
