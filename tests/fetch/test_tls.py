"""Certificates are verified with the name they are for; TLS changes nothing about the limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.fetch import Limits, Refused, Response, TooSlow, Unreachable, fetch
from articles.fetch.connecting import tls_context
from tests.fetch.certificates import certificate_for
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, by_path, dripping, over_tls, page, redirect


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate_for(tmp_path_factory.mktemp("good"), "good.example")


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The system trusts the certificate while the test runs."""
    yield from trusting(certificate, monkeypatch)


def trusting(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    tls_context.cache_clear()
    yield str(certificate)
    tls_context.cache_clear()


def ask(server: Server, host: str = "good.example", limits: Limits | None = None) -> Response:
    url = f"https://{host}:{server.port}/"
    return fetch(url, resolver=lambda host: ["127.0.0.1"], limits=limits or Limits())


def refusal(server: Server, host: str = "good.example") -> Refused:
    with pytest.raises(Refused) as refused:
        ask(server, host)
    assert (refused.value.reason, refused.value.transient) == ("certificate", False)
    assert server.requests == []
    return refused.value


def test_trusted_certificate_of_the_host_is_taken(serve: Serve, trusted: str) -> None:
    response = ask(serve(over_tls(trusted, answering(page(b"inside")))))
    assert (response.content, response.resolved_address) == (b"inside", "127.0.0.1")


def test_H39_self_signed_certificate_is_refused(serve: Serve, certificate: Path) -> None:
    assert "self-signed" in str(refusal(serve(over_tls(str(certificate), answering(page()))))).replace(" ", "-")


def test_H39_certificate_of_another_name_is_refused(serve: Serve, trusted: str) -> None:
    server = serve(over_tls(trusted, answering(page())))
    assert "ostname mismatch" in str(refusal(server, "other.example"))


def test_H39_certificate_does_not_hold_for_the_address(serve: Serve, trusted: str) -> None:
    assert "mismatch" in str(refusal(serve(over_tls(trusted, answering(page()))), "127.0.0.1"))


def test_H39_expired_certificate_is_refused(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expired = certificate_for(tmp_path, "good.example", until="20200102000000Z")
    for path in trusting(expired, monkeypatch):
        assert "expired" in str(refusal(serve(over_tls(path, answering(page())))))


def test_H29_redirect_from_https_to_http_is_refused(serve: Serve, trusted: str) -> None:
    plain = serve(answering(page()))
    server = serve(over_tls(trusted, answering(redirect(plain.url))))
    with pytest.raises(Refused) as refused:
        ask(server)
    assert (refused.value.reason, plain.connections) == ("downgrade", 0)


def test_redirect_within_https_is_followed(serve: Serve, trusted: str) -> None:
    server = serve(over_tls(trusted, by_path({"/": redirect("/b"), "/b": page(b"here")})))
    assert ask(server).content == b"here"


def test_H35_drip_inside_tls_is_stopped(serve: Serve, trusted: str) -> None:
    server = serve(over_tls(trusted, dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")))
    with pytest.raises(TooSlow):
        ask(server, limits=Limits(total_seconds=0.5))


def test_plain_answer_to_tls_is_unreachable(serve: Serve) -> None:
    server = serve(lambda connection, server: connection.sendall(page()))
    with pytest.raises(Unreachable) as unreachable:
        ask(server)
    assert unreachable.value.reason == "tls"
