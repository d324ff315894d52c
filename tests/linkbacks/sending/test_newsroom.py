"""A newsroom's day, from the desk to other sites: X5, X6, X7, U1 and U2 of the specification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from articles import demo, publishing
from articles.linkbacks.formats.pingback import write_success
from articles.linkbacks.formats.trackback import write_answer
from articles.linkbacks.sending.again import send_again
from articles.linkbacks.sending.work import do_one
from articles.models import Announcement, Article, Delivery
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, page
from tests.linkbacks.formats.test_discovery import rdf
from tests.linkbacks.sending.receivers import (
    HTML,
    NOW,
    WEBMENTION,
    after,
    answering_in_turn,
    deliver,
    form_of,
    make_tracked,
    offering,
    pingback_link,
    posts,
    quick,
    work_until,
)
from tests.wordpress.exports import export, item
from tests.wordpress.running import run_import

pytestmark = pytest.mark.django_db


def at(moment: datetime, change: Callable[..., Any], *args: Any) -> None:
    with time_machine.travel(moment, tick=False):
        change(*args)


def linking_to(*servers: Server) -> str:
    return "".join(f'<p>We read <a href="{server.url}post">a blog</a> today.</p>' for server in servers)


def three_sites(serve: Serve) -> list[Server]:
    """One for each protocol."""
    pages, tracked_pages = [b""], [b""]
    pinged = serve(answering_in_turn(pages, [page(write_success("Thanks."))]))
    tracked = serve(answering_in_turn(tracked_pages, [page(write_answer())]))
    pages[0] = page(pingback_link(pinged).encode(), HTML)
    tracked_pages[0] = page(rdf(f"{tracked.url}post", f"{tracked.url}tb").encode(), HTML)
    return [serve(offering(WEBMENTION)), pinged, tracked]


def counts(servers: list[Server]) -> list[int]:
    return [len(posts(server)) for server in servers]


def make_out(body: str) -> Article:
    """Published at noon and told of within the minute."""
    article = make_article(status="draft", body=body, sends_trackbacks=True)
    at(NOW, publishing.publish, article)
    work_until(after(minutes=1))
    return article


def edit(article: Article, moment: datetime, **fields: str) -> None:
    for name, value in fields.items():
        setattr(article, name, value)
    at(moment, publishing.save, article)


def test_article_with_three_links_is_three_notices(serve: Serve) -> None:
    sites = three_sites(serve)
    make_out(linking_to(*sites))
    assert counts(sites) == [1, 1, 1]
    assert [server.connections for server in sites] == [2, 2, 2]
    kinds = set(Delivery.objects.values_list("kind", "status"))
    assert kinds == {("webmention", "sent"), ("pingback", "sent"), ("trackback", "sent")}
    work_until(after(days=30))
    assert counts(sites) == [1, 1, 1]


def test_X7_scheduled_article_is_told_at_its_time(serve: Serve) -> None:
    sites = three_sites(serve)
    article = make_article(status="draft", body=linking_to(sites[0]))
    at(NOW, publishing.schedule, article, after(hours=2))
    work_until(after(minutes=119))
    assert counts(sites) == [0, 0, 0]
    work_until(after(minutes=121))
    assert counts(sites) == [1, 0, 0]


def test_X7_edits_in_a_row_are_told_once_and_by_webmention_only(serve: Serve) -> None:
    sites = three_sites(serve)
    article = make_out(linking_to(*sites))
    for minute in (10, 15, 19):
        edit(article, after(minutes=minute), headline=f"Headline of minute {minute}")
    work_until(after(minutes=28))
    assert counts(sites) == [1, 1, 1]
    work_until(after(days=30))
    assert counts(sites) == [2, 1, 1]


def test_U1_edit_tells_the_link_that_came_the_one_that_stayed_and_the_one_that_went(serve: Serve) -> None:
    stayed, went, came = (serve(offering(WEBMENTION)) for _ in range(3))
    article = make_out(linking_to(stayed, went))
    edit(article, after(hours=1), body=linking_to(stayed, came))
    work_until(after(hours=2))
    assert counts([stayed, went, came]) == [2, 2, 1]
    assert [server.connections for server in (stayed, went, came)] == [4, 4, 2]


def test_U2_killed_article_is_gone_and_those_told_by_webmention_hear_of_it(serve: Serve, client: Client) -> None:
    sites = three_sites(serve)
    article = make_out(linking_to(*sites))
    at(after(hours=1), publishing.kill, article)
    work_until(after(days=30))
    assert client.get(article.get_absolute_url()).status_code == 410
    assert counts(sites) == [2, 1, 1]
    first, second = posts(sites[0])
    assert form_of(first) == form_of(second)
    pinged = Delivery.objects.get(kind="pingback")
    assert pinged.answer == "Thanks. (The link is gone; only a webmention could say so.)"


def test_X6_saving_again_tells_nobody(serve: Serve) -> None:
    sites = three_sites(serve)
    article = make_out(linking_to(*sites))
    for hour in range(1, 9):
        edit(article, after(hours=hour))
    work_until(after(days=30))
    assert counts(sites) == [1, 1, 1]


def test_X6_import_tells_nobody_and_a_link_that_is_added_later_alone(serve: Serve) -> None:
    old, new = (serve(offering(WEBMENTION)) for _ in range(2))
    content = '[caption id="attachment_9" width="300"]<img src="/a.jpg"> Words below[/caption]' + linking_to(old)
    run_import(export(item(1, content=content)))
    assert not Announcement.objects.exists()
    article = Article.objects.get()
    edit(article, after(hours=1), body=linking_to(old, new))
    work_until(after(days=30))
    assert counts([old, new]) == [0, 1]


def test_X6_demo_newsroom_tells_nobody(settings: Settings) -> None:
    demo.load(settings.BASE_DIR / "fixtures")
    assert Article.objects.published().exists()
    assert not Announcement.objects.exists()
    assert not do_one(means=quick())


def test_X5_staging_tells_nobody_even_what_production_planned(serve: Serve, settings: Settings) -> None:
    sites = three_sites(serve)
    article = make_article(status="draft", body=linking_to(*sites), sends_trackbacks=True)
    at(NOW, publishing.publish, article)
    settings.LINKBACKS_SEND = False
    assert not do_one(after(hours=1), quick())
    settings.LINKBACKS_SEND = True
    work_until(after(hours=2))
    assert counts(sites) == [1, 1, 1]


def test_perhaps_sent_trackback_is_sent_again_when_an_editor_asks(serve: Serve) -> None:
    server, row = make_tracked(serve)
    crashed = {"lease_until": after(seconds=-1), "posting_since": after(minutes=-2), "attempts": 6}
    Delivery.objects.update(kind="trackback", **crashed)
    at(after(minutes=1), send_again, Delivery.objects.all())
    assert deliver(row, after(minutes=1)).status == "sent"
    assert len(posts(server)) == 1


def test_delivery_is_made_again_when_an_editor_asks(serve: Serve) -> None:
    sites = three_sites(serve)
    make_out(linking_to(*sites))
    with time_machine.travel(after(hours=1), tick=False):
        assert send_again(Delivery.objects.exclude(kind="pingback")) == 2
    assert set(Delivery.objects.filter(status="waiting").values_list("due_at", "attempts")) == {(after(hours=1), 0)}
    work_until(after(hours=2))
    assert counts(sites) == [2, 1, 2]
