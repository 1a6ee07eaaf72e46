"""Who imports whom, beyond what import-linter's contracts say."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("kiosk", "ui", "speech", cache_dir=None)


def circles(graph: grimp.ImportGraph, package: str) -> Iterator[list[str]]:
    """Modules of ``package`` that import each other in a circle, one circle after another."""
    imports = {
        module: graph.find_modules_directly_imported_by(module)
        for module in graph.modules
        if module.split(".")[0] == package
    }
    while True:
        try:
            TopologicalSorter(imports).prepare()
        except CycleError as error:
            circle = error.args[1]
            yield circle
            imports[circle[1]] = imports[circle[1]] - {circle[0]}
        else:
            return


@pytest.mark.parametrize("package", ["speech"])
def test_no_circles_of_imports(graph: grimp.ImportGraph, package: str) -> None:
    assert list(circles(graph, package)) == []


def test_the_childrens_messages_import_nothing_of_ours(graph: grimp.ImportGraph) -> None:
    assert graph.find_modules_directly_imported_by("speech.protocol") == set()
