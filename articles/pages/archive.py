"""The archive: which years, months and days have stories, in the site's time zone.

Boundaries are computed here and compared in the database, so that no row passes through a time zone
function: one index range for each question.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from articles import clock
from articles.models import Article
from articles.models.prepared import together
from articles.models.presence import spans_with_articles
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import ALL_LIST, depends_on
from articles.page_parts import shared
from articles.pages import keys
from articles.pages.keys import Keys
from articles.pages.queries import NEWEST, OLDEST

EARLIEST, LATEST = 1800, 9000
_BYTES = 15_000


@dataclass(frozen=True)
class Span:
    """A day, a month or a year, by its first day and the first day after it."""

    first: date
    end: date
    has_stories: bool = False

    def articles(self) -> ArticleQuerySet:
        depends_on(ALL_LIST)
        # The span before "now": SQLite searches by the first of two upper bounds and only checks the other.
        return Article.objects.between(midnight(self.first), midnight(self.end)).published()

    def order(self) -> Keys:
        depends_on(ALL_LIST)
        return keys.between(midnight(self.first), midnight(self.end))


def day_span(year: int, month: int, day: int) -> Span:
    first = _known(year, month, day)
    return Span(first, first + timedelta(days=1))


def month_span(year: int, month: int) -> Span:
    first = _known(year, month, 1)
    return Span(first, _next_month(first))


def year_span(year: int) -> Span:
    return Span(_known(year, 1, 1), date(year + 1, 1, 1))


@dataclass(frozen=True)
class Calendar:
    """The years with stories, newest first; all months of a year and all days of a month, with or without."""

    years: list[date]
    months: list[Span]
    days: list[Span]

    @property
    def has_stories(self) -> bool:
        """In its year."""
        return any(month.has_stories for month in self.months)


def calendar_of(year: int | None = None, month: Span | None = None) -> Calendar:
    """Two queries at most, of a few index steps for each part of it."""
    return shared(f"calendar {year} {month and month.first}", _BYTES, lambda: _calendar_of(year, month))


def _calendar_of(year: int | None, month: Span | None) -> Calendar:
    depends_on(ALL_LIST)
    parts = [
        [year_span(number) for number in reversed(_range())],
        [month_span(year, number) for number in range(1, 13)] if year else [],
        _days(month) if month else [],
    ]
    found = iter(spans_with_articles([(midnight(one.first), midnight(one.end)) for part in parts for one in part]))
    years, months, days = [[replace(one, has_stories=next(found)) for one in part] for part in parts]
    return Calendar([one.first for one in years if one.has_stories], months, days)


def _range() -> range:
    """The years from the oldest story to the newest."""
    newest, oldest = together(NEWEST, OLDEST, now=clock.now())
    if not newest or not oldest:
        return range(0)
    first, last = (timezone.localtime(one[0].published_at).year for one in (oldest, newest))
    return range(max(first, EARLIEST), last + 1)


def _days(month: Span) -> list[Span]:
    length = (month.end - month.first).days
    starts = [month.first + timedelta(days=n) for n in range(length)]
    return [Span(start, start + timedelta(days=1)) for start in starts]


def weeks(month_days: list[Span]) -> list[list[Span | None]]:
    """Rows of a calendar from Monday to Sunday; days of other months are None."""
    by_date = {day.first: day for day in month_days}
    first = month_days[0].first
    rows = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[by_date.get(day) for day in row] for row in rows]


def weekdays() -> list[date]:
    """Any Monday to Sunday, for their names."""
    return [date(2024, 1, day) for day in range(1, 8)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def month_of(moment: datetime) -> date:
    """Its first day, in the site's time zone."""
    return timezone.localtime(moment).date().replace(day=1)


def _known(year: int, month: int, day: int) -> date:
    """Raises `ValueError` for what is no date of the calendar, or none that a database can hold."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"The archive knows no year {year}.")
    return date(year, month, day)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
