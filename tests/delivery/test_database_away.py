"""A real PostgreSQL that goes away under a real server, and comes back."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from tests.commands.linked import in_django, migrate, until
from tests.commands.servers import Answer, Running, fetch, running
from tests.engines import PACKAGE, Postgres, binaries
from tests.services import missing

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
STALE = "newsportal; hit; detail=stale-if-error"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """One of its own: the suite's must stay."""
    found = binaries()
    if found is None:
        missing("PostgreSQL", PACKAGE)
    server = Postgres(Path(tempfile.mkdtemp(prefix="newsportal-postgres-")), found)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def folder(tmp_path: Path, postgres: Postgres) -> Iterator[Path]:
    """With one published article, at `/away/`; the database is emptied afterwards."""
    migrate(tmp_path, DATABASE_URL=postgres.url)
    in_django(tmp_path, 'make_article("Ferries cross", path="/away/")', DATABASE_URL=postgres.url)
    yield tmp_path
    with closing(psycopg2.connect(postgres.url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@pytest.fixture
def server(folder: Path, postgres: Postgres) -> Iterator[Running]:
    """One that holds the article's page."""
    with running(folder, "serve", DATABASE_URL=postgres.url) as started:
        for _ in range(3):  # It keeps nothing before it has begun to follow what changes.
            assert fetch(f"{started.url}/away/").status == 200
            time.sleep(0.5)
        yield started


def rename(postgres: Postgres, headline: str) -> None:
    with closing(psycopg2.connect(postgres.url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET headline = %s", [headline])


def soon(server: Running, path: str, is_so: Callable[[Answer], bool]) -> bool:
    return until(lambda: is_so(fetch(server.url + path)), 10)


def test_held_page_is_served_and_what_changed_meanwhile_is_not(server: Running, postgres: Postgres) -> None:
    postgres.pause()
    try:
        assert soon(server, "/away/", lambda answer: answer.headers["Cache-Status"] == STALE)
        assert "Ferries cross" in fetch(f"{server.url}/away/").text
    finally:
        postgres.resume()
    rename(postgres, "Ferries stay")
    assert soon(server, "/away/", lambda answer: "Ferries stay" in answer.text and "Cache-Status" not in answer.headers)


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
