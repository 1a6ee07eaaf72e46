"""One exchange with a server by HTTP, and in words what went wrong with it."""

from __future__ import annotations

import math
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3.exceptions as transport
from requests.utils import get_environ_proxies, select_proxy

from kiosk.settings.destinations import WebSettings
from kiosk.tickets.destinations.base import (
    Problem,
    SendError,
    TryLaterError,
    UnreachableError,
    failure,
    retry_after_s,
)

LARGEST = 4_000_000
"""Bytes of the largest answer that is read."""
MOST_S = 28.0
"""Seconds that all exchanges of one message may take."""
CONNECT_S = 5.0
"""Seconds to wait for a connection."""


class NoExchangeError(UnreachableError):
    """Nothing can be exchanged: network, address, certificate, key or a setting is not as it should be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.what}: {problem.remedy}")
        self.problem = problem


@dataclass(frozen=True)
class Answer:
    """What a server answered. ``after_s`` is its Retry-After in seconds."""

    status: int
    body: bytes
    media_type: str = ""
    location: str = ""
    after_s: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the request was taken."""
        return 200 <= self.status < 300

    @property
    def is_page(self) -> bool:
        """Whether it is a page for a browser: that of a hotel's sign-in, or of a server's front door."""
        return self.media_type in ("text/html", "application/xhtml+xml")

    def said(self) -> str:
        """Return the beginning of what was answered, on one line; nothing of a page for a browser."""
        if self.is_page:
            return "a web page"
        text = " ".join(self.body[:2_000].decode("utf-8", "replace").split())
        return "".join(c for c in text if c.isprintable())[:200] or "nothing"


class _Ours(threading.local):
    """What each thread has for itself: a resident's question does not wait behind the courier."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False  # else ~/.netrc adds a password, and a variable replaces the CA file
        self.deadline = math.inf


class Web:
    """Speaks with one server: its time limits, proxy and authorities. Threads may share it."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._ours = _Ours()

    def begin(self) -> None:
        """Begin something that may take several exchanges, and :data:`MOST_S` in all."""
        self._ours.deadline = time.monotonic() + MOST_S

    def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Send one request and return the answer, whatever its status.

        Raises :class:`NoExchangeError` where nothing can arrive, :class:`TryLaterError` where nobody knows
        whether it did.
        """
        limit = min(self._settings.limit_s, self._ours.deadline - time.monotonic())
        if limit <= 0:
            raise TryLaterError(f"{urlsplit(url).netloc} takes too long")
        try:
            with self._ours.session.request(
                method,
                url,
                headers=dict(headers or {}),
                params=params,
                data=body,
                timeout=(min(CONNECT_S, limit), limit),
                allow_redirects=False,  # a POST that is redirected becomes a GET, and the ticket is gone
                proxies=self._proxies(url),
                verify=self._settings.ca_file or True,
                stream=True,
            ) as response:
                return _read(response, time.monotonic() + limit)
        except (requests.RequestException, transport.HTTPError, OSError) as error:
            raise self._told(error, url) from error

    def _proxies(self, url: str) -> dict[str, str]:
        if self._settings.proxy:
            return {"http": self._settings.proxy, "https": self._settings.proxy}
        return dict(get_environ_proxies(url))

    def _told(self, error: Exception, url: str) -> SendError:
        """Say what an exception of a request means."""
        host = urlsplit(url).netloc
        chain = list(_causes(error))
        ca_file = self._settings.ca_file
        if ca_file and not Path(ca_file).is_file():
            return NoExchangeError(Problem(f"the file {ca_file} is not there", "correct ca_file"))
        for cause in chain:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return NoExchangeError(_certificate(cause, host))
        for cause in chain:
            if isinstance(cause, ssl.SSLError):
                if ca_file and cause.reason in ("NO_CERTIFICATE_OR_CRL_FOUND", "PEM_LIB", None):
                    what = f"{ca_file} holds no certificate in PEM form"
                    return NoExchangeError(Problem(what, "correct ca_file"))
                what = f"{host} speaks no TLS that this computer understands ({cause.reason})"
                return NoExchangeError(Problem(what, "is the port right, or is it http:// there?"))
        proxy = select_proxy(url, self._proxies(url))
        for cause in chain:
            if isinstance(cause, transport.ProxyError) or (proxy and isinstance(cause, _NO_CONNECTION)):
                what = f"the proxy {urlsplit(proxy or '').hostname} lets nothing through to {host}"
                return NoExchangeError(Problem(what, "correct proxy, or HTTPS_PROXY of the environment"))
        for cause in chain:
            if isinstance(cause, transport.NameResolutionError):
                return NoExchangeError(
                    Problem(
                        f"no computer is known by the name {host}", "correct address, or see to the network"
                    )
                )
        if any(isinstance(cause, _NO_CONNECTION) for cause in chain):
            return NoExchangeError(
                Problem(f"{host} takes no connection", "correct address, or see whether the server runs")
            )
        if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidProxyURL):
            return NoExchangeError(Problem(f"{host} is no address that can be used", "correct address"))
        if any(isinstance(cause, _TIMEOUT) for cause in chain):
            return TryLaterError(f"{host} did not answer in time")
        return TryLaterError(f"{host} ended the connection before its answer was whole")


_NO_CONNECTION = (transport.NewConnectionError, transport.ConnectTimeoutError)
_TIMEOUT = (transport.ReadTimeoutError, requests.Timeout, TimeoutError)


def _read(response: requests.Response, deadline: float) -> Answer:
    """Read the whole answer. Raises ``requests.Timeout`` past the deadline (monotonic seconds)."""
    body = b""
    for block in response.iter_content(65_536):
        body += block
        if time.monotonic() > deadline:
            raise requests.Timeout
        if len(body) > LARGEST:
            raise TryLaterError(f"{urlsplit(response.url).netloc} answered with over {LARGEST:,} bytes")
    return Answer(
        status=response.status_code,
        body=body,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        location=response.headers.get("Location", ""),
        after_s=retry_after_s(response.headers.get("Retry-After"), response.headers.get("Date")),
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it was made of, in whichever way the libraries wrapped it."""
    seen: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and all(one is not other for other in seen):
            seen.append(one)
            yield one
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]


