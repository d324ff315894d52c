"""The status page tells a sender nothing of our network: H98 and WR8 of the specification."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.linkbacks.verifying.work import do_one
from articles.models import Linkback
from tests.factories import make_article, make_linkback
from tests.linkbacks.verifying.conftest import _loopback, parser, serve
from tests.views.linkbacks.notices import send_webmention, url_of

__all__ = ["_loopback", "parser", "serve"]


def unknown(host: str) -> list[str]:
    raise OSError


FAILURES = [
    ("no-such-name", "https://blog.example/", unknown),
    ("private-address", "https://blog.example/", lambda host: ["10.0.0.1"]),
    ("public-and-private-address", "https://blog.example/", lambda host: ["1.1.1.1", "10.0.0.1"]),
    ("nobody-listens", "http://blog.example:9/", lambda host: ["127.0.0.1"]),
]


def status_of(client: Client) -> bytes:
    token = Linkback.objects.values_list("token", flat=True).get()
    return client.get(f"/linkbacks/status/{token}/", headers={"Accept": "application/json"}).content


@pytest.mark.parametrize(("source", "resolver"), [pytest.param(*row[1:], id=row[0]) for row in FAILURES])
@pytest.mark.usefixtures("_loopback")
def test_H98_every_failure_is_the_same_word(client: Client, parser: Any, source: str, resolver: Any) -> None:
    send_webmention(client, source, url_of(make_article()))
    assert b'"status": "queued"' in status_of(client)
    assert do_one(parser, resolver=resolver)
    assert b'"status": "rejected"' in status_of(client)


def test_H98_retry_does_not_show(client: Client) -> None:
    later = timezone.now() + timedelta(minutes=1)
    make_linkback(make_article(), status="received", failures=1, lease_until=later, token="a-token")
    assert b'"status": "rejected"' in status_of(client)


def test_H98_token_has_128_bits(client: Client) -> None:
    article = make_article()
    tokens = {send_webmention(client, f"https://blog.example/{n}", url_of(article))["Location"] for n in range(9)}
    assert {len(address.rstrip("/").rpartition("/")[2]) for address in tokens} == {22}
    assert len(tokens) == 9


@pytest.mark.parametrize("kind", ["received", "pending", "spam"])
def test_WR8_status_says_nothing_of_moderation(client: Client, kind: str) -> None:
    make_linkback(make_article(), status=kind, token="a-token", problem="secret", reporter="203.0.113.9")
    page = status_of(client)
    assert (b"secret" in page, b"203.0.113.9" in page, b"spam" in page, b"pending" in page) == (False,) * 4
    assert b'"summary"' in page
