"""Public pages from a real streaming replica: what they show, what the desk shows, and what happens when it dies."""

from __future__ import annotations

import signal
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.commands.linked import in_django, migrate, until
from tests.commands.servers import Running, fetch, running
from tests.delivery.replica import Replica, ask, primary
from tests.engines import Postgres

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
RESTART = 30
SESSION = "sessionid=nobodys"
ASKED = """SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()
    AND query LIKE '%FROM articles_change%' AND state_change > now() - interval '1 s'"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with primary() as server:
        yield server


@pytest.fixture(scope="module")
def replica(postgres: Postgres) -> Iterator[Replica]:
    server = Replica(postgres)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def urls(postgres: Postgres, replica: Replica) -> dict[str, str]:
    return {"DATABASE_URL": postgres.url, "DATABASE_REPLICA_URL": replica.url}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, urls: dict[str, str]) -> Iterator[Running]:
    """With one published article, at `/ferries/`."""
    folder = tmp_path_factory.mktemp("replicated")
    migrate(folder, **urls)
    in_django(folder, 'make_article("Ferries cross", path="/ferries/")', **urls)
    with running(folder, "serve", **urls) as started:
        assert until(lambda: shows(started, "Ferries cross"))
        yield started


@pytest.fixture(autouse=True)
def _as_before(server: Running, postgres: Postgres, replica: Replica) -> Iterator[None]:
    yield
    rename(postgres, "Ferries cross")
    assert until(lambda: shows(server, "Ferries cross") and is_followed(replica), RESTART)


def shows(server: Running, headline: str, cookie: str = "") -> bool:
    opener = urllib.request.build_opener()
    opener.addheaders = [("Cookie", cookie)] if cookie else []
    return headline in fetch(f"{server.url}/ferries/", opener).text


def timed(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def rename(postgres: Postgres, headline: str) -> None:
    ask(postgres, "UPDATE articles_article SET headline = %s", headline)


def is_followed(replica: Replica) -> bool:
    """Whether somebody asks it several times a second what has changed."""
    return bool(ask(replica, ASKED))


def test_pages_come_from_the_replica_and_the_desk_from_the_primary(
    server: Running, postgres: Postgres, replica: Replica
) -> None:
    ask(replica, "SELECT pg_wal_replay_pause()")
    try:
        rename(postgres, "Ferries stay")
        end = time.monotonic() + 2
        while time.monotonic() < end:
            assert shows(server, "Ferries cross")
        assert shows(server, "Ferries stay", SESSION)
    finally:
        ask(replica, "SELECT pg_wal_replay_resume()")
    resumed = time.monotonic()
    assert until(lambda: shows(server, "Ferries stay"), 5)
    assert time.monotonic() - resumed < 1


def test_replica_that_dies_costs_no_answer(server: Running, postgres: Postgres, replica: Replica) -> None:
    replica.pause()
    try:
        for number in range(10):
            rename(postgres, f"Ferries {number}")
            renamed = time.monotonic()
            assert until(lambda number=number: shows(server, f"Ferries {number}<"), 5)
            assert time.monotonic() - renamed < 1.5
        assert fetch(f"{server.url}/").status == 200
        assert server.printed.count("The replica cannot be read from") == 1
        assert "The database is away" not in server.printed
    finally:
        replica.resume()
    assert until(lambda: is_followed(replica), RESTART)


def test_replica_that_is_silent_costs_a_moment(server: Running, postgres: Postgres, replica: Replica) -> None:
    replica.send(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        assert fetch(f"{server.url}/archive/").status == 200
        assert time.monotonic() - begun < 5
        assert until(lambda: timed(lambda: fetch(f"{server.url}/?s=ferries").status) < 0.5, 10)
        rename(postgres, "Ferries stay")
        assert until(lambda: shows(server, "Ferries stay"), 5)
    finally:
        replica.send(signal.SIGCONT)
    assert until(lambda: is_followed(replica), RESTART)


def test_readers_miss_nothing_while_the_primary_is_away(server: Running, postgres: Postgres, replica: Replica) -> None:
    postgres.pause()
    try:
        answers = [fetch(server.url + path) for path in ("/ferries/", "/archive/", "/search/?q=ferries", "/nothing/")]
        assert [answer.status for answer in answers] == [200, 200, 200, 404]
        assert "Cache-Status" not in answers[0].headers
        assert fetch(f"{server.url}/readyz").status == 503
    finally:
        postgres.resume()


def test_replica_that_comes_back_late_shows_nothing_older(
    server: Running, postgres: Postgres, replica: Replica
) -> None:
    """What was seen from the primary stays seen, though the replica answers already."""
    replica.pause()
    replica.set("recovery_min_apply_delay", "60s")
    rename(postgres, "Ferries stay")
    assert until(lambda: shows(server, "Ferries stay"), 5)
    replica.resume()
    assert ask(replica, "SELECT headline FROM articles_article") != "Ferries stay"
    end = time.monotonic() + 4
    while time.monotonic() < end:
        assert shows(server, "Ferries stay")
    replica.set("recovery_min_apply_delay", "0")
    ask(replica, "SELECT pg_reload_conf()")
    assert until(lambda: is_followed(replica), RESTART)
