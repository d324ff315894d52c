"""A real server under what nobody should send: it answers shortly, keeps nothing of it, and goes on."""

from __future__ import annotations

import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from benchmarks.newsroom import memory_mib
from tests.commands.linked import in_django, migrate
from tests.commands.servers import Running, fetch, running

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
UNKNOWN = 1_500
LONG = "y" * 6_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("var")
    migrate(folder)
    in_django(folder, 'make_article("Ferries cross", path="/story/", section=make_section("World"))')
    with running(folder, "serve") as started:
        assert fetch(f"{started.url}/story/").status == 200
        yield started


def port_of(server: Running) -> int:
    return int(server.url.rpartition(":")[2])


def connected(server: Running) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=20)


def said(server: Running, request: bytes) -> bytes:
    """All that comes back for bytes as they are, until the server closes or says no more."""
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=10) as connection:
        pieces = []
        with suppress(OSError):  # it may have closed already
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                pieces.append(piece)
        return b"".join(pieces)


def still_serves(server: Running) -> bool:
    return "Ferries cross" in fetch(f"{server.url}/story/").text


def test_addresses_that_do_not_exist_are_not_kept(server: Running) -> None:
    statuses: Counter[int] = Counter()
    measured = []
    with closing(connected(server)) as connection:
        for number in range(UNKNOWN):
            connection.request("GET", f"/world/nothing/{number}/?x={number}")
            response = connection.getresponse()
            response.read()
            statuses[response.status] += 1
            if number in {UNKNOWN // 3, UNKNOWN - 1}:
                measured.append(memory_mib(server.process.pid))
    assert statuses == {404: UNKNOWN}
    # A thousand pages would be ten times as much.
    assert measured[1] - measured[0] < 5
    assert still_serves(server)


QUERIES = [
    f"x={LONG}", "&".join(f"x{number}=1" for number in range(900)), "page=forged", "page=a&page=b", "page=%00%FF",
    f"page={LONG}", "page=before-20161020T015300-42-1f2e3d4c5b", "page[]=1", "%", "=&=&=", "q=%ED%A0%80",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/world/", "/story/", "/feed/", "/archive/", "/search/", "/sitemap.xml"])
def test_absurd_queries_are_answered(server: Running, path: str) -> None:
    answers = {}
    with closing(connected(server)) as connection:
        for query in QUERIES:
            connection.request("GET", f"{path}?{query}")
            response = connection.getresponse()
            answers[query[:40]] = response.status, b"Traceback" in response.read()
    assert {status for status, _ in answers.values()} <= {200, 301, 404}
    assert not any(is_told for _, is_told in answers.values())


HOSTS = [
    "evil.example", "127.0.0.1:1", "127.0.0.1.evil.example", "[::1", "a b", "	x", "x" * 3_000, "..",
    "127.0.0.1@evil.example",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_that_are_not_ours_are_refused(server: Running, host: str) -> None:
    """By the server itself, or by Django; or the reader is sent to the site's own address."""
    answer = said(server, f"GET /story/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert b"Ferries cross" not in answer
    assert answer[9:12] in {b"", b"400", b"301"}
    assert b"evil.example" not in answer
    assert still_serves(server)


RAW = {
    "nothing": b"",
    "garbage": b"\x00\xff\xfe\r\n\r\n" * 50,
    "no-host": b"GET /story/ HTTP/1.1\r\nConnection: close\r\n\r\n",
    "two-hosts": b"GET /story/ HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "zero-byte": b"GET /story\x00/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "long-line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "many-headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    + b"".join(b"X-%d: y\r\n" % n for n in range(5_000))
    + b"\r\n",
    "two-lengths": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
    "bad-chunk": b"POST /xmlrpc.php HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n0\r\n\r\n",
    "strange-method": b"BREW /story/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "broken-escape": b"GET /%zz/%ff%c0%80/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "climbing": b"GET /media/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "whole-url": b"GET http://evil.example/story/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("request_bytes", RAW.values(), ids=RAW.keys())
def test_broken_requests_end_without_an_exception_page(server: Running, request_bytes: bytes) -> None:
    answer = said(server, request_bytes)
    assert answer[9:12] not in {b"500", b"502", b"503"}
    assert b"Traceback" not in answer
    assert b"root:" not in answer
    assert still_serves(server)
