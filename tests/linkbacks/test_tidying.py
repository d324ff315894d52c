"""What is forgotten, and what never is: TR9, WR8 and M5 of the specification."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.linkbacks.tidying import tidy
from articles.models import Linkback
from tests.factories import make_article, make_linkback

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def kept(*, days: int, **fields: str) -> bool:
    row = make_linkback(make_article(), received_at=NOW - timedelta(days=days), **fields)
    tidy(NOW)
    return Linkback.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [("trackback", 13, True), ("trackback", 15, False), ("webmention", 39, True), ("webmention", 41, False)],
)
def test_TR9_WR8_unverified_is_kept_for_a_while(kind: str, days: int, expected: bool) -> None:
    assert kept(kind=kind, days=days, status="unverified") is expected


@pytest.mark.parametrize("status", [status for status in Linkback.Status.values if status != "unverified"])
def test_M5_everything_else_is_kept_for_good(status: str) -> None:
    assert kept(kind="trackback", days=4_000, status=status)


def test_who_told_us_is_forgotten() -> None:
    rows = [
        make_linkback(make_article(), reporter="203.0.113.9", received_at=NOW - timedelta(days=days))
        for days in (89, 91)
    ]
    tidy(NOW)
    assert [Linkback.objects.get(pk=row.pk).reporter for row in rows] == ["203.0.113.9", None]
