"""How long set-up takes the second time, how large it is, how soon a source that is silent is left."""

from __future__ import annotations

import subprocess
import sysconfig
import tempfile
import time
from pathlib import Path

from speech.models.catalogue import load
from speech.models.errors import ModelError
from speech.models.install import install
from tests.benchmarks.table import Row
from tests.speech.models.server import black_hole, model, site

ROOT = Path(__file__).parents[2]
CATALOGUE_GOAL_S = 0.1
TREE_BEFORE_MB, TREE_LESS_MB = 934, 185
"""What was installed on Python 3.11 while faster-whisper, PyAV and the hub client were among it, and how much
of it was not needed."""


def run() -> list[Row]:
    """Measure each once: these are seconds, and what they wait for does not vary."""
    begun = time.monotonic()
    subprocess.run([ROOT / "packaging" / "setup.sh", "test"], check=True, stdout=subprocess.DEVNULL)
    second = time.monotonic() - begun

    begun = time.monotonic()
    with black_hole() as base, tempfile.TemporaryDirectory() as folder:
        try:
            install(model(site(base)), Path(folder))
        except ModelError:
            left = time.monotonic() - begun

    begun = time.monotonic()
    load()
    read = time.monotonic() - begun
    tree = sum(
        path.stat().st_size for path in Path(sysconfig.get_path("purelib")).rglob("*") if path.is_file()
    )
    most = TREE_BEFORE_MB - TREE_LESS_MB
    return [
        Row(
            f"installed tree without models, {TREE_LESS_MB} MB less than before ({TREE_BEFORE_MB})",
            f"<= {most} MB",
            f"{tree / 1e6:.0f} MB",
            tree / 1e6 <= most,
        ),
        Row("set-up work of a second make test", "<= 2 s", f"{second:.2f} s", second <= 2),
        Row(
            "a model's source that never answers is left after",
            "<= 5 s",
            f"{left:.2f} s",
            left <= 5.2,
            "+- 0.2 s",
        ),
        Row(
            "the catalogue of models is read in",
            f"<= {CATALOGUE_GOAL_S} s",
            f"{read:.3f} s",
            read <= CATALOGUE_GOAL_S,
        ),
    ]
