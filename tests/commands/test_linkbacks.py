"""Linkbacks through the real server and worker: WordPress as it speaks, hostile bodies, a whole round trip."""

from __future__ import annotations

import re
import select
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.linked import LOOPBACK, in_django, migrate, said, until, working
from tests.commands.servers import Running, fetch, running
from tests.engines import free_port
from tests.fetch.servers import Server, answering, page

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

AGENT = b"User-Agent: WordPress/7.1; https://blog.example\r\n"
PING = """<?xml version="1.0"?>
<methodCall>
<methodName>pingback.ping</methodName>
<params>
<param><value><string>{source}</string></value></param>
<param><value><string>{target}</string></value></param>
</params></methodCall>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("linked")
    migrate(var)
    in_django(var, "for number in range(8): make_article(path=f'/story/{number}/')")
    return var


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Running]:
    port = free_port()
    with running(folder, "serve", port=port, SITE_URL=f"http://127.0.0.1:{port}", **LOOPBACK) as server:
        yield server


def port_of(site: Running) -> int:
    return int(site.url.rpartition(":")[2])


def post(site: Running, path: str, body: bytes, kind: str = "text/xml", *headers: bytes) -> bytes:
    head = f"POST {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return said(port_of(site), head.encode() + AGENT + b"".join(headers) + b"\r\n" + body)


def test_A9_wordpress_discovers_by_head_then_get_within_its_time(site: Running) -> None:
    began = time.monotonic()
    for method in (b"HEAD", b"GET"):
        answer = said(port_of(site), method + b" /story/0/ HTTP/1.0\r\nHost: 127.0.0.1\r\n" + AGENT + b"\r\n", 2)
        assert answer.startswith((b"HTTP/1.0 200", b"HTTP/1.1 200"))
        found = re.search(rb"(?im)^x-pingback: (\S+)\r$", answer)
        assert found
        assert found[1].decode() == f"{site.url}/linkbacks/pingback/"
    assert time.monotonic() - began < 2


def test_PR7_wordpress_s_ping_is_answered_within_its_time(site: Running, folder: Path) -> None:
    began = time.monotonic()
    body = PING.format(source="http://127.0.0.1:9/?p=1&amp;amp;x=2", target=f"{site.url}/story/1/")
    answer = post(site, "/linkbacks/pingback/", body.encode())
    assert time.monotonic() - began < 3
    assert b"accepted for verification" in answer
    assert in_django(folder, "answer = Linkback.objects.get(article__path='/story/1/').source_url") == (
        "http://127.0.0.1:9/?p=1&x=2"
    )


def test_whole_round_from_ping_to_the_page(site: Running, folder: Path) -> None:
    target = f"{site.url}/story/2/"
    body = f'<title>A blog</title><p>We read <a href="{target}">a story</a> today.'.encode()
    source = Server(answering(page(body, "Content-Type: text/html")))
    try:
        told = fetch(f"{site.url}/linkbacks/webmention/", source=source.url, target=target)
        status = told.headers["Location"]
        assert told.status == 201
        with working(folder, SITE_URL=site.url):
            assert until(lambda: "received" in fetch(status).text)
    finally:
        source.close()
    assert "A blog" not in fetch(target).text
    in_django(folder, "Linkback.objects.filter(article__path='/story/2/').update(status='approved')")
    assert "[…] We read a story today. […]" in fetch(target).text


HOSTILE = [
    ("H42-chunked-without-length", b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", rb" 4\d\d "),
    ("H42-length-and-chunked", b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", rb" (200|4\d\d) "),
    ("H42-ten-megabytes", b"Content-Length: 10485760\r\n\r\n", rb" 413 "),
    ("H42-negative", b"Content-Length: -1\r\n\r\n", rb" 400 "),
    ("H42-no-number", b"Content-Length: x\r\n\r\n", rb" 400 "),
    ("H53-empty", b"Content-Length: 0\r\n\r\n", rb" 200 "),
]


@pytest.mark.parametrize(("rest", "status"), [pytest.param(*row[1:], id=row[0]) for row in HOSTILE])
def test_hostile_body_gets_an_answer(site: Running, rest: bytes, status: bytes) -> None:
    head = b"POST /linkbacks/pingback/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: text/xml\r\n"
    answer = said(port_of(site), head + rest)
    assert re.search(status, answer.splitlines()[0]), answer
    assert b"Traceback" not in answer


def test_H42_slow_bodies_hold_no_reader_up(site: Running) -> None:
    """As many as the server has threads, and more, each sending a body that never ends."""
    head = b"POST /linkbacks/pingback/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n"
    slow = [socket.create_connection(("127.0.0.1", port_of(site)), timeout=20) for _ in range(8)]
    try:
        for connection in slow:
            connection.sendall(head + b"<")
        time.sleep(0.5)
        assert fetch(f"{site.url}/story/0/").status == 200
        answered, _writable, _broken = wait_for_answers(slow)
        assert len(answered) >= 6  # all but those that may wait, and they are answered a little later
        assert {connection.recv(4096).split(b" ", 2)[1] for connection in answered} <= {b"408", b"503"}
    finally:
        for connection in slow:
            connection.close()
    assert until(lambda: b"fault" in post(site, "/linkbacks/pingback/", b"<a/>"))


def wait_for_answers(slow: list[socket.socket]) -> tuple[list[socket.socket], list[socket.socket], list[socket.socket]]:
    """Until six of eight have one, or half a minute is over."""
    until(lambda: len(select.select(slow, [], [], 0)[0]) >= 6, 30)
    return select.select(slow, [], [], 0)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_worker_stops_when_it_is_told(folder: Path, how: int) -> None:
    with working(folder) as worker:
        assert until(lambda: len(list(Path(f"/proc/{worker.pid}/task").iterdir())) >= 6)
        worker.send_signal(how)
        assert worker.wait(20) == 0
