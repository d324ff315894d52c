"""The archive: which years, months and days have stories, counted in the site's time zone.

Boundaries are computed here and compared in the database, so that no row passes through a time zone
function: one index range for each question.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Q
from django.utils import timezone

from articles.models import Article
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import ALL_LIST, depends_on

EARLIEST, LATEST = 1800, 9000


@dataclass(frozen=True)
class Span:
    """A day, a month or a year, by its first day and the first day after it."""

    first: date
    end: date
    count: int = 0

    def articles(self) -> ArticleQuerySet:
        depends_on(ALL_LIST)
        # The span before "now": SQLite searches by the first of two upper bounds and only checks the other.
        return Article.objects.between(midnight(self.first), midnight(self.end)).published()


def day_span(year: int, month: int, day: int) -> Span:
    first = _known(year, month, day)
    return Span(first, first + timedelta(days=1))


def month_span(year: int, month: int) -> Span:
    first = _known(year, month, 1)
    return Span(first, _next_month(first))


def year_span(year: int) -> Span:
    return Span(_known(year, 1, 1), date(year + 1, 1, 1))


def years() -> list[date]:
    """First days of those with stories, newest first; three queries of a few index steps."""
    articles = Article.objects.published()
    newest = articles.newest_first().values_list("published_at", flat=True).first()
    oldest = articles.oldest_first().values_list("published_at", flat=True).first()
    if newest is None or oldest is None:
        return []
    known = range(max(timezone.localtime(oldest).year, EARLIEST), timezone.localtime(newest).year + 1)
    has_stories = {f"y{year}": Exists(year_span(year).articles()) for year in known}
    row = Article.objects.order_by().annotate(**has_stories).values(*has_stories)[:1]
    return [date(year, 1, 1) for year in reversed(known) if row and row[0][f"y{year}"]]


def months(year: int) -> list[Span]:
    """All twelve, with their counts; one query."""
    return counted([month_span(year, month) for month in range(1, 13)])


def days(month: Span) -> list[Span]:
    """All days of a month, with their counts; one query."""
    length = (month.end - month.first).days
    starts = [month.first + timedelta(days=n) for n in range(length)]
    return counted([Span(start, start + timedelta(days=1)) for start in starts])


def weeks(month_days: list[Span]) -> list[list[Span | None]]:
    """Rows of a calendar from Monday to Sunday; days of other months are None."""
    by_date = {day.first: day for day in month_days}
    first = month_days[0].first
    rows = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[by_date.get(day) for day in row] for row in rows]


def weekdays() -> list[date]:
    """Any Monday to Sunday, for their names."""
    return [date(2024, 1, day) for day in range(1, 8)]


def counted(spans: list[Span]) -> list[Span]:
    whole = Span(spans[0].first, spans[-1].end)
    counts = {
        f"n{number}": Count("pk", filter=Q(published_at__gte=midnight(span.first), published_at__lt=midnight(span.end)))
        for number, span in enumerate(spans)
    }
    found = whole.articles().aggregate(**counts)
    return [Span(span.first, span.end, found[f"n{number}"]) for number, span in enumerate(spans)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _known(year: int, month: int, day: int) -> date:
    """Raises `ValueError` for what is no date of the calendar, or none that a database can hold."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"The archive knows no year {year}.")
    return date(year, month, day)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
