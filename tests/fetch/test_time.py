"""One deadline holds, wherever the other side spends the time."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from articles.fetch import Limits, TooSlow, fetch
from articles.fetch.resolving import MAX_LOOK_UPS
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, drip, dripping, page, read_request, redirect

SHORT = Limits(total_seconds=0.5)
ENOUGH = 5.0


@pytest.fixture
def silent_resolver() -> Iterator[Callable[[str], list[str]]]:
    """A name server that never answers, until the test is over."""
    over = threading.Event()

    def wait(host: str) -> list[str]:
        over.wait()
        return []

    yield wait
    over.set()


def reason_of(url: str, **options: object) -> str:
    """Why it took too long, having ended long before it would have by itself."""
    start = time.monotonic()
    with pytest.raises(TooSlow) as slow:
        fetch(url, **({"limits": SHORT} | options))
    assert time.monotonic() - start < ENOUGH
    return slow.value.reason


def silent(connection: socket.socket, server: Server) -> None:
    server.over.wait()


def handshake_drip(connection: socket.socket, server: Server) -> None:
    drip(connection, server, b"\x16\x03\x03\x40\x00\x02", b"\0")


def slow_redirect(connection: socket.socket, server: Server) -> None:
    read_request(connection, server)
    server.over.wait(0.2)
    connection.sendall(redirect("/"))


DRIPS = [
    ("V2-silence", silent),
    ("H33-body", dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x")),
    ("H33-until-close", dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")),
    ("H33-chunks", dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n")),
    ("H33-chunk-size", dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x")),
    ("H34-status", dripping(b"HTTP/1.1 200 ", b"x")),
    ("H34-headers", dripping(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n")),
    ("H34-one-header", dripping(b"HTTP/1.1 200 OK\r\nA: ", b"b")),
]


@pytest.mark.parametrize("script", [pytest.param(script, id=name) for name, script in DRIPS])
def test_drip_is_stopped(serve: Serve, script: Callable[[socket.socket, Server], None]) -> None:
    assert reason_of(serve(script).url) in {"answer", "total"}


@pytest.mark.parametrize("script", [silent, handshake_drip], ids=["H35-silence", "H35-drip"])
def test_tls_handshake_is_stopped(serve: Serve, script: Callable[[socket.socket, Server], None]) -> None:
    assert reason_of(f"https://127.0.0.1:{serve(script).port}/") == "tls"


def test_V2_deadline_holds_across_redirects(serve: Serve) -> None:
    server = serve(slow_redirect)
    assert reason_of(server.url, limits=Limits(total_seconds=0.5, redirects=100)) in {"answer", "total", "connect"}
    assert server.connections <= 4


def test_V2_request_that_is_not_taken_is_stopped(serve: Serve) -> None:
    assert reason_of(serve(silent).url, method="POST", body=bytes(20_000_000)) == "answer"


@pytest.mark.usefixtures("_loopback")
def test_V2_connection_that_is_not_taken_is_stopped() -> None:
    with contextlib.ExitStack() as sockets:
        full = sockets.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            waiting = sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        limits = Limits(connect_seconds=0.3)
        assert reason_of(f"http://127.0.0.1:{full.getsockname()[1]}/", limits=limits) == "connect"


def test_H36_silent_name_server_is_not_waited_for(silent_resolver: Callable[[str], list[str]]) -> None:
    limits = Limits(dns_seconds=0.2)
    assert reason_of("http://good.example/", limits=limits, resolver=silent_resolver) == "dns"


def test_H36_hanging_look_ups_are_bounded(silent_resolver: Callable[[str], list[str]]) -> None:
    limits = Limits(dns_seconds=0.01)
    for _ in range(MAX_LOOK_UPS + 3):
        assert reason_of("http://good.example/", limits=limits, resolver=silent_resolver) == "dns"
    assert sum(thread.name == "look-up" for thread in threading.enumerate()) == MAX_LOOK_UPS


def test_V1_V2_V3_limits_are_the_specification_s() -> None:
    limits = Limits()
    assert (limits.redirects, limits.total_seconds, limits.connect_seconds, limits.dns_seconds) == (5, 10, 3, 3)
    assert (limits.content_bytes, limits.head_bytes, limits.headers) == (512 * 1024, 64 * 1024, 200)


def test_V2_slow_answer_within_the_deadline_is_taken(serve: Serve) -> None:
    whole = page(b"hello")
    server = serve(answering(whole[:9], whole[9:20], whole[20:]))
    assert fetch(server.url, limits=SHORT).content == b"hello"
