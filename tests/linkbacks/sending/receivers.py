"""Other sites that are told, on servers of the test's own, and the rows and hours of telling them."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from articles.fetch import Limits
from articles.linkbacks.formats.trackback import write_answer
from articles.linkbacks.sending.means import Means
from articles.linkbacks.sending.work import do_one
from articles.models import Announcement, Article, Delivery
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import Script, Server, page, read_request
from tests.linkbacks.formats.test_discovery import rdf

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HTML = "Content-Type: text/html; charset=utf-8"
WEBMENTION = '<link rel="webmention" href="/e">'
ACCEPTED = page(b"", status="202 Accepted")
SHORT = Limits(total_seconds=0.6, connect_seconds=0.3, dns_seconds=0.3)


def after(**span: float) -> datetime:
    return NOW + timedelta(**span)


def quick(**others: Any) -> Means:
    """Waits for nobody; chance is even."""
    return Means(**{"sleep": lambda seconds: None, "chance": lambda: 0.5, **others})


def offering(html: str, answer: bytes = ACCEPTED, *headers: str) -> Script:
    """A page for each GET, and the answer for each POST."""
    return answering_in_turn([page(html.encode(), HTML, *headers)], [answer])


def answering_in_turn(pages: Sequence[bytes], answers: Sequence[bytes | None]) -> Script:
    """A page for each GET and an answer for each POST, the last again and again; None is never answered."""

    def script(connection: socket.socket, server: Server) -> None:
        is_post = read_request(connection, server).startswith(b"POST ")
        asked = sum(request.startswith(b"POST ") is is_post for request in server.requests)
        pieces = answers if is_post else pages
        answer = pieces[min(asked, len(pieces)) - 1]
        if answer is None:
            server.over.wait()
        else:
            connection.sendall(answer)

    return script


def make_delivery(target: str, *, article: Article | None = None, **fields: Any) -> Delivery:
    """Due now, of an article that links to the target and has been public for a day."""
    body = f'<p>We read <a href="{target}">a blog</a> today.</p>'
    article = article or make_article(body=body, published_at=after(days=-1))
    fields = {"due_at": NOW, **fields}
    return Delivery.objects.create(article=article, target_url=target, **fields)


def pingback_link(server: Server, path: str = "x") -> str:
    return f'<link rel="pingback" href="{server.url}{path}">'


def make_pinged(
    serve: Serve, answer: bytes | None, kind: str = "text/xml", by_header: bool = False
) -> tuple[Server, Delivery]:
    """A delivery to a page that takes pingbacks only; without an answer it hangs."""
    pages = [b""]
    server = serve(answering_in_turn(pages, [None if answer is None else page(answer, f"Content-Type: {kind}")]))
    header = [f"X-Pingback: {server.url}xmlrpc.php"] if by_header else []
    pages[0] = page(b"" if by_header else pingback_link(server).encode(), HTML, *header)
    return server, make_delivery(f"{server.url}post")


def make_tracked(serve: Serve, *answers: bytes, endpoint: str = "", **fields: Any) -> tuple[Server, Delivery]:
    """A delivery to a page that takes trackbacks only, of an article that sends them."""
    pages = [b""]
    server = serve(answering_in_turn(pages, list(answers or (page(write_answer()),))))
    target = f"{server.url}post"
    pages[0] = page(rdf(target, endpoint or f"{server.url}tb").encode(), HTML)
    body = f'<p>We read <a href="{target}">a blog</a> today.</p>'
    article = make_article(**{"body": body, "published_at": after(days=-1), "sends_trackbacks": True, **fields})
    return server, make_delivery(target, article=article)


def deliver(delivery: Delivery, now: datetime = NOW, **others: Any) -> Delivery:
    """The row after one try."""
    assert do_one(now, quick(**others))
    delivery.refresh_from_db()
    return delivery


def work_until(end: datetime) -> None:
    """Does all that is due by then, each at its time."""
    while moment := _next_due(end):
        do_one(moment, quick())


def _next_due(end: datetime) -> datetime | None:
    rows = (Announcement.objects.due(end), Delivery.objects.due(end))
    return min((row.due_at for found in rows if (row := found.first()) and row.due_at), default=None)


def posts(server: Server) -> list[bytes]:
    """What was posted, each request whole."""
    return [request for request in server.requests if request.startswith(b"POST ")]


def only_post(server: Server) -> bytes:
    (request,) = posts(server)
    return request


def path_of(request: bytes) -> str:
    return request.split(b" ", 2)[1].decode()


def form_of(request: bytes) -> list[tuple[str, str]]:
    return parse_qsl(request.partition(b"\r\n\r\n")[2].decode(), keep_blank_values=True)
