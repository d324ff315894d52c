"""Cheap checks first, and not one packet: PR10 to PR19, R5, H22, H43 and H45 of the specification."""

from __future__ import annotations

import socket
import xmlrpc.client
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Announcement, Delivery, Linkback, SiteRule
from tests.engines import free_port
from tests.factories import make_article, make_linkback
from tests.fetch.servers import Server, answering, page
from tests.views.linkbacks.notices import FORM, SOURCE, send_pingback, send_trackback, send_webmention, url_of

pytestmark = pytest.mark.django_db

HERE = "https://news.example/stories/one/"
NOWHERE = "https://news.example/stories/none/"
BLOCKED, OWN, KNOWN = "https://spam.example/", "https://news.example/stories/two/", "https://known.example/"
# Each call is wrong in what its rule looks at, and in all that is looked at after it.
ORDER = [
    ("PR10-method", "system.listMethods", ("ftp://x/", "nonsense", 3), -32601),
    ("PR10-parameters", "pingback.ping", ("ftp://x/", "nonsense", 3), -32602),
    ("PR11-source", "pingback.ping", ("http://127.0.0.1/", "ftp://x/"), 0),
    ("PR11-target", "pingback.ping", (BLOCKED, "ftp://x/"), 33),
    ("PR12-same", "pingback.ping", ("https://evil.example/", "https://evil.example/#a"), 0),
    ("PR13-not-ours", "pingback.ping", (BLOCKED, "https://other.example/"), 33),
    ("PR14-no-article", "pingback.ping", (BLOCKED, NOWHERE), 32),
    ("PR15-own-source", "pingback.ping", (OWN, HERE), 49),
    ("PR16-blocked", "pingback.ping", (f"{BLOCKED}known", HERE), 49),
    ("PR17-known", "pingback.ping", (KNOWN, HERE), 48),
    ("PR18-flooded", "pingback.ping", (SOURCE, HERE), 49),
]


@pytest.fixture
def packets(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was looked up or connected to; the database's driver has sockets of its own."""
    asked: list[Any] = []
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, lambda *arguments, **_: asked.append(arguments))
    monkeypatch.setattr(socket.socket, "connect", lambda self, *arguments: asked.append(arguments))
    return asked


@pytest.mark.parametrize(("method", "arguments", "code"), [pytest.param(*row[1:], id=row[0]) for row in ORDER])
def test_checks_come_in_their_order(
    client: Client, packets: list[Any], method: str, arguments: tuple[Any, ...], code: int
) -> None:
    article = make_article(path="/stories/one/")
    make_article(path="/stories/two/")
    SiteRule.objects.create(site="spam.example", rule="block")
    for source in (KNOWN, f"{BLOCKED}known", *(f"https://flood.example/{number}" for number in range(20))):
        make_linkback(article, source_url=source, status="pending")
    before = Linkback.objects.count()
    assert send_pingback(client, *arguments, method=method) == code
    assert (packets, Linkback.objects.count()) == ([], before)


def test_PR10_size_comes_before_everything(client: Client, packets: list[Any]) -> None:
    body = xmlrpc.client.dumps(("ftp://x/", "y" * 20_000, 3), "system.multicall")
    response = client.post("/linkbacks/pingback/", body, content_type="text/xml")
    assert (response.status_code, b"<int>-32700</int>" in response.content, packets) == (413, True, [])


def three_ways(client: Client, source: str, article: Any) -> list[Any]:
    return [
        send_pingback(client, source, url_of(article)),
        send_trackback(client, article, url=source),
        send_webmention(client, source, url_of(article)),
    ]


def test_R5_PR19_taking_a_notice_sends_no_packet(client: Client, packets: list[Any]) -> None:
    for source in (SOURCE, "https://no-such-name.example/"):
        three_ways(client, source, make_article())
    assert (packets, Linkback.objects.count()) == ([], 2)


def test_R5_flood_for_what_is_not_ours_leaves_nothing_to_do(client: Client) -> None:
    for number in range(25):
        send_pingback(client, f"https://victim.example/?r={number}", NOWHERE)
    assert not Linkback.objects.exists()


def test_H43_open_and_closed_ports_are_answered_alike(client: Client) -> None:
    article, server = make_article(), Server(answering(page()))
    try:
        ports = [server.port, free_port(), 22, 8080]
        answers = [send_pingback(client, f"http://127.0.0.1:{port}/", url_of(article)) for port in ports]
        answers += [send_pingback(client, f"http://scanme.example:{port}/", url_of(article)) for port in ports]
        assert (set(answers), server.connections) == ({0}, 0)
    finally:
        server.close()


def test_H45_notice_starts_no_notice(client: Client) -> None:
    article = make_article(body='<p>We read <a href="https://blog.example/post">a blog</a>.</p>')
    three_ways(client, SOURCE, article)
    assert [model.objects.count() for model in (Linkback, Announcement, Delivery)] == [1, 0, 0]


HIDDEN: list[tuple[str, dict[str, Any]]] = [
    ("draft", {"status": "draft"}),
    ("embargoed", {"embargo_until": "2099-01-01T00:00Z"}),
    ("spiked", {"status": "spiked"}),
]
ASK: list[Callable[[Client, str], Any]] = [
    lambda client, target: client.post(
        "/linkbacks/pingback/", xmlrpc.client.dumps((SOURCE, target), "pingback.ping"), content_type="text/xml"
    ),
    lambda client, target: send_webmention(client, SOURCE, target),
    lambda client, target: client.post(f"{target}trackback/", f"url={SOURCE}", content_type=FORM),
]


@pytest.mark.parametrize("ask", ASK, ids=["pingback", "webmention", "trackback"])
@pytest.mark.parametrize("fields", [pytest.param(row[1], id=row[0]) for row in HIDDEN])
def test_H22_unseen_article_costs_and_says_what_nothing_does(
    client: Client, ask: Callable[[Client, str], Any], fields: dict[str, Any]
) -> None:
    make_article(path="/stories/hidden/", **fields)
    answers = []
    for target in (NOWHERE, NOWHERE, "https://news.example/stories/hidden/"):
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, target)
        answers.append((response.status_code, response.content, len(queries)))
    assert answers[2] == answers[1]
    assert Linkback.objects.count() == 0
