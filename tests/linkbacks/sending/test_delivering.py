"""One delivery on the wire: PS, TS, WS, X2 and H95 of the specification, against real servers."""

from __future__ import annotations

import xmlrpc.client

import pytest
from django.db import connection

from articles.linkbacks.formats.discovery import Endpoints, discover
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.pingback import write_success
from articles.linkbacks.formats.trackback import write_answer
from articles.linkbacks.sending.work import do_one
from articles.models import Delivery
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, by_path, page, redirect
from tests.linkbacks.formats.test_discovery import rdf
from tests.linkbacks.sending.receivers import (
    ACCEPTED,
    HTML,
    NOW,
    WEBMENTION,
    after,
    answering_in_turn,
    deliver,
    form_of,
    make_delivery,
    make_pinged,
    make_tracked,
    offering,
    only_post,
    path_of,
    pingback_link,
    posts,
    quick,
)

pytestmark = pytest.mark.django_db


# Webmention


def test_WS4_webmention_is_source_and_target_and_nothing_else(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = deliver(make_delivery(f"{server.url}post?a=1&b=2#c"))
    assert path_of(only_post(server)) == "/e"
    source = f"https://news.example{row.article.path}"
    assert form_of(only_post(server)) == [("source", source), ("target", f"{server.url}post?a=1&b=2#c")]
    assert (row.status, row.kind, row.endpoint, row.answer) == ("sent", "webmention", f"{server.url}e", "HTTP 202")
    assert (row.sent_at, row.tried_at, row.attempts, row.due_at) == (NOW, NOW, 1, None)
    assert (row.lease_until, row.posting_since) == (None, None)


def test_H102_requests_say_who_asks_and_carry_no_cookie(serve: Serve) -> None:
    server = serve(offering(WEBMENTION, ACCEPTED, "Set-Cookie: a=b"))
    deliver(make_delivery(server.url))
    get, post = server.requests
    assert b"User-Agent: Newsportal (+https://news.example/; discovering linkback endpoints)\r\n" in get
    assert b"Accept: text/html," in get
    assert b"User-Agent: Newsportal (+https://news.example/; sending a webmention)\r\n" in post
    assert b"Content-Type: application/x-www-form-urlencoded\r\n" in post
    assert b"cookie" not in (get + post).lower()


def test_WS4_status_page_is_kept(serve: Serve) -> None:
    created = page(b"", "Location: /status/7", status="201 Created")
    server = serve(offering(WEBMENTION, created))
    row = deliver(make_delivery(server.url))
    assert (row.status, row.status_url) == ("sent", f"{server.url}status/7")


def test_WS3_endpoint_is_relative_to_where_the_target_redirected(serve: Serve) -> None:
    moved = page(b'<link rel="webmention" href="e">', HTML)
    server = serve(by_path({"/old": redirect("/new/here"), "/new/here": moved, "/new/e": ACCEPTED}))
    row = deliver(make_delivery(f"{server.url}old"))
    assert row.status == "sent"
    assert dict(form_of(only_post(server)))["target"] == f"{server.url}old"


def test_source_is_percent_encoded_once(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    article = make_article(path="/नदी/", published_at=after(days=-1))
    deliver(make_delivery(server.url, article=article))
    source = dict(form_of(only_post(server)))["source"]
    assert source == "https://news.example/%E0%A4%A8%E0%A4%A6%E0%A5%80/"


# Pingback


def test_PS6_pingback_names_both_pages(serve: Serve) -> None:
    server, row = make_pinged(serve, write_success("Thanks."))
    deliver(row)
    head, _, xml = only_post(server).partition(b"\r\n\r\n")
    source = f"https://news.example{row.article.path}"
    assert xmlrpc.client.loads(xml) == ((source, row.target_url), "pingback.ping")
    assert b"Content-Type: text/xml" in head
    assert (row.status, row.kind, row.answer) == ("sent", "pingback", "Thanks.")


# Trackback


def test_TS3_trackback_carries_headline_and_the_words_round_the_link(serve: Serve) -> None:
    server, row = make_tracked(serve, headline="Floods & ferries")
    deliver(row)
    assert form_of(only_post(server)) == [
        ("title", "Floods & ferries"),
        ("url", f"https://news.example{row.article.path}"),
        ("excerpt", "[…] We read a blog today. […]"),
        ("blog_name", "The Meridian"),
    ]
    assert b"application/x-www-form-urlencoded; charset=utf-8" in only_post(server)
    assert (row.status, row.kind) == ("sent", "trackback")


def test_TS3_standfirst_stands_in_for_the_words(serve: Serve) -> None:
    server, row = make_tracked(serve, body="<p>No link.</p>", standfirst="Trains < boats & ships.")
    deliver(row)
    assert dict(form_of(only_post(server)))["excerpt"] == "Trains < boats & ships."


def test_TS5_trackback_is_sent_only_where_the_article_may(serve: Serve) -> None:
    server, row = make_tracked(serve, sends_trackbacks=False)
    deliver(row)
    assert (posts(server), row.status, row.endpoint) == ([], "silent", f"{server.url}tb")
    assert row.answer == "It takes trackbacks only, and this article sends none."


@pytest.mark.parametrize(("kinds", "path"), [("wpt", "/e"), ("wp", "/e"), ("pt", "/x"), ("t", "/tb")])
def test_X2_one_protocol_for_each_link(serve: Serve, kinds: str, path: str) -> None:
    pages = [b""]
    server = serve(answering_in_turn(pages, [page(write_answer())]))
    target = f"{server.url}post"
    offers = {"w": WEBMENTION, "p": pingback_link(server), "t": rdf(target, f"{server.url}tb")}
    pages[0] = page("".join(offers[kind] for kind in kinds).encode(), HTML)
    article = make_article(sends_trackbacks=True, published_at=after(days=-1))
    deliver(make_delivery(target, article=article))
    assert [path_of(post) for post in posts(server)] == [path]


# What is told again


REMOVED = {"is_linked": False, "kind": "webmention", "sent_at": after(hours=-1)}


def test_WS6_removal_is_told_by_webmention_and_discovered_anew(serve: Serve) -> None:
    server = serve(offering('<link rel="webmention" href="/once/2">'))
    row = deliver(make_delivery(server.url, endpoint=f"{server.url}once/1", **REMOVED))
    assert path_of(only_post(server)) == "/once/2"
    assert (row.status, row.endpoint) == ("sent", f"{server.url}once/2")


def test_WS7_killed_article_is_told_by_webmention(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    article = make_article(status="killed", published_at=after(days=-1))
    assert deliver(make_delivery(server.url, article=article, **REMOVED)).status == "sent"
    assert len(posts(server)) == 1


@pytest.mark.parametrize("fields", [REMOVED, {**REMOVED, "is_linked": True}], ids=["removed", "changed"])
def test_X2_change_is_never_told_by_pingback(serve: Serve, fields: dict) -> None:
    server, row = make_pinged(serve, write_success("Thanks."))
    Delivery.objects.update(**fields)
    deliver(row)
    assert (posts(server), row.status) == ([], "silent")
    assert row.answer == "It takes no webmentions, and a pingback cannot tell of a change."


def test_link_that_went_unheard_of_is_never_told_by_pingback(serve: Serve) -> None:
    server, row = make_pinged(serve, write_success("Thanks."))
    Delivery.objects.update(is_linked=False)
    assert (deliver(row).status, posts(server)) == ("silent", [])


def test_change_that_could_not_be_told_leaves_what_was_told(serve: Serve) -> None:
    server = serve(answering(page(b"", status="503 Busy")))
    told = {"kind": "webmention", "sent_at": after(hours=-1), "status_url": "https://blog.example/status"}
    row = deliver(make_delivery(server.url, endpoint=f"{server.url}e", **told))
    assert {name: getattr(row, name) for name in told} == told
    assert (row.status, row.endpoint) == ("waiting", "")


def test_article_that_is_not_public_yet_is_not_told(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    article = make_article(published_at=after(days=-1), embargo_until=after(hours=2))
    row = deliver(make_delivery(server.url, article=article))
    assert (server.connections, row.status, row.due_at, row.attempts) == (0, "waiting", after(hours=2), 0)


@pytest.mark.parametrize("status", ["draft", "killed"])
def test_link_of_an_article_that_left_waits_for_it(serve: Serve, status: str) -> None:
    server = serve(offering(WEBMENTION))
    row = deliver(make_delivery(server.url, article=make_article(status=status)))
    assert (server.connections, row.status, row.due_at) == (0, "waiting", None)


# No endpoint


def test_no_endpoint_is_remembered_for_a_week_for_all_articles(serve: Serve) -> None:
    server = serve(answering(page(b"<p>Nothing", HTML)))
    first, second = (make_delivery(server.url) for _ in range(2))
    for row in (first, second):
        deliver(row)
    assert (first.status, second.status, server.connections) == ("silent", "silent", 1)
    assert (second.tried_at, second.answer) == (NOW, "Asked a few days ago, for another article.")
    deliver(make_delivery(server.url, due_at=after(days=6)), after(days=6))
    assert server.connections == 1
    deliver(make_delivery(server.url, due_at=after(days=8)), after(days=8))
    assert server.connections == 2


def test_page_that_was_out_of_order_is_not_remembered_as_without_endpoint(serve: Serve) -> None:
    server = serve(answering(page(b"", status="503 Busy")))
    for minute in (0, 1):
        deliver(make_delivery(server.url, due_at=after(minutes=minute)), after(minutes=minute))
    assert server.connections == 2


def test_unused_trackback_is_not_remembered_as_no_endpoint(serve: Serve) -> None:
    _server, row = make_tracked(serve, sends_trackbacks=False)
    deliver(row)
    other = make_article(sends_trackbacks=True, published_at=after(days=-1))
    assert deliver(make_delivery(row.target_url, article=other, due_at=after(minutes=1)), after(minutes=1)).kind


# H95


@pytest.mark.django_db(transaction=True)
def test_H95_no_transaction_is_open_while_others_are_asked(serve: Serve) -> None:
    server, in_transaction = serve(offering(WEBMENTION)), []

    def discover_and_look(found: FetchedPage, target: str) -> Endpoints:
        in_transaction.append(connection.in_atomic_block)
        return discover(found, target)

    assert deliver(make_delivery(server.url), discover=discover_and_look).status == "sent"
    assert in_transaction == [False]


def test_nothing_due_is_nothing_to_do() -> None:
    make_delivery("https://blog.example/", due_at=after(seconds=1))
    assert not do_one(NOW, quick())
