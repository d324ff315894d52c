"""A real PostgreSQL that goes away under a real server, and comes back."""

from __future__ import annotations

import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.linked import in_django, migrate, until
from tests.commands.servers import Answer, Running, fetch, running
from tests.delivery.replica import ask, primary
from tests.engines import Postgres
from tests.most_read.counted import BROWSER

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
STALE = "newsportal; hit; detail=stale-if-error"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """One of its own: the suite's must stay."""
    with primary() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, postgres: Postgres) -> Iterator[Path]:
    """With one published article, at `/away/`; the database is emptied afterwards."""
    migrate(tmp_path, DATABASE_URL=postgres.url)
    in_django(tmp_path, 'make_article("Ferries cross", path="/away/")', DATABASE_URL=postgres.url)
    yield tmp_path
    ask(postgres, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@pytest.fixture
def server(folder: Path, postgres: Postgres) -> Iterator[Running]:
    """One that holds the article's page."""
    with running(folder, "serve", DATABASE_URL=postgres.url) as started:
        for _ in range(3):  # It keeps nothing before it has begun to follow what changes.
            assert fetch(f"{started.url}/away/").status == 200
            time.sleep(0.5)
        yield started


def rename(postgres: Postgres, headline: str) -> None:
    ask(postgres, "UPDATE articles_article SET headline = %s", headline)


def soon(server: Running, path: str, is_so: Callable[[Answer], bool]) -> bool:
    return until(lambda: is_so(fetch(server.url + path)), 10)


def read(server: Running, times: int) -> None:
    """As somebody who counts."""
    browser = urllib.request.build_opener()
    browser.addheaders = [("User-Agent", BROWSER)]
    assert [fetch(f"{server.url}/away/", browser).status for _ in range(times)] == [200] * times


def test_held_page_is_served_and_counted_and_what_changed_meanwhile_is_not(server: Running, postgres: Postgres) -> None:
    postgres.pause()
    try:
        assert soon(server, "/away/", lambda answer: answer.headers["Cache-Status"] == STALE)
        assert "Ferries cross" in fetch(f"{server.url}/away/").text
        read(server, 5)
    finally:
        postgres.resume()
    rename(postgres, "Ferries stay")
    assert soon(server, "/away/", lambda answer: "Ferries stay" in answer.text and "Cache-Status" not in answer.headers)
    assert server.stop() == 0
    assert ask(postgres, "SELECT sum(count)::int FROM articles_views") == 5


def test_what_is_not_held_waits_with_a_plain_page(server: Running, postgres: Postgres) -> None:
    postgres.pause()
    try:
        answers = [fetch(server.url + path) for path in ("/", "/archive/", "/admin/login/")]
        assert [answer.status for answer in answers[:2]] == [503, 503]
        assert all(answer.headers["Retry-After"] for answer in answers[:2])
        assert fetch(f"{server.url}/readyz").status == 503
        assert fetch(f"{server.url}/healthz").status == 200
    finally:
        postgres.resume()
    assert soon(server, "/", lambda answer: answer.status == 200)
    assert "Service Unavailable: /\n" in server.printed
    assert "Service Unavailable: /archive/" not in server.printed  # in the same words


@contextmanager
def silent(postgres: Postgres) -> Iterator[None]:
    """Stopped: it takes what is sent, keeps every connection, and says nothing."""
    postgres.send(signal.SIGSTOP)
    try:
        yield
    finally:
        postgres.send(signal.SIGCONT)


def seconds_for(url: str) -> tuple[int, float]:
    begun = time.monotonic()
    return fetch(url).status, time.monotonic() - begun


def test_held_page_is_served_while_the_database_is_silent(server: Running, postgres: Postgres) -> None:
    with silent(postgres):
        assert soon(server, "/away/", lambda answer: answer.headers["Cache-Status"] == STALE)
        assert seconds_for(f"{server.url}/away/")[1] < 0.5
    rename(postgres, "Ferries stay")
    assert soon(server, "/away/", lambda answer: "Ferries stay" in answer.text and "Cache-Status" not in answer.headers)


def test_nobody_waits_long_for_a_silent_database(server: Running, postgres: Postgres) -> None:
    with silent(postgres):
        first = seconds_for(f"{server.url}/archive/")
        known = [seconds_for(server.url + path) for path in ("/", "/archive/", "/nothing/")]
        held = seconds_for(f"{server.url}/away/")
    assert (first[0], [status for status, _seconds in known], held[0]) == (503, [503, 503, 503], 200)
    assert first[1] < 5
    assert max(seconds for _status, seconds in [*known, held]) < 1.5
    assert soon(server, "/archive/", lambda answer: answer.status == 200)


def test_many_readers_of_a_silent_database_do_not_keep_others_waiting(server: Running, postgres: Postgres) -> None:
    with silent(postgres), ThreadPoolExecutor(16) as pool:
        lost = [pool.submit(seconds_for, f"{server.url}/archive/?page={number}") for number in range(15)]
        time.sleep(0.2)
        held = pool.submit(seconds_for, f"{server.url}/away/").result()
        answers = [answer.result() for answer in lost]
    assert (held[0], {status for status, _seconds in answers}) == (200, {503})
    assert max(seconds for _status, seconds in [held, *answers]) < 5
