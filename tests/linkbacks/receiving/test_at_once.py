"""Notices that come at the same moment are one row: H86, H87 and X1 of the specification."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.verifying.work import do_one
from articles.models import Article, Linkback
from tests.factories import make_article, make_linkback
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering
from tests.linkbacks.verifying.conftest import _loopback, parser, serve
from tests.linkbacks.verifying.sources import html, linking
from tests.views.linkbacks.notices import SOURCE, send_pingback, send_trackback, send_webmention, url_of

__all__ = ["_loopback", "parser", "serve"]
pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 10
Send = Callable[[int], object]


def at_once(sends: Iterable[Send]) -> list[object]:
    """What each answered; ten of them begin at the same moment, and the others follow at once."""
    begin = Barrier(THREADS)

    def one(numbered: tuple[int, Send]) -> object:
        number, send = numbered
        try:
            if number < THREADS:
                begin.wait(30)
            return send(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, enumerate(sends)))


def sender(number: int) -> dict[str, str]:
    """From a network of its own."""
    return {"REMOTE_ADDR": f"198.18.{number}.1"}


def until_heard(target: str, number: int) -> object:
    """A busy machine turns some away, too many at once: they try again."""
    while (answer := send_pingback(Client(), SOURCE, target, **sender(number))) == "HTTP 503":
        time.sleep(0.05)
    return answer


def test_H86_fifty_pingbacks_at_once_are_one_row() -> None:
    article = make_article()
    answers = at_once([lambda number: until_heard(url_of(article), number)] * 50)
    counted = Counter(answer if answer == 48 else str(answer).split()[-1] for answer in answers)
    row = Linkback.objects.get()
    assert counted == {48: 49, f"https://news.example/linkbacks/status/{row.token}/": 1}
    assert (row.status, row.source_url) == ("received", SOURCE)


def test_H86_spellings_of_one_page_at_once_are_one_row() -> None:
    article = make_article()
    spellings = [SOURCE, SOURCE.replace("https", "http"), SOURCE.replace("blog", "BLOG"), f"{SOURCE}#top"]
    sources = itertools.islice(itertools.cycle(spellings), 20)
    at_once([lambda number, source=source: send_webmention(Client(), source, url_of(article)) for source in sources])
    assert Linkback.objects.count() == 1


def test_H86_row_that_came_in_the_last_moment_is_found(client: Client) -> None:
    article = make_article()
    pending = [lambda: make_linkback(article, source_url=SOURCE)]

    def intervene(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if pending and sql.startswith("INSERT") and '"articles_linkback"' in sql:
            pending.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(intervene):
        assert send_pingback(client, SOURCE, url_of(article)) == 48
    assert (pending, Linkback.objects.count()) == ([], 1)


def three_ways(article: Article, source: str) -> list[Send]:
    """A pingback, a trackback and a webmention of one page."""
    return [
        lambda number: send_pingback(Client(), source, url_of(article), **sender(number)),
        lambda number: send_trackback(Client(), article, url=source),
        lambda number: send_webmention(Client(), source, url_of(article), **sender(number)),
    ]


def test_H87_three_protocols_at_once_are_one_row(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    at_once(three_ways(article, server.url) * 6)
    row = Linkback.objects.get()
    assert (row.asked_kind, row.status) == ("webmention", "received")
    assert do_one(parser)
    row.refresh_from_db()
    assert (row.kind, row.status, server.connections) == ("webmention", "pending", 1)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_X1_best_of_three_protocols_wins_in_any_order(order: tuple[int, ...], parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(html(f'<img src="{url_of(article)}">')))
    ways = three_ways(article, server.url)
    for way in order:
        ways[way](way)
    assert do_one(parser)
    assert Linkback.objects.values_list("kind", "status").get() == ("webmention", "pending")
