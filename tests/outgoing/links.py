"""Articles that link to other sites, and the hours of asking those."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from articles.fetch import Limits
from articles.models import Article, LinkTarget
from articles.outgoing import follow
from articles.outgoing.asking import Means
from articles.outgoing.work import do_one
from tests.factories import make_article
from tests.fetch.servers import Script, Server, read_request

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SHORT = Means(Limits(total_seconds=0.6, connect_seconds=0.3, dns_seconds=0.3, content_bytes=4096, wire_bytes=8192))


def after(**span: float) -> datetime:
    return NOW + timedelta(**span)


def make_linking(*urls: str, **fields: Any) -> Article:
    """Public for an hour at `NOW`; its links are known."""
    body = "".join(f'<p>See <a href="{url}">page {number}</a>.</p>' for number, url in enumerate(urls))
    article = make_article(body=body, **{"published_at": after(hours=-1), **fields})
    follow(article, NOW, chance=lambda: 0.5)
    return article


def asked(at: datetime = NOW, means: Means = SHORT, url: str = "") -> LinkTarget:
    """The page, made due and asked."""
    targets = LinkTarget.objects.filter(url=url) if url else LinkTarget.objects.all()
    LinkTarget.objects.update(due_at=at + timedelta(days=1))
    targets.update(due_at=at)
    assert do_one(at, means, chance=lambda: 0.5)
    return targets.get()


def by_method(head: bytes, get: bytes) -> Script:
    """One answer for HEAD, another for GET."""

    def script(connection: socket.socket, server: Server) -> None:
        is_head = read_request(connection, server).startswith(b"HEAD ")
        connection.sendall(head if is_head else get)

    return script
