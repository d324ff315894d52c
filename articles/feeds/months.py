"""Keeps what the index of the sitemaps says of each month: the worker looks at those in which something was saved.

So an index of two hundred months reads two hundred small rows, however many articles they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from articles.feeds import sitemaps
from articles.models import Article, SitemapMonth
from articles.models.status import Status
from articles.pages import archive

OVERLAP = timedelta(minutes=10)
"""A transaction may end so long after the moment that it wrote down."""
_OUT = (Status.PUBLISHED, Status.KILLED)


def keep_up(now: datetime | None = None) -> None:
    """Looks at all months, the first time; later at those of what was saved since."""
    now = now or timezone.now()
    looked_at = SitemapMonth.objects.aggregate(last=Max("looked_at"))["last"]
    for first in sitemaps.months() if looked_at is None else _touched(looked_at - OVERLAP):
        _look(first, now)


def _touched(since: datetime) -> Iterable[date]:
    saved = Article.objects.filter(modified_at__gte=since, status__in=_OUT).order_by()
    moments = saved.values_list("published_at", flat=True).iterator()
    return {archive.month_of(moment) for moment in moments if moment}


def _look(first: date, now: datetime) -> None:
    if changed_at := _changed_at(first):
        values = {"changed_at": changed_at, "looked_at": now}
        SitemapMonth.objects.update_or_create(first=first, defaults=values)


def _changed_at(first: date) -> datetime | None:
    """When an article came, was changed or was withdrawn, the last time."""
    span = archive.month_span(first.year, first.month)
    _validator, changed = sitemaps.state(span)
    withdrawn = Article.objects.between(archive.midnight(span.first), archive.midnight(span.end))
    killed = withdrawn.filter(status=Status.KILLED).aggregate(last=Max("modified_at"))["last"]
    return max(filter(None, (changed, killed)), default=None)
