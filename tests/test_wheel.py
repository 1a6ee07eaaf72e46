"""What is installed: all that runs, nothing that only trains or tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def _wheel() -> dict[str, Path]:
    """The wheel's files by their names in it."""
    builder = WheelBuilder(str(ROOT))
    return {f.distribution_path: Path(f.path) for f in builder.recurse_included_files()}


WHOLE = (
    "pack.toml",
    "words.toml",
    "urgency.toml",
    "phrases.bin",
    "dangers.bin",
    "places.bin",
    "described.bin",
)
"""Of a language that is complete."""


def test_each_language_is_in_the_wheel_with_what_was_trained_for_it() -> None:
    for tag, files in {
        "zh-CN": WHOLE,
        "en": WHOLE,
        "ko": ("pack.toml", "words.toml"),
    }.items():
        missing = [name for name in files if f"assets/languages/{tag}/{name}" not in _wheel()]
        assert missing == [], tag
    assert "kiosk/languages/syllables.txt" in _wheel()
    assert "kiosk/languages/pinyin_words.txt" in _wheel()


def test_neither_training_nor_tests_are_in_the_wheel() -> None:
    texts = (
        "phrases.txt",
        "lexicon.txt",
        "stories.txt",
        "dangers.txt",
        "places.txt",
        "addresses.txt",
        "described.txt",
    )
    assert [name for name in _wheel() if "training" in name or name.startswith("tests")] == []
    assert [name for name in _wheel() if name.startswith("assets") and name.endswith(texts)] == []


def test_nothing_in_the_wheel_imports_training_or_names_a_file_of_the_tests() -> None:
    modules = [path for name, path in _wheel().items() if name.endswith(".py")]
    assert len(modules) > 100
    for module in modules:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert [name for name in _imported(tree) if "training" in name or name.startswith("tests")] == [], (
            module
        )
        assert [text for text in _strings(tree) if text == "tests" or "tests/data" in text] == [], module


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _strings(tree: ast.Module) -> Iterator[str]:
    """Each text in the code, but for those that stand alone: they are explanations."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value
