"""When linkbacks are taken and sent: A8, X5 of the specification."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.linkbacks.switches import accepts, sends
from tests.factories import make_article, minutes_ago

pytestmark = pytest.mark.django_db

CLOSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("A8-draft", {"status": "draft"}, {}),
    ("A8-embargoed", {"embargo_until": timezone.now() + timedelta(days=1)}, {}),
    ("A8-scheduled", {"published_at": timezone.now() + timedelta(days=1)}, {}),
    ("A8-killed", {"status": "killed"}, {}),
    ("A8-closed-article", {"receives_linkbacks": False}, {}),
    ("A8-closed-site", {}, {"LINKBACKS_RECEIVE": False}),
    ("A8-too-old", {"published_at": minutes_ago(60 * 24 * 31)}, {"LINKBACKS_CLOSE_AFTER_DAYS": 30}),
]


@pytest.mark.parametrize(("fields", "options"), [pytest.param(*row[1:], id=row[0]) for row in CLOSED])
def test_closed_article_takes_none(fields: dict[str, Any], options: dict[str, Any], settings: Settings) -> None:
    for name, value in options.items():
        setattr(settings, name, value)
    assert not accepts(make_article(**fields))


@pytest.mark.parametrize("days", [0, 30])
def test_open_article_takes_them(days: int, settings: Settings) -> None:
    settings.LINKBACKS_CLOSE_AFTER_DAYS = days
    assert accepts(make_article(published_at=minutes_ago(60 * 24 * 29)))


SENDING = [
    ("X5-production", "news.example", None, False, True),
    ("X5-debug", "news.example", None, True, False),
    ("X5-loopback", "127.0.0.1", None, False, False),
    ("X5-local-name", "localhost", None, False, False),
    ("X5-private", "192.168.1.5", None, False, False),
    ("X5-staging-by-networks", "10.1.1.1", None, False, True),
    ("X5-switched-off", "news.example", False, False, False),
    ("X5-switched-on", "127.0.0.1", True, True, True),
]


@pytest.mark.parametrize(
    ("host", "switch", "debug", "expected"), [pytest.param(*row[1:], id=row[0]) for row in SENDING]
)
def test_only_production_sends(host: str, switch: bool | None, debug: bool, expected: bool, settings: Settings) -> None:
    settings.SITE_HOST, settings.LINKBACKS_SEND, settings.DEBUG = host, switch, debug
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("10.0.0.0/8")]
    assert sends() is expected