def _certificate(error: ssl.SSLCertVerificationError, host: str) -> Problem:
    """Say why a certificate is not accepted. Numbers are OpenSSL's X509_V_ERR."""
    if error.verify_code in (9, 10):
        what = f"the certificate of {host} is not valid today"
        return Problem(what, "set this computer's clock, or have the certificate renewed")
    if error.verify_code in (62, 64):
        what = f"the certificate of {host} is made out for another name"
        return Problem(what, "write the address as the certificate has it")
    what = f"the certificate of {host} is signed by nobody that this computer trusts"
    if error.verify_code not in (2, 18, 19, 20, 21):
        what = f"the certificate of {host} is not accepted: {error.verify_message}"
    return Problem(what, "name the city's own authority in ca_file")


def secret(path: str) -> str:
    """Read a key or a secret, without the line's end. Raises :class:`NoExchangeError`."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise NoExchangeError(
            Problem(f"{path} cannot be read ({why})", "let the kiosk's user read that file")
        ) from error
    if not text or not text.isprintable():
        raise NoExchangeError(Problem(f"{path} holds no secret of one line", "write it there"))
    return text


def misdirected(answer: Answer, address: str) -> Problem | None:
    """Say what is wrong where an answer cannot be from the server that is meant."""
    host = urlsplit(address).netloc
    if 300 <= answer.status < 400:
        where = answer.location.partition("?")[0][:200]
        return Problem(f"{host} sends one elsewhere: {where}", "write that in address")
    if answer.status in (404, 405, 410, 501):
        return Problem(f"{address} takes no tickets ({answer.status})", "correct address")
    if answer.good and answer.is_page:
        return Problem(
            f"{host} answers with a web page", "correct address, or sign in to the network with a browser"
        )
    return None


def refusal(answer: Answer, address: str, said: str) -> SendError:
    """Return what an answer means that is no receipt; ``said`` are the server's words for staff."""
    if problem := misdirected(answer, address):
        return NoExchangeError(problem)
    return failure(answer.status, said, answer.after_s)


def not_accepted(answer: Answer, address: str, secret_file: str) -> Problem | None:
    """Say what is wrong where a trial was not accepted; None where it was."""
    if problem := misdirected(answer, address):
        return problem
    if answer.good:
        return None
    if answer.status in (401, 403):
        return Problem(f"the key is not accepted ({answer.status})", f"correct the key in {secret_file}")
    return Problem(f"{address} answers {answer.status}: {answer.said()}", "ask whoever runs that server")
