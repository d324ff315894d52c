"""Finds the articles that a reader asked for: published at the moment of asking, and none else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Author, Tag
from articles.models.querysets import ArticleQuerySet
from articles.search import engines
from articles.search.query import Query

RANKED = 200
"""The newest that are found are put in the order of how well they fit; older ones are found by date."""
WALKED = 3_000


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
    among = _newest(_narrowed(asked)) if is_common else _narrowed(asked)
    return among.filter(engines.is_found(asked.query, one_by_one=is_common))


def _narrowed(asked: Asked) -> ArticleQuerySet:
    found = Article.objects.published()
    if asked.section_ids is not None:
        found = found.in_sections(asked.section_ids)
    if asked.tag:
        found = found.tagged(asked.tag)
    if asked.author:
        found = found.by_author(asked.author)
    if asked.start:
        found = found.filter(published_at__gte=asked.start)
    return found.filter(published_at__lt=asked.end) if asked.end else found


def _newest(articles: ArticleQuerySet) -> ArticleQuerySet:
    """So many of them as can be walked through: common words may still be beside each other in none."""
    last = articles.newest_first().values_list("published_at", flat=True)[WALKED : WALKED + 1].first()
    return articles.filter(published_at__gt=last) if last else articles


class Best:
    """Keys and times of what fits best, the best first; asked of the database once."""

    def __init__(self, asked: Asked) -> None:
        is_common = bool(asked.query) and engines.is_common(asked.query)
        found = _matching(asked, is_common) if asked.query else Article.objects.none()
        newest = list(found.newest_first().values_list("pk", "published_at")[:RANKED])
        marks = engines.marks([pk for pk, _at in newest], asked.query, is_common=is_common) if newest else {}
        # Sorting is stable: of equals, the newest.
        self.keys = sorted(newest, key=lambda key: -round(marks.get(key[0], 0.0), 4))
