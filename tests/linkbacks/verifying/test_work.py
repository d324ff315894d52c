"""One look at a source page: table V, H25 to H45 and H57 to H77 of the specification, through the whole chain."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from django.db import connection as database

from articles.fetch import Limits
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.verifying.work import do_one
from articles.models import Linkback
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, by_path, dripping, page, read_request, redirect
from tests.linkbacks.verifying.sources import HTML, NOW, after, html, linking, make_notice, url_of

pytestmark = pytest.mark.django_db(transaction=True)

SHORT = Limits(total_seconds=0.6, connect_seconds=0.3, dns_seconds=0.3)


def look(parser: Parser, row: Linkback, **options: Any) -> Linkback:
    assert do_one(parser, now=options.pop("now", NOW), **options)
    row.refresh_from_db()
    return row


def test_V11_one_fetch_verifies_and_brings_the_words(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    row = look(parser, make_notice(server.url, article))
    assert (row.status, row.title, row.excerpt) == ("pending", "A blog", "[…] We read a report today. […]")
    assert (row.link_text, row.final_url, row.problem) == ("a report", server.url, "")
    assert (server.connections, row.checks, row.due_at, row.lease_until) == (1, 1, after(hours=1), None)


def test_V4_request_names_us_and_the_reporter(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    look(parser, make_notice(server.url, article, reporter="203.0.113.9"))
    request = server.requests[0]
    assert b"User-Agent: Newsportal (+https://news.example/; verifying linkback)\r\n" in request
    assert b"X-Pingback-Forwarded-For: 203.0.113.9\r\n" in request
    assert b"Accept: text/html, application/xhtml+xml;q=0.9" in request
    assert b"\r\nCookie:" not in request


def test_H69_later_looks_do_not_say_who_we_are(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    look(parser, make_notice(server.url, article, status="approved", checks=1, reporter="203.0.113.9"))
    assert b"Newsportal" not in server.requests[0]
    assert b"203.0.113.9" not in server.requests[0]


def test_H69_cloaked_link_is_hidden_at_the_second_look(parser: Parser, serve: Serve) -> None:
    article = make_article()

    def cloaked(connection: socket.socket, server: Any) -> None:
        request = read_request(connection, server)
        connection.sendall(linking(url_of(article)) if b"Newsportal" in request else html("<p>Nothing."))

    row = look(parser, make_notice(serve(cloaked).url, article))
    assert row.status == "pending"
    assert look(parser, row, now=after(hours=1)).status == "gone"


UNVERIFIED = [
    ("V7-no-link", html("<p>Nothing.")),
    ("H66-longer", linking("https://news.example/stories/one/more/")),
    ("H66-prefix", linking("https://news.example/stories/one/?utm=x")),
    ("H66-inside", linking("https://evil.example/?u=https://news.example/stories/one/")),
    ("H64-comment", html('<!-- <a href="https://news.example/stories/one/">x</a> -->')),
    ("H74-image", page(b'<a href="https://news.example/stories/one/">', "Content-Type: image/png")),
    ("H74-pdf", page(b"%PDF", "Content-Type: application/pdf")),
    ("H74-deep-json", page(b"[" * 100_000, "Content-Type: application/json")),
    ("V5-403", html('<a href="https://news.example/stories/one/">x</a>', status="403 Forbidden")),
    ("V5-401", html("x", 'WWW-Authenticate: Basic realm="x"', status="401 Unauthorized")),
    ("V5-410", html("x", status="410 Gone")),
    ("V5-meta-410", html('<meta http-equiv="Status" content="410 Gone"><a href="https://news.example/stories/one/">x')),
    ("H27-redirect-to-loopback", redirect("http://127.0.0.2:6379/")),
    ("H27-redirect-to-file", redirect("file:///etc/passwd")),
    ("H32-layers", page(b"x", HTML, "Content-Encoding: gzip, gzip")),
    ("H58-attributes", html(f"<a {' '.join(f'a{n}=1' for n in range(52_000))}>x</a>")),
]


@pytest.mark.parametrize("answer", [pytest.param(row[1], id=row[0]) for row in UNVERIFIED])
def test_source_without_a_link_is_unverified_for_good(parser: Parser, serve: Serve, answer: bytes) -> None:
    article = make_article(path="/stories/one/")
    row = look(parser, make_notice(serve(answering(answer)).url, article))
    assert (row.status, row.due_at, row.title, row.excerpt) == ("unverified", None, "", "")
    assert row.problem


TROUBLE = [
    ("V5-404", answering(html("x", status="404 Not Found"))),
    ("V5-500", answering(html("x", status="500 Oops"))),
    ("V5-429", answering(html("x", status="429 Slow down"))),
    ("H37-no-http", answering(b"SSH-2.0-OpenSSH\r\n")),
    ("H38-headers", answering(page(b"x", *(f"X-{number}: 1" for number in range(20_000))))),
    ("H33-body-drip", dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x")),
    ("H34-header-drip", dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n")),
]


@pytest.mark.parametrize("script", [pytest.param(row[1], id=row[0]) for row in TROUBLE])
def test_V5_passing_trouble_is_tried_again(parser: Parser, serve: Serve, script: Any) -> None:
    row = look(parser, make_notice(serve(script).url), limits=SHORT)
    assert (row.status, row.failures, row.due_at) == ("received", 1, after(minutes=5))


def test_V5_five_retries_and_it_is_unverified(parser: Parser, serve: Serve) -> None:
    row = make_notice(serve(answering(html("x", status="500 Oops"))).url)
    waits = []
    while row.due_at:
        due_at = row.due_at
        row = look(parser, row, now=due_at)
        waits.append((row.due_at - due_at).total_seconds() / 60 if row.due_at else None)
    assert waits == [5, 30, 120, 720, 1440, None]
    assert row.status == "unverified"


def test_V3_cut_page_is_no_link_for_a_new_row(parser: Parser, serve: Serve) -> None:
    article = make_article()
    far = html("<p>" + "x" * 600_000 + f'<a href="{url_of(article)}">x</a>')
    assert look(parser, make_notice(serve(answering(far)).url, article)).status == "unverified"


def test_V3_cut_page_leaves_an_approved_row(parser: Parser, serve: Serve) -> None:
    article = make_article()
    far = html("<p>" + "x" * 600_000 + f'<a href="{url_of(article)}">x</a>')
    row = look(parser, make_notice(serve(answering(far)).url, article, status="approved"))
    assert (row.status, row.due_at) == ("approved", after(days=1))


def test_V9_link_to_another_address_of_the_article_is_not_the_named_one(parser: Parser, serve: Serve) -> None:
    article = make_article(path="/stories/one/")
    server = serve(answering(linking(url_of(article))))
    row = make_notice(server.url, article, target="https://news.example/?p=12")
    assert look(parser, row).status == "unverified"


def test_V1_redirect_is_followed_and_noted(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(by_path({"/": redirect("/there"), "/there": linking(url_of(article))}))
    row = look(parser, make_notice(server.url, article))
    assert (row.status, row.final_url) == ("pending", f"{server.url}there")


def test_V6_picture_counts_for_a_webmention_only(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(html(f'<img src="{url_of(article)}">')))
    rows = [make_notice(f"{server.url}{kind}", article, kind=kind) for kind in ("webmention", "pingback")]
    assert [look(parser, row).status for row in rows] == ["pending", "unverified"]


def test_R3_one_page_for_several_articles_is_fetched_once(parser: Parser, serve: Serve) -> None:
    articles = [make_article() for _ in range(3)]
    server = serve(answering(linking(*map(url_of, articles[:2]))))
    rows = [make_notice(server.url, article) for article in articles]
    look(parser, rows[0])
    assert [Linkback.objects.get(pk=row.pk).status for row in rows] == ["pending", "pending", "unverified"]
    assert server.connections == 1


def test_R3_H41_seventh_request_of_a_minute_waits(parser: Parser, serve: Serve) -> None:
    server = serve(answering(html("<p>Nothing.")))
    for number in range(20):
        make_notice(f"{server.url}?r={number}")
    looks = 0
    while do_one(parser, now=NOW):
        looks += 1
    assert server.connections == 6
    assert Linkback.objects.filter(status="received").count() == 14
    assert looks < 10  # the others are put off together


def test_silent_host_s_failure_is_shared(parser: Parser, serve: Serve) -> None:
    server = serve(dripping(b"", b""))
    rows = [make_notice(f"{server.url}?r={number}") for number in range(5)]
    look(parser, rows[0], limits=SHORT)
    assert not do_one(parser, now=NOW)
    assert server.connections == 1
    assert set(Linkback.objects.values_list("failures", "due_at")) == {(1, after(minutes=5))}


def test_H26_rebinding_reaches_only_the_checked_address(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    row = make_notice(f"http://rebind.example:{server.port}/", article)
    assert look(parser, row, resolver=rebinding).status == "pending"
    assert (asked, server.connections) == (["rebind.example"], 1)


def test_H25_name_with_one_private_address_is_refused(parser: Parser, serve: Serve) -> None:
    server = serve(answering(b""))
    row = make_notice(f"http://both.example:{server.port}/")
    assert look(parser, row, resolver=lambda host: ["127.0.0.1", "10.0.0.1"]).status == "unverified"
    assert server.connections == 0


def test_H94_killed_worker_s_row_is_taken_up_again(parser: Parser, serve: Serve) -> None:
    article = make_article()
    server = serve(answering(linking(url_of(article))))
    row = make_notice(server.url, article, lease_until=after(seconds=30))
    assert not do_one(parser, now=NOW)
    assert look(parser, row, now=after(seconds=31)).status == "pending"


def test_H94_answer_of_a_lost_lease_is_not_written(parser: Parser, serve: Serve) -> None:
    article = make_article()

    def stealing(connection: socket.socket, server: Any) -> None:
        read_request(connection, server)
        Linkback.objects.update(lease_until=after(seconds=99))
        database.close()
        connection.sendall(linking(url_of(article)))

    row = look(parser, make_notice(serve(stealing).url, article))
    assert (row.status, row.lease_until) == ("received", after(seconds=99))


def test_H93_withdrawn_article_s_queue_harms_nobody(parser: Parser, serve: Serve) -> None:
    article = make_article(status="killed")
    server = serve(answering(linking(url_of(article))))
    assert look(parser, make_notice(server.url, article)).status == "pending"
