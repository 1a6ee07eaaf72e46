"""Certificates, proxies and time limits between a kiosk and a server, and words for what is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.settings.destinations import WebSettings
from kiosk.tickets.destinations.base import TryLaterError
from kiosk.tickets.destinations.echo import without_echo
from kiosk.tickets.destinations.web import LARGEST, NoExchangeError, Web, secret
from tests.tickets.conftest import ticket
from tests.tickets.destinations.certificates import Authority
from tests.tickets.destinations.server import Asked, Reply, serving, written


def well(asked: Asked) -> Reply:
    return Reply(200, b"well")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def settings(
    port: int, *, scheme: str = "https", ca_file: Path | None = None, proxy: str = ""
) -> WebSettings:
    return WebSettings(
        name="city",
        address=f"{scheme}://127.0.0.1:{port}/",
        ca_file=str(ca_file) if ca_file else None,
        proxy=proxy,
        limit_s=5.0,
    )


def got(settings: WebSettings) -> bytes:
    return Web(settings).exchange("GET", settings.address).body


def test_a_certificate_of_the_citys_own_authority_is_trusted_where_the_settings_name_it(
    authority: Authority,
) -> None:
    with serving(well, authority.server()) as server:
        assert got(settings(server.port, ca_file=authority.file)) == b"well"
        with pytest.raises(NoExchangeError, match="signed by nobody that this computer trusts: name"):
            got(settings(server.port))


def test_no_password_file_of_the_user_adds_to_what_is_sent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NETRC", written(tmp_path / "netrc", "default login me password mine\n"))
    with serving(well) as server:
        got(settings(server.port, scheme="http"))
        assert "authorization" not in server.asked[0].headers


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"valid_for": timedelta(days=-3)}, "is not valid today: set this computer's clock"),
        ({"address": "10.1.2.3"}, "is made out for another name"),
    ],
    ids=["expired", "another name"],
)
def test_what_is_wrong_with_a_certificate_is_told_apart(
    authority: Authority, given: dict[str, object], said: str
) -> None:
    with serving(well, authority.server(**given)) as server, pytest.raises(NoExchangeError, match=said):  # type: ignore[arg-type]
        got(settings(server.port, ca_file=authority.file))


def test_a_file_of_authorities_that_is_not_there_or_holds_none_is_named(
    authority: Authority, tmp_path: Path
) -> None:
    with serving(well, authority.server()) as server:
        with pytest.raises(NoExchangeError, match=r"absent\.pem is not there: correct ca_file"):
            got(settings(server.port, ca_file=tmp_path / "absent.pem"))
        empty = Path(written(tmp_path / "empty.pem", "no certificate\n"))
        with pytest.raises(NoExchangeError, match=r"empty\.pem holds no certificate"):
            got(settings(server.port, ca_file=empty))


def test_https_where_the_server_speaks_http_is_told() -> None:
    with serving(well) as server, pytest.raises(NoExchangeError, match="speaks no TLS"):
        got(settings(server.port))


def test_requests_go_through_the_proxy_of_the_settings() -> None:
    with serving(well) as proxy:
        assert got(settings(1, scheme="http", proxy=proxy.address)) == b"well"
        assert proxy.asked[0].headers["host"] == "127.0.0.1:1"


def test_a_proxy_that_is_not_there_is_named_not_the_server() -> None:
    with serving(well) as proxy:
        address = proxy.address
    with (
        serving(well) as server,
        pytest.raises(NoExchangeError, match=r"the proxy 127\.0\.0\.1 lets nothing"),
    ):
        got(settings(server.port, scheme="http", proxy=address))


def test_an_answer_without_an_end_is_left() -> None:
    def flood(asked: Asked) -> Reply:
        return Reply(200, b"x" * (LARGEST + 1))

    with serving(flood) as server, pytest.raises(TryLaterError, match="over 4,000,000 bytes"):
        got(settings(server.port, scheme="http"))


@pytest.mark.parametrize("content", ["", "\n", "two\nlines"])
def test_a_secret_is_one_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(NoExchangeError, match="holds no secret of one line"):
        secret(written(tmp_path / "secret", content))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("电话13812345678无效", "电话…无效"),
        ("王秀英 is no name", "… is no name"),
        ("truncated: 我们楼下的路灯", "truncated: …"),
        ("no category street_light at s-1", "no category street_light at s-1"),
        ("call 138 1234 5678", "call 138 … …"),
    ],
)
def test_no_word_of_the_resident_is_in_what_a_server_is_said_to_have_said(said: str, shown: str) -> None:
    assert without_echo(said, ticket(category="street_light").to_payload()) == shown
