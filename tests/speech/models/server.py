"""A real HTTP server on this machine that fails the way real ones do, and models small enough for tests."""

from __future__ import annotations

import hashlib
import io
import json
import re
import socket
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from speech.models.catalogue import Model, Site, Source

BIG = 1_200_000  # bytes: weights just large enough to be believed


@dataclass
class FakeSite:
    """What the server serves: bytes by path; and how it fails."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: list[int] = field(default_factory=list)  # each answer ends after so many bytes, one entry each
    ranges: bool = True
    etag: str = '"one"'
    asked: list[tuple[str, str]] = field(default_factory=list)  # (path, Range header)
    base: str = ""


@contextmanager
def serve() -> Iterator[FakeSite]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    site = FakeSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            site.asked.append((self.path, wanted))
            body = site.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            start = 0
            found = re.fullmatch(r"bytes=(\d+)-", wanted)
            if site.ranges and found and self.headers.get("If-Range") == site.etag:
                start = int(found[1])
                if start >= len(body):
                    self.send_error(416)
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(body) - start))
            if site.etag:
                self.send_header("ETag", site.etag)
            self.end_headers()
            end = start + site.cut_after.pop(0) if site.cut_after else len(body)
            self.wfile.write(body[start:end])
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def black_hole() -> Iterator[str]:
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=8) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def nobody() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return f"http://127.0.0.1:{port}"


def vosk_files() -> dict[str, bytes]:
    """What passes for a Vosk model, by path."""
    return {
        "am/final.mdl": b"\0B<TransitionModel> " + bytes(range(256)) * (BIG // 256),
        "conf/model.conf": b"--beam=10.0\n",
        "graph/HCLr.fst": b"HCLr",
        "graph/Gr.fst": b"Gr",
        "README": "小模型\n".encode(),
    }


def zipped(files: dict[str, bytes], top: str = "vosk-model-tiny-0.1/") -> bytes:
    """A zip of ``files`` below the folder ``top``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(top + name, content)
    return out.getvalue()


def tarball(files: dict[str, bytes]) -> bytes:
    """A gzipped tar of ``files`` below ``package/``, as npm's registry has them."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return out.getvalue()


def listing(archive: bytes, **changes: object) -> bytes:
    """The official site's list, with one model in it."""
    entry = {
        "name": "vosk-model-tiny-0.1",
        "md5": hashlib.md5(archive).hexdigest(),
        "size": len(archive),
        "url": "",
    }
    return json.dumps([{"name": "another"}, {**entry, **changes}]).encode()


def model(*sources: Source, sha256: str = "") -> Model:
    """A catalogue entry for the tiny model."""
    return Model(
        name="vosk-model-tiny",
        engine="vosk",
        languages=("xx",),
        about="for tests",
        size=BIG,
        unpacked=BIG,
        licence="none",
        sources=sources,
        sha256=sha256,
    )


def site(base: str) -> Site:
    """The official site at ``base``."""
    return Site(f"{base}/tiny.zip", f"{base}/model-list.json", "vosk-model-tiny-0.1")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
