"""Keeps how often articles were read: a row for each article and hour, for a week."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone

from articles.models import Views

Counts = dict[tuple[int, int], int]
"""By the hour and the number of the article."""
HOUR, KEPT = 3600, 7 * 24


def hour_of(now: float) -> int:
    return int(now // HOUR)


def add(counts: Counts) -> None:
    """In one statement. Rows in one order, so that processes which add to the same wait for each other in turn."""
    rows = [(hour, article, count) for (hour, article), count in sorted(counts.items())]
    places = ", ".join(["(%s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_views (hour, article_id, count) VALUES {places} "  # noqa: S608  # places only
            "ON CONFLICT (hour, article_id) DO UPDATE SET count = articles_views.count + excluded.count",
            [value for row in rows for value in row],
        )


def tidy(now: datetime | None = None) -> None:
    moment = (now or timezone.now()).timestamp()
    Views.objects.filter(hour__lte=hour_of(moment) - KEPT).delete()
