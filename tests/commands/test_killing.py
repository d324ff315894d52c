"""A worker that is killed outright, at any moment of verifying and sending (H94 of the specification)."""

from __future__ import annotations

import contextlib
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands.linked import in_django, migrate, until, working
from tests.fetch.servers import Server, page, read_request

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

HOSTS, PAGES = 8, 3
# Fewer than the tries of a delivery: one that kills its worker each time is given up.
KILLS = 5
# What a dead worker held is free when its lease has run out; here that minute passes at once.
FREE = "Linkback.objects.update(lease_until=None); Delivery.objects.update(lease_until=None)"
# So are the waits that the hosts' limits ask for; the answer counts what is still to do.
HURRY = """
from django.utils import timezone
Pace.objects.all().delete()
received = Linkback.objects.filter(status="received")
waiting = Delivery.objects.filter(due_at__isnull=False)
for rows in (received, waiting):
    rows.filter(lease_until=None).update(due_at=timezone.now())
answer = received.count() + waiting.count() + Announcement.objects.filter(due_at__isnull=False).count()
"""
SETUP = """
from datetime import datetime, timezone
now = datetime.now(timezone.utc)
stories = [make_article(path=f"/story/{n}/") for n in range(PAGES)]
for port in PORTS:
    for n, story in enumerate(stories):
        url, source = f"https://news.example/story/{n}/", f"http://127.0.0.1:{port}/source/{n}"
        Linkback.objects.create(article=story, kind="webmention", asked_kind="webmention", token=f"{port}-{n}",
            source_url=source, target_url=url, asked_target=url, due_at=now)
    for kind in ("webmention", "trackback"):
        body = f'<p>See <a href="http://127.0.0.1:{port}/{kind}/1">this</a>.</p>'
        article = make_article(status="draft", path=None, body=body, sends_trackbacks=True)
        publishing.publish(article)
"""
HTML = "Content-Type: text/html"


class OtherSite:
    """Slow pages that link to our stories, and an endpoint for each protocol; counts the notices it gets."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()
        self._guard = threading.Lock()
        self.server = Server(self._answer)

    def _answer(self, connection: socket.socket, server: Server) -> None:
        request = read_request(connection, server)
        method, path = request.split(b" ", 2)[:2]
        time.sleep(0.1)
        if method == b"POST":
            self._take(path.decode())
        with contextlib.suppress(OSError):
            connection.sendall(self._reply(method, path.decode()))

    def _take(self, path: str) -> None:
        with self._guard:
            self.told[path] += 1

    def _reply(self, method: bytes, path: str) -> bytes:
        if method == b"POST" and "trackback" in path:
            return page(b'<?xml version="1.0"?><response><error>0</error></response>', "Content-Type: text/xml")
        if method == b"POST":
            return page(b"thanks", status="202 Accepted")
        if "/source/" in path:
            number = path.rpartition("/")[2]
            return page(
                f'<p>A <a href="https://news.example/story/{number}/">link</a>'.encode(), "Content-Type: text/html"
            )
        if "trackback" in path:
            url = f"{self.server.url.rstrip('/')}{path}"
            rdf = (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" '
                'xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">'
                f'<rdf:Description rdf:about="{url}" dc:identifier="{url}" trackback:ping="{url}-ping"/></rdf:RDF>'
            )
            return page(f"<!-- {rdf} -->".encode(), HTML)
        return page(f'<link rel="webmention" href="{path}-endpoint">'.encode(), HTML)


@pytest.fixture
def sites() -> Iterator[list[OtherSite]]:
    started = [OtherSite() for _ in range(HOSTS)]
    yield started
    for site in started:
        site.server.close()


@pytest.fixture
def folder(tmp_path: Path, sites: list[OtherSite]) -> Path:
    """Notices of each site's pages, and articles that link to one page of each site for both protocols."""
    migrate(tmp_path)
    ports = [site.server.port for site in sites]
    in_django(tmp_path, f"PORTS, PAGES = {ports}, {PAGES}\n{SETUP}")
    return tmp_path


def test_H94_kill_at_any_moment_loses_and_doubles_nothing(folder: Path, sites: list[OtherSite]) -> None:
    chance = random.Random(94)
    for _ in range(KILLS):
        with working(folder) as worker:
            until(lambda: has_threads(worker.pid))
            time.sleep(chance.uniform(0, 1.5))
            worker.send_signal(signal.SIGKILL)
        in_django(folder, FREE)
    with working(folder):
        assert until(lambda: in_django(folder, HURRY) == 0, 120)
    check_ledger(folder)
    check_notices(sites)


def check_ledger(folder: Path) -> None:
    statuses = in_django(folder, "answer = sorted(Linkback.objects.values_list('status', flat=True))")
    assert statuses == ["pending"] * HOSTS * PAGES
    sent = in_django(folder, "answer = sorted(Delivery.objects.values_list('kind', 'status'))")
    assert [status for kind, status in sent if kind == "webmention"] == ["sent"] * HOSTS
    assert {status for kind, status in sent if kind == "trackback"} <= {"sent", "uncertain"}
    assert len(sent) == HOSTS * 2


def check_notices(sites: list[OtherSite]) -> None:
    """A webmention more is harmless, and there is at most one for each kill; a trackback is never sent twice."""
    told: dict[str, list[int]] = {"webmention": [], "trackback": []}
    for site in sites:
        for path, count in site.told.items():
            told[path.split("/")[1]].append(count)
    assert len(told["webmention"]) == HOSTS
    assert max(told["webmention"]) <= 1 + KILLS
    assert set(told["trackback"]) == {1}


def has_threads(pid: int) -> Any:
    try:
        return len(list(Path(f"/proc/{pid}/task").iterdir())) >= 6
    except OSError:
        return False
