"""Each situation of table 1.10, served by a real site: which address, if any, got the notice."""

from __future__ import annotations

import pytest

from articles.linkbacks.formats.pingback import write_success
from articles.linkbacks.formats.trackback import write_answer
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import Script, Server, page
from tests.linkbacks.formats.pages import PAGE_URL
from tests.linkbacks.formats.test_discovery import (
    PING,
    PINGBACK,
    REAL,
    TRACKBACK,
    WEBMENTION_HEADERS,
    WEBMENTION_PAGES,
    rdf,
)
from tests.linkbacks.sending.receivers import (
    ACCEPTED,
    after,
    answering_in_turn,
    deliver,
    make_delivery,
    path_of,
    posts,
)

pytestmark = pytest.mark.django_db
SITE = PAGE_URL.removesuffix("/posts/1")
THANKS = page(write_success("Thanks."), "Content-Type: text/xml")
TRACKED = page(write_answer(), "Content-Type: text/xml")

Headers = list[tuple[str, str]]
BOTH = '<link rel="webmention" href="/link"><a rel="webmention" href="/a">a</a>'
SITUATIONS: list[tuple[str, bytes, str, Headers, str | None]] = [
    *((number, ACCEPTED, "", headers, endpoint) for number, headers, endpoint in WEBMENTION_HEADERS),
    *((number, ACCEPTED, html, [], endpoint) for number, html, endpoint in WEBMENTION_PAGES),
    ("11", ACCEPTED, BOTH, [("Link", "</e>; rel=webmention")], f"{SITE}/e"),
    ("x8", ACCEPTED, REAL, [("Content-Type", "text/plain")], None),
    *((number, THANKS, html, headers, endpoint) for number, html, headers, endpoint in PINGBACK),
    ("P10", THANKS, "", [("Content-Type", "application/pdf"), ("X-Pingback", PING)], PING),
    *((number, TRACKED, html, [], endpoint) for number, html, endpoint in TRACKBACK),
]


def told(serve: Serve, answer: bytes, html: str, headers: Headers) -> tuple[list[str], str]:
    """Who was told, by a site that stands for the table's; and what the ledger says."""
    pages = [b""]
    server = serve(answering_in_turn(pages, [answer]))
    pages[0] = page(at(server, html).encode(), *(at(server, f"{name}: {value}") for name, value in typed(headers)))
    article = make_article(sends_trackbacks=True, published_at=after(days=-1))
    row = deliver(make_delivery(at(server, PAGE_URL), article=article))
    return [path_of(post) for post in posts(server)], row.status


def typed(headers: Headers) -> Headers:
    names = {name for name, _value in headers}
    return headers if "Content-Type" in names else [("Content-Type", "text/html"), *headers]


def at(server: Server, text: str) -> str:
    """Addresses of the table's site become the server's, also where another spelling is the point."""
    home = server.url.rstrip("/")
    return text.replace(SITE, home).replace("https://T.example:443", home.replace("http:", "HTTP:"))


@pytest.mark.parametrize(
    ("answer", "html", "headers", "endpoint"), [pytest.param(*row[1:], id=row[0]) for row in SITUATIONS]
)
def test_one_endpoint_is_told_or_none(
    serve: Serve, answer: bytes, html: str, headers: Headers, endpoint: str | None
) -> None:
    expected = ([endpoint.removeprefix(SITE)], "sent") if endpoint else ([], "silent")
    assert told(serve, answer, html, headers) == expected


def test_23_endpoint_is_relative_to_where_the_target_redirected(serve: Serve) -> None:
    moved = page(b"", "Location: /moved/here", status="302 Found")
    found = page(b'<link rel="webmention" href="e">', "Content-Type: text/html")
    server = serve(answering_in_turn([moved, found], [ACCEPTED]))
    row = deliver(make_delivery(f"{server.url}posts/1"))
    assert ([path_of(post) for post in posts(server)], row.status) == (["/moved/e"], "sent")


def test_P11_nobody_is_asked_by_head(serve: Serve) -> None:
    server = serve(answering_in_turn([page(b"", "X-Pingback: http://127.0.0.2/")], [THANKS]))
    deliver(make_delivery(server.url))
    assert [request.split(b" ")[0] for request in server.requests] == [b"GET"]


def test_T8_page_without_block_inherits_nothing(serve: Serve) -> None:
    assert told(serve, TRACKED, rdf(), []) == (["/tb"], "sent")
    served: Script = answering_in_turn([page(b"<p>None here", "Content-Type: text/html")], [TRACKED])
    server = serve(served)
    article = make_article(sends_trackbacks=True, published_at=after(days=-1))
    row = deliver(make_delivery(server.url, article=article, due_at=after(minutes=1)), after(minutes=1))
    assert (posts(server), row.status) == ([], "silent")
