"""Take files out of a zip, wheel or tarball; none lands outside its folder, is a link or fills the disk."""

from __future__ import annotations

import lzma
import stat
import tarfile
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
                member = _tar_member if archive.suffix == ".tgz" else _zip_member
                size = 0
                for block in member(archive, part, most):
                    size += len(block)
                    yield block
                if size:
                    break
            else:
                raise SourceError(f"none of {', '.join(a.name for a in found)} holds {part}")

    write_file(blocks(), target)


def write_file(blocks: Iterable[bytes], target: Path) -> None:
    """Write ``blocks`` to ``target``, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        out.writelines(blocks)


def _zip_member(archive: Path, part: str, most: int) -> Iterator[bytes]:
    """The member's bytes; nothing where there is no such member."""
    with _open(archive, most) as packed:
        if part in packed.namelist():
            yield from _blocks(packed, packed.getinfo(part))


def _tar_member(archive: Path, part: str, most: int) -> Iterator[bytes]:
    """The same of a tarball's plain file; nothing else of it is unpacked."""
    try:
        with tarfile.open(archive, "r:gz") as packed:
            info = next((one for one in packed if one.name == part and one.isreg()), None)
            data = packed.extractfile(info) if info else None
            if info and info.size > most:
                raise SourceError(f"{archive.name}: {part} is {info.size} bytes where {most} were expected")
            while data and (block := data.read(_BLOCK)):
                yield block
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise SourceError(f"{archive.name} is damaged: {error}") from error


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
