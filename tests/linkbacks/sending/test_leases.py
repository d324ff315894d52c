"""No notice twice and none lost, whoever dies when: H86 and H94 of the specification, for what we send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from articles.linkbacks.formats.discovery import Endpoints, discover
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.pingback import write_success
from articles.linkbacks.sending.claiming import LEASE, Ending, LeaseLost, claim, finish, put_off
from articles.linkbacks.sending.rounds import announce_one
from articles.linkbacks.sending.work import do_one
from articles.models import Announcement, Delivery
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.linkbacks.sending.receivers import (
    NOW,
    WEBMENTION,
    after,
    deliver,
    make_delivery,
    make_pinged,
    make_tracked,
    offering,
    posts,
    quick,
)

pytestmark = pytest.mark.django_db
LONG_AGO = {"lease_until": after(seconds=-1), "posting_since": after(minutes=-2), "attempts": 1}


def at_once(count: int, work: Callable[[], object]) -> list[object]:
    def one(_number: int) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@contextmanager
def just_before(statement: str, change: Callable[[], object]) -> Iterator[None]:
    """What another worker or an editor does in the moment before the first such statement is run."""
    pending = [change]

    def intervene(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if pending and sql.startswith(statement):
            pending.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(intervene):
        yield
    assert not pending


def test_H86_row_that_another_took_in_the_last_moment_is_left() -> None:
    row = make_delivery("https://blog.example/")
    with just_before('UPDATE "articles_delivery"', lambda: claim(NOW)):
        assert claim(NOW) is None
    row.refresh_from_db()
    assert row.attempts == 1


def test_H86_round_that_moved_in_the_last_moment_is_left() -> None:
    article = make_article(body='<p><a href="https://blog.example/">a</a></p>', published_at=after(days=-1))
    plans = Announcement.objects.all()
    Announcement.objects.create(article=article, due_at=NOW)
    with just_before("SAVEPOINT", lambda: plans.update(due_at=after(minutes=10))):
        assert not announce_one(NOW)
    assert (plans.get().due_at, Delivery.objects.count()) == (after(minutes=10), 0)


def test_claimed_row_is_nobody_elses_until_its_lease_is_over() -> None:
    make_delivery("https://blog.example/")
    found = [claim(moment) for moment in (NOW, NOW, NOW + LEASE, NOW + LEASE + timedelta(seconds=1))]
    assert [delivery is not None for delivery in found] == [True, False, False, True]


@pytest.mark.parametrize("write", [lambda row: finish(row, Ending("sent"), NOW), lambda row: put_off(row, NOW)])
def test_who_lost_the_lease_writes_nothing(write: Callable[[Delivery], None]) -> None:
    row = make_delivery("https://blog.example/")
    slow = claim(NOW)
    claim(after(minutes=5))
    before = Delivery.objects.values().get()
    with pytest.raises(LeaseLost):
        write(slow)
    assert Delivery.objects.values().get() == before
    assert (row.pk, before["lease_until"], before["attempts"]) == (slow.pk, after(minutes=7), 2)


def test_who_lost_the_lease_sends_nothing(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = make_delivery(server.url)

    def discover_too_late(found: FetchedPage, target: str) -> Endpoints:
        Delivery.objects.update(lease_until=after(minutes=9))
        return discover(found, target)

    deliver(row, discover=discover_too_late)
    assert (server.connections, posts(server), row.status) == (1, [], "waiting")


def test_link_that_goes_while_its_page_is_asked_is_not_told(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = make_delivery(server.url)
    Announcement.objects.create(article=row.article, due_at=after(seconds=1))

    def discover_after_an_edit(found: FetchedPage, target: str) -> Endpoints:
        type(row.article).objects.update(body="<p>No link.</p>")
        announce_one(after(seconds=1))
        return discover(found, target)

    deliver(row, discover=discover_after_an_edit)
    assert (posts(server), row.is_linked, row.due_at) == ([], False, after(seconds=1))


def test_trackback_of_a_dead_worker_is_not_sent_again(serve: Serve) -> None:
    server, row = make_tracked(serve)
    Delivery.objects.update(kind="trackback", **LONG_AGO)
    deliver(row)
    assert (server.connections, row.status, row.due_at) == (0, "uncertain", None)
    assert row.answer == "Nobody knows whether the trackback arrived. The worker stopped while it was sent."


def test_webmention_of_a_dead_worker_is_sent_again(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = deliver(make_delivery(server.url, kind="webmention", **LONG_AGO))
    assert (row.status, row.posting_since, len(posts(server))) == ("sent", None, 1)


def test_pingback_of_a_dead_worker_is_sent_again(serve: Serve) -> None:
    server, row = make_pinged(serve, write_success("Thanks."))
    Delivery.objects.update(kind="pingback", **LONG_AGO)
    deliver(row)
    assert (row.status, len(posts(server))) == ("sent", 1)


def test_page_that_always_ends_its_worker_is_left_after_all_tries(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = deliver(make_delivery(server.url, attempts=6, lease_until=after(seconds=-1)))
    assert (server.connections, row.status, row.due_at) == (0, "failed", None)


@pytest.mark.django_db(transaction=True)
def test_H86_many_workers_send_one_notice(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    make_delivery(server.url)
    assert sum(map(bool, at_once(6, lambda: do_one(NOW, quick())))) == 1
    assert (len(posts(server)), Delivery.objects.get().status) == (1, "sent")


@pytest.mark.django_db(transaction=True)
def test_H86_many_workers_do_one_round() -> None:
    links = "".join(f'<p><a href="https://blog.example/{number}">words</a></p>' for number in range(20))
    article = make_article(body=links, published_at=after(days=-1))
    Announcement.objects.create(article=article, due_at=NOW)
    at_once(6, lambda: announce_one(NOW))
    assert (Delivery.objects.count(), Announcement.objects.get().due_at) == (20, None)
