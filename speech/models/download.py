"""Fetch one file over http(s): resumes what was cut off, gives up soon on what does not answer."""

from __future__ import annotations

import json
import queue
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from speech.models.errors import SourceError
from speech.models.progress import OpenBar, no_bar

_BLOCK = 1 << 16  # bytes


@dataclass(frozen=True)
class Waits:
    """How patient a download is."""

    answer_s: float = (
        4.5  # from the look-up of the name to the first byte: the next source is tried within 5 s
    )
    stall_s: float = 20.0  # between two blocks once it runs
    tries: int = 5  # cut connections in a row without a new byte


@dataclass(frozen=True)
class Reply:
    """An open answer whose first block is already there."""

    response: requests.Response
    first: bytes
    rest: Iterator[bytes]

    def blocks(self) -> Iterator[bytes]:
        """All blocks, the first one included."""
        yield self.first
        yield from self.rest


def fetch(
    url: str, target: Path, *, most: int, bar: OpenBar = no_bar, waits: Waits | None = None, label: str = ""
) -> Path:
    """Download ``url`` to ``target``, going on from ``target.part`` where an earlier try was cut off.

    ``most`` bounds the bytes accepted. Raises SourceError; what came so far is kept for the next try, and
    so it is at Ctrl-C.
    """
    waits = waits or Waits()
    part = target.with_name(target.name + ".part")
    at_first, idle = _size(part), 0
    while True:
        before = _size(part)
        try:
            _go_on(url, part, most, bar, waits, label or target.name)
        except (_UnreachedError, requests.RequestException) as error:
            now = _size(part)
            idle = idle + 1 if now <= before else 0
            if now <= at_first or idle >= waits.tries:  # nothing came in this run, or nothing more comes
                if isinstance(error, SourceError):
                    raise
                raise SourceError(f"{host(url)} cut the download: {_short(error)}") from error
            continue
        except OSError as error:
            raise SourceError(f"{part} cannot be written: {error.strerror}") from error
        part.replace(target)
        _label_of(part).unlink(missing_ok=True)
        return target


def fetch_json(url: str, *, waits: Waits | None = None, most: int = 4 << 20) -> object:
    """Read a small JSON document. Raises SourceError."""
    reply = _open(url, {}, waits or Waits())
    try:
        body = b""
        for block in reply.blocks():
            body += block
            if len(body) > most:
                raise SourceError(f"{url} is far longer than a list of models")
        return json.loads(body)
    except (requests.RequestException, ValueError) as error:
        raise SourceError(f"{url} is not a readable JSON list: {_short(error)}") from error
    finally:
        reply.response.close()


def reached(url: str, *, waits: Waits | None = None) -> bool:
    """Whether ``url`` answers with success within ``waits.answer_s`` seconds."""
    try:
        _open(url, {}, waits or Waits()).response.close()
    except SourceError:
        return False
    return True


def host(url: str) -> str:
    """The host of ``url``, for messages."""
    return urlsplit(url).hostname or url


def _go_on(url: str, part: Path, most: int, bar: OpenBar, waits: Waits, label: str) -> None:
    """One connection: append to ``part`` until the file is whole."""
    headers = {}
    known = _read_label(part, url)
    if known and part.exists():
        headers = {"Range": f"bytes={part.stat().st_size}-", "If-Range": known}
    try:
        reply = _open(url, headers, waits)
    except _RangeError:  # longer than the file now is: what we have belongs to another one
        part.unlink(missing_ok=True)
        reply = _open(url, {}, waits)
    with reply.response as response:
        have = part.stat().st_size if response.status_code == 206 and part.exists() else 0
        length = response.headers.get("Content-Length", "")
        total = have + int(length) if length.isdigit() else None
        if total is not None and total > most:
            raise SourceError(f"{host(url)} offers {total} bytes where at most {most} were expected")
        _write_label(part, url, response)
        opened = bar(label, total, have)
        try:
            with part.open("ab" if have else "wb") as out:
                for block in reply.blocks():
                    have += len(block)
                    if have > most:
                        raise SourceError(f"{host(url)} sends more than the {most} bytes that were expected")
                    out.write(block)
                    opened.update(len(block))
        finally:
            opened.close()
        if total is not None and have < total:
            raise requests.ConnectionError(f"{have} of {total} bytes came")


class _RangeError(Exception):
    pass


class _UnreachedError(SourceError):
    pass


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _open(url: str, headers: dict[str, str], waits: Waits) -> Reply:
    """Ask for ``url`` and have the first block within ``waits.answer_s``, whatever hangs.

    In a thread, since neither the look-up of a name nor a proxy keeps to the timeouts of a socket.
    """
    if urlsplit(url).scheme != "https" and host(url) not in ("127.0.0.1", "::1", "localhost"):
        raise SourceError(f"{url} is not https")
    answer: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()
    given_up = threading.Event()

    def ask() -> None:
        try:
            reply = _ask(url, headers, waits)
        except BaseException as error:
            answer.put(error)
        else:
            answer.put(reply)
            if given_up.is_set():
                reply.response.close()

    threading.Thread(target=ask, name=f"ask {host(url)}", daemon=True).start()
    try:
        got = answer.get(timeout=waits.answer_s)
    except queue.Empty:
        given_up.set()
        raise _UnreachedError(f"{host(url)} did not answer within {waits.answer_s:g} s") from None
    if isinstance(got, (SourceError, _RangeError)):
        raise got
    if isinstance(got, requests.RequestException):
        raise _UnreachedError(f"{host(url)} is not reached: {_short(got)}") from got
    if isinstance(got, BaseException):
        raise got
    return got


def _ask(url: str, headers: dict[str, str], waits: Waits) -> Reply:
    """The answer with its first block; one that is of no use is closed."""
    response = requests.get(
        url,
        headers={"Accept-Encoding": "identity", "User-Agent": "heard-kiosk", **headers},
        stream=True,
        timeout=(waits.answer_s, waits.stall_s),
    )
    try:
        if response.status_code == 416:
            raise _RangeError
        if response.status_code not in (200, 206):
            raise SourceError(f"{host(url)} answered {response.status_code} {response.reason} for {url}")
        if url.startswith("https:") and not response.url.startswith("https:"):
            raise SourceError(f"{host(url)} leads from https to {response.url}")
        rest: Iterator[bytes] = response.iter_content(_BLOCK)
        return Reply(response, next(rest, b""), rest)
    except BaseException:
        response.close()
        raise


def _label_of(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _write_label(part: Path, url: str, response: requests.Response) -> None:
    """Keep what tells whether the rest still belongs to the bytes we have (RFC 9110, 13.1.5)."""
    etag = response.headers.get("ETag", "")
    mark = etag if etag.startswith('"') else response.headers.get("Last-Modified", "")
    _label_of(part).write_text(json.dumps({"url": url, "mark": mark}), encoding="utf-8")


def _read_label(part: Path, url: str) -> str:
    try:
        label = json.loads(_label_of(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(label.get("mark", "")) if label.get("url") == url else ""


def _short(error: BaseException) -> str:
    """The innermost reason of a chain of network errors, without the addresses of objects."""
    reason: object = error
    while isinstance(reason, BaseException) and reason.args and isinstance(reason.args[-1], BaseException):
        reason = reason.args[-1]
    inner = getattr(reason, "reason", None)
    return re.split(r"[)>]: ", str(inner or reason))[-1][:200]
