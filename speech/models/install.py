"""Install a model: from the first source that gives it, whole or not at all, and check it ever after."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from speech.models import local, manifest, shape
from speech.models.catalogue import Model, Source
from speech.models.download import Waits
from speech.models.errors import ModelError, SourceError
from speech.models.lock import only_one
from speech.models.progress import OpenBar, no_bar
from speech.models.sources import Bench, describe, obtain

_WORK = ".partial"  # below the models folder, so that the last step is a rename within one file system
_PINS = ".pins.json"


def installed(model: Model, models: Path) -> bool:
    """Whether the model is there and complete by names, first bytes and sizes: milliseconds, no hashing."""
    folder = models / model.name
    return not shape.faults(model.engine, folder) and not manifest.changed(folder, deep=False)


def verify(model: Model, models: Path) -> list[str]:
    """What is wrong with an installed model, a phrase each, by the hash of every file; empty if it is right.

    A model that was put there by hand has no manifest: its known files are compared with the catalogue.
    """
    folder = models / model.name
    wrong = shape.faults(model.engine, folder) or manifest.changed(folder, deep=True)
    return wrong or ([] if manifest.read(folder) else _foreign(model, folder))


def install(
    model: Model,
    models: Path,
    *,
    sources: Sequence[Source] | None = None,
    brought: Path | None = None,
    bar: OpenBar = no_bar,
    say: Callable[[str], None] = lambda line: None,
    waits: Waits | None = None,
) -> Path:
    """Install ``model`` below the folder ``models`` and return its folder; nothing is done if it is there.

    ``brought`` (a zip, wheel or folder) is taken instead of ``sources`` (default: the catalogue's). ``say``
    hears of each source that failed. Raises ModelError if none gave it; what was fetched is kept for the next
    try.
    """
    models.mkdir(parents=True, exist_ok=True)
    with only_one(models):
        folder = models / model.name
        if installed(model, models):
            return folder
        work = models / _WORK / model.name
        bench = Bench(work / "fetched", work / "tree", manifest.Pins(models / _PINS), bar, waits or Waits())
        _need_room(model, models, work)
        if brought is not None:
            _put(model, partial(local.take, model, brought, bench), bench, folder)
            return folder
        failed = []
        for source in model.sources if sources is None else sources:
            try:
                _put(model, partial(obtain, model, source, bench), bench, folder)
                return folder
            except SourceError as error:
                failed.append(f"{describe(source)}: {error}")
                say(f"{model.name}: {failed[-1]}")
    reasons = "; ".join(failed) or "it has no source"
    raise ModelError(
        f"{model.name} could not be had: {reasons}. Try again when the network is there (what has "
        f"come is kept), or bring it on a stick: kiosk models install {model.name} --from PATH"
    )


def _put(model: Model, fill: Callable[[], str], bench: Bench, folder: Path) -> None:
    """Fill the bench's tree, believe it only if it is a model with the known hashes, and move it in place."""
    shutil.rmtree(bench.tree, ignore_errors=True)
    try:
        bench.tree.mkdir(parents=True)
        origin = fill()
        if wrong := shape.faults(model.engine, bench.tree) or _foreign(model, bench.tree):
            raise SourceError(f"what came is not a {model.engine} model: {', '.join(wrong)}")
        manifest.write(bench.tree, origin)
        for path in bench.tree.rglob("*"):
            if path.is_file():
                _to_disk(path)
        if folder.exists():  # damaged, else we would not be here
            old = bench.store.parent / "old"
            shutil.rmtree(old, ignore_errors=True)
            folder.replace(old)
        bench.tree.replace(folder)
    except SourceError:
        shutil.rmtree(bench.tree, ignore_errors=True)
        raise
    except OSError as error:
        raise ModelError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    bench.pins.keep()
    shutil.rmtree(bench.store.parent)


def _foreign(model: Model, folder: Path) -> list[str]:
    """The files whose bytes the catalogue knows, and which have others."""
    return [
        f"{name} has not the sha256 of the catalogue"
        for name, known in model.contents.items()
        if not (folder / name).is_file() or manifest.sha256(folder / name) != known
    ]


def _need_room(model: Model, models: Path, work: Path) -> None:
    have = sum(path.stat().st_size for path in work.rglob("*") if path.is_file())
    need = max(0, model.size + model.unpacked - have)
    free = shutil.disk_usage(models).free
    if free < need:
        raise ModelError(
            f"{model.name} needs {need / 1e6:.0f} MB in {models}, {free / 1e6:.0f} MB are free: make room"
        )


def _to_disk(path: Path) -> None:
    with path.open("rb+") as data:
        os.fsync(data.fileno())
