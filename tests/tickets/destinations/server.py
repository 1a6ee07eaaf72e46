"""A real HTTP server that answers as a city's would, or fails in the next way of a script."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire; names of headers in small letters."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


@dataclass(frozen=True)
class Reply:
    """What is answered."""

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class Fault(Enum):
    """What a server does instead of answering."""

    DROP = auto()
    """The connection ends before the request is looked at."""
    CUT = auto()
    """The request is taken and kept; the connection ends before an answer."""
    HALF = auto()
    """The request is taken and kept; the connection ends in the middle of the answer."""
    HANG = auto()
    """The request is taken and kept; no answer comes."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is no fault of the server."""


class Server:
    """Answers with ``take``, which keeps what it gets, unless ``script`` has something else to do first.

    Where the script is at its end, ``weather`` may have something.
    """

    def __init__(self, take: Callable[[Asked], Reply]) -> None:
        self.take = take
        self.script: list[Reply | Fault] = []
        self.weather: Callable[[], Reply | Fault | None] = lambda: None
        self.asked: list[Asked] = []
        self.open = threading.Event()
        """Set when hanging connections are let go."""
        self._lock = threading.Lock()
        self._http: _Quiet | None = None
        self.port = 0

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on the port of before where there was one."""
        self._http = _Quiet(("127.0.0.1", self.port), self._handler())
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self._http:
            self.open.set()
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _next(self) -> Reply | Fault | None:
        return self.script.pop(0) if self.script else self.weather()

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805  # the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer is one packet: a second would wait 40 ms for the first to arrive

            def do_GET(self) -> None:
                where = urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(
                    self.command,
                    where.path,
                    parse_qs(where.query),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                )
                with server._lock:
                    server.asked.append(asked)
                    step = server._next()
                    if step is Fault.DROP:
                        reply = None
                    elif isinstance(step, Reply):
                        reply = step
                    else:
                        reply = server.take(asked)
                if step is Fault.HANG:
                    server.open.wait(60)
                if reply is None or (isinstance(step, Fault) and step is not Fault.HALF):
                    self._end()
                    return
                self._answer(reply, whole=step is not Fault.HALF)

            def do_POST(self) -> None:
                self.do_GET()

            def do_PUT(self) -> None:
                self.do_GET()

            def _answer(self, reply: Reply, *, whole: bool) -> None:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.media_type)
                self.send_header("Content-Length", str(len(reply.body) + (0 if whole else 10)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
                self.wfile.flush()
                if not whole:
                    self._end()

            def _end(self) -> None:
                self.close_connection = True
                with contextlib.suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@contextlib.contextmanager
def serving(take: Callable[[Asked], Reply], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server for as long as the block runs."""
    server = Server(take)
    server.start(tls)
    try:
        yield server
    finally:
        server.stop()


def written(path: Path, text: str) -> str:
    """Write a file and return its name, as the settings have it."""
    path.write_text(text, encoding="utf-8")
    return str(path)
