"""Finds the articles that a reader asked for: published at the moment of asking, and none else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Max, Min
from django.db.models.expressions import RawSQL

from articles import clock
from articles.models import Article, Author, Tag
from articles.models.querysets import ArticleQuerySet
from articles.models.status import Status
from articles.search import engines
from articles.search.query import Query

RANKED = 200
"""The newest that are found are put in the order of how well they fit; older ones are found by date."""
WALKED = 3_000
# Its text says which: of a value that comes later, SQLite would ask each row.
_IS_OUT = RawSQL(f"articles_article.status = '{Status.PUBLISHED.value}'", (), output_field=BooleanField())  # noqa: S611


@dataclass(frozen=True)
class Asked:
    query: Query
    section_ids: tuple[int, ...] | None = None
    tag: Tag | None = None
    author: Author | None = None
    start: datetime | None = None
    end: datetime | None = None
    """Not included."""


def matching(asked: Asked) -> ArticleQuerySet:
    return _matching(asked, engines.is_common(asked.query)) if asked.query else Article.objects.none()


def _matching(asked: Asked, is_common: bool) -> ArticleQuerySet:
    found = _narrowed(asked, Article.objects.published())
    if not is_common:
        return found.filter(engines.is_found(asked.query))
    walked, since = _newest(asked)
    return found.filter(engines.is_found(asked.query, walked), published_at__gte=since) if walked else found.none()


def _narrowed(asked: Asked, found: ArticleQuerySet) -> ArticleQuerySet:
    if asked.section_ids is not None:
        found = found.in_sections(asked.section_ids)
    if asked.tag:
        found = found.tagged(asked.tag)
    if asked.author:
        found = found.by_author(asked.author)
    if asked.start:
        found = found.filter(published_at__gte=asked.start)
    return found.filter(published_at__lt=asked.end) if asked.end else found


def _newest(asked: Asked) -> tuple[engines.Numbers | None, datetime]:
    """So many as can be walked through, and since when they are out: common words may be beside each other in none.

    Embargoes are left to the search itself: without them an index knows all that is asked for here.
    """
    out = Article.objects.filter(_IS_OUT, published_at__lte=clock.now())
    newest = _narrowed(asked, out).newest_first().values("pk", "published_at")[:WALKED]
    found = newest.aggregate(first=Min("pk"), last=Max("pk"), since=Min("published_at"))
    return (engines.Numbers(found["first"], found["last"]) if found["since"] else None), found["since"]


class Best:
    """Keys and times of what fits best, the best first; asked of the database once."""

    def __init__(self, asked: Asked) -> None:
        is_common = bool(asked.query) and engines.is_common(asked.query)
        found = _matching(asked, is_common) if asked.query else Article.objects.none()
        newest = list(found.newest_first().values_list("pk", "published_at")[:RANKED])
        marks = engines.marks([pk for pk, _at in newest], asked.query, is_common=is_common) if newest else {}
        # Sorting is stable: of equals, the newest.
        self.keys = sorted(newest, key=lambda key: -round(marks.get(key[0], 0.0), 4))
