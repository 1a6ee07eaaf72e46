"""The server on this machine, for each test anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.speech.models.server import FakeSite, listing, serve, vosk_files, zipped


@pytest.fixture
def fake_site() -> Iterator[FakeSite]:
    """An official site that has the tiny model and its list."""
    with serve() as site:
        archive = zipped(vosk_files())
        site.files = {"/tiny.zip": archive, "/model-list.json": listing(archive)}
        yield site
