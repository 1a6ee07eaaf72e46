"""Who imports what, beyond what import-linter's contracts say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("kiosk", "ui", "speech", "numerals", cache_dir=None)


def circles(graph: grimp.ImportGraph) -> Iterator[list[str]]:
    """Modules that import each other in a circle, one circle after another."""
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while True:
        try:
            TopologicalSorter(imports).prepare()
        except CycleError as error:
            circle = error.args[1]
            yield circle
            imports[circle[1]] = imports[circle[1]] - {circle[0]}
        else:
            return


def test_no_circles_of_imports(graph: grimp.ImportGraph) -> None:
    assert list(circles(graph)) == []


def test_every_circle_of_imports_is_found() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "d"), ("f", "a")):
        graph.add_import(importer=importer, imported=imported)
    assert sorted(sorted(set(circle)) for circle in circles(graph)) == [["a", "b", "c"], ["d", "e"]]


def test_the_first_screen_waits_neither_for_cryptography_nor_for_a_printer() -> None:
    late = ("cryptography", "kiosk.printing", "kiosk.tickets.tickets", "segno", "sqlite3")
    asked = f"import sys, kiosk.app.window; print([m for m in {late} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_the_childrens_messages_import_nothing_of_ours(graph: grimp.ImportGraph) -> None:
    assert graph.find_modules_directly_imported_by("speech.protocol") == set()
