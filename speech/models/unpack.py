"""Take files out of a zip or wheel so that none can land outside its folder, be a link, or fill the disk."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from speech.models.errors import SourceError

_BLOCK = 1 << 20  # bytes
_MOST_MEMBERS = 5000


def unpack_tree(archive: Path, into: Path, *, most: int, under: str = "") -> None:
    """Unpack the members below ``under`` (or below the zip's one top folder) into ``into``.

    ``most`` bounds the unpacked bytes. Raises SourceError before anything of a bad archive is written.
    """
    with _open(archive, most) as packed:
        members = [info for info in packed.infolist() if not info.is_dir()]
        top = under or _only_top_folder(members)
        chosen = {
            info: info.filename.removeprefix(top + "/") for info in members if _below(info.filename, top)
        }
        if not chosen:
            raise SourceError(f"{archive.name} has no folder {top or '.'}")
        for info, name in chosen.items():
            write_file(_blocks(packed, info), into.joinpath(*PurePosixPath(name).parts))


def unpack_joined(archives: Iterable[Path], parts: Iterable[str], target: Path, *, most: int) -> None:
    """Write the members ``parts``, each looked up in ``archives``, one after the other to ``target``."""
    found = list(archives)

    def blocks() -> Iterator[bytes]:
        for part in parts:
            for archive in found:
                with _open(archive, most) as packed:
                    if part in packed.namelist():
                        yield from _blocks(packed, packed.getinfo(part))
                        break
            else:
                raise SourceError(f"none of {', '.join(a.name for a in found)} holds {part}")

    write_file(blocks(), target)


def write_file(blocks: Iterable[bytes], target: Path) -> None:
    """Write ``blocks`` to ``target``, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        out.writelines(blocks)


def _open(archive: Path, most: int) -> zipfile.ZipFile:
    """Open ``archive`` once every member's name, kind and declared size is known to be harmless."""
    try:
        packed = zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError) as error:
        raise SourceError(f"{archive.name} is not a readable zip: {error}") from error
    try:
        _inspect(archive, packed.infolist(), most)
    except SourceError:
        packed.close()
        raise
    return packed


def _inspect(archive: Path, members: list[zipfile.ZipInfo], most: int) -> None:
    if len(members) > _MOST_MEMBERS:
        raise SourceError(f"{archive.name} holds {len(members)} members; no model has that many")
    if (total := sum(info.file_size for info in members)) > most:
        raise SourceError(f"{archive.name} would unpack to {total} bytes where at most {most} were expected")
    seen: set[str] = set()
    for info in members:
        # orig_filename: ZipFile has already replaced backslashes and cut at a NUL in filename.
        name, path = info.orig_filename, PurePosixPath(info.orig_filename)
        if path.is_absolute() or ".." in path.parts or any(c in name for c in '\\:\0<>|"?*'):
            raise SourceError(f"{archive.name} holds {name!r}, which could land outside the model's folder")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise SourceError(f"{archive.name} holds {name!r}, which is a link or a device, not a file")
        if info.flag_bits & 1:
            raise SourceError(f"{archive.name} is locked with a password")
        if not info.is_dir() and name.casefold() in seen:
            raise SourceError(f"{archive.name} holds {name!r} twice")
        seen.add(name.casefold())


def _blocks(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's bytes. ``zipfile`` gives no more than it declared, and checks the CRC at the end."""
    name = Path(str(packed.filename)).name
    try:
        with packed.open(info) as data:
            while block := data.read(_BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError) as error:
        raise SourceError(f"{name} is damaged: {error}") from error


def _below(name: str, top: str) -> bool:
    return not top or name.startswith(top + "/")


def _only_top_folder(members: list[zipfile.ZipInfo]) -> str:
    tops = {PurePosixPath(info.filename).parts[0] for info in members if "/" in info.filename}
    loose = any("/" not in info.filename for info in members)
    return tops.pop() if len(tops) == 1 and not loose else ""
