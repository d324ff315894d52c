"""How much is taken, from whom, for what: R1, R2, R4 and H88 of the specification, in all three protocols."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.linkbacks.receiving.limits import PER_ARTICLE_AND_HOUR
from articles.models import Article, Linkback, Pace
from tests.factories import make_article, make_linkback
from tests.views.linkbacks.notices import SOURCE, send_pingback, send_trackback, send_webmention, url_of

pytestmark = pytest.mark.django_db

Send = Callable[[Client, str, Article], Any]
PROTOCOLS: list[tuple[str, Send, Any]] = [
    ("PR18-pingback", lambda client, url, article: send_pingback(client, url, url_of(article)), 49),
    ("TR11-trackback", lambda client, url, article: send_trackback(client, article, url=url).status_code, 429),
    ("WR4-webmention", lambda client, url, article: send_webmention(client, url, url_of(article)).status_code, 429),
]


@pytest.mark.parametrize(("send", "refusal"), [pytest.param(*row[1:], id=row[0]) for row in PROTOCOLS])
def test_R4_article_takes_twenty_an_hour(client: Client, send: Send, refusal: Any) -> None:
    article = make_article()
    for _ in range(PER_ARTICLE_AND_HOUR):
        make_linkback(article, status="pending")
    assert send(client, SOURCE, article) == refusal
    Linkback.objects.update(received_at=timezone.now() - timedelta(minutes=61))
    assert send(client, SOURCE, article) != refusal


@pytest.mark.parametrize("host", ["evil.example", "h{}.evil.example"], ids=["one-host", "many-sub-domains"])
def test_H88_pages_without_end_are_twenty_rows(client: Client, host: str) -> None:
    article = make_article()
    for number in range(25):
        source = f"https://{host.format(number)}/?p={number}"
        send_pingback(client, source, url_of(article), REMOTE_ADDR=f"198.18.{number}.1")
    assert Linkback.objects.count() == PER_ARTICLE_AND_HOUR == 20


NETWORKS = [
    ("same-24", ["203.0.113.1", "203.0.113.255"], True),
    ("other-24", ["203.0.113.1", "203.0.114.1"], False),
    ("same-48", ["2001:db8:1:2::3", "2001:db8:1:ffff::1"], True),
    ("other-48", ["2001:db8:1::1", "2001:db8:2::1"], False),
    ("mapped", ["203.0.113.1", "::ffff:203.0.113.9"], True),
]


@pytest.mark.parametrize(("addresses", "is_one"), [pytest.param(*row[1:], id=row[0]) for row in NETWORKS])
def test_R1_limit_is_of_the_reporters_network(client: Client, addresses: list[str], is_one: bool) -> None:
    first, second = addresses
    for _ in range(30):
        send_pingback(client, "x", "y", REMOTE_ADDR=first)
    assert send_pingback(client, "x", "y", REMOTE_ADDR=second) == ("HTTP 429" if is_one else 0)


def test_R1_who_hides_shares_one_limit(client: Client) -> None:
    for number in range(30):
        send_pingback(client, "x", "y", REMOTE_ADDR=f"unix:{number}")
    assert send_pingback(client, "x", "y", REMOTE_ADDR="") == "HTTP 429"


def test_H48_multicall_counts_as_one(client: Client) -> None:
    calls = [{"methodName": "pingback.ping", "params": [SOURCE, "https://news.example/"]}] * 20
    assert send_pingback(client, calls, method="system.multicall") == -32601
    assert [len(pace.moments) for pace in Pace.objects.all()] == [1]


def test_R2_pair_is_verified_three_times_a_day(client: Client) -> None:
    row, start, due = make_linkback(make_article(), source_url=SOURCE), timezone.now(), []
    for hour in (0, 1, 2, 3, 25):
        with time_machine.travel(start + timedelta(hours=hour), tick=False):
            assert send_webmention(client, SOURCE, url_of(row.article)).status_code == 201
        row.refresh_from_db()
        due.append(row.due_at is not None)
        Linkback.objects.update(due_at=None)
    assert due == [True, True, True, False, True]


def test_R2_asking_for_a_check_that_is_due_counts_for_nothing(client: Client) -> None:
    article = make_article()
    for _ in range(5):
        send_webmention(client, SOURCE, url_of(article))
    Linkback.objects.update(due_at=None)
    send_webmention(client, SOURCE, url_of(article))
    assert Linkback.objects.get().due_at is not None
