"""What stands in a list and in which order: numbers and times of its articles, found by key and not by counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Expression
from django.utils import timezone

from articles.models import Article
from articles.models.prepared import Prepared
from articles.models.querysets import ArticleQuerySet
from articles.models.slots import moment, number
from articles.page_keys import depends_on, section_list
from articles.pages.cursor import Cursor
from articles.pages.queries import each_in_sections

PER_PAGE = 20
ENOUGH = PER_PAGE + 1
"""Of a page, and one to tell that more follow."""

Key = tuple[int, datetime]


class Keys(Protocol):
    """Each method gives `ENOUGH`, or as many as there are."""

    def newest(self) -> list[Key]:
        """Newest first."""

    def older(self, place: Cursor) -> list[Key]:
        """What follows that place, newest first."""

    def newer(self, place: Cursor) -> list[Key]:
        """What goes before it, oldest first."""


class KeysOfQueryset:
    """By themselves, without the other columns: a database sorts no wide rows."""

    def __init__(self, articles: ArticleQuerySet) -> None:
        self._articles = articles

    def newest(self) -> list[Key]:
        return self._first(self._articles.newest_first())

    def older(self, place: Cursor) -> list[Key]:
        return self._first(_older(self._articles, place.published_at, place.article_id))

    def newer(self, place: Cursor) -> list[Key]:
        return self._first(_newer(self._articles, place.published_at, place.article_id))

    def _first(self, ordered: ArticleQuerySet) -> list[Key]:
        return list(ordered.values_list("pk", "published_at")[:ENOUGH])


class KeysInSections:
    def __init__(self, section_ids: Iterable[int]) -> None:
        self._ids = list(section_ids)
        depends_on(*map(section_list, self._ids))

    def newest(self) -> list[Key]:
        return self._asked(_NEWEST)

    def older(self, place: Cursor) -> list[Key]:
        return self._asked(_OLDER, place)

    def newer(self, place: Cursor) -> list[Key]:
        return self._asked(_NEWER, place)

    def _asked(self, query: Prepared[Any], place: Cursor | None = None) -> list[Key]:
        values: dict[str, Any] = {"sections": self._ids, "now": timezone.now()}
        values |= {"at": place.published_at, "article": place.article_id} if place else {}
        return [(pk, published_at) for pk, published_at in query.columns(**values)]


def _older(articles: ArticleQuerySet, at: datetime | Expression, article: int | Expression) -> ArticleQuerySet:
    # The bound of time is what an index can be searched by, and SQLite searches by the first it is given.
    bound = Article.objects.filter(published_at__lte=at)
    return (bound & articles).older_than(at, article).newest_first()


def _newer(articles: ArticleQuerySet, at: datetime | Expression, article: int | Expression) -> ArticleQuerySet:
    bound = Article.objects.filter(published_at__gte=at)
    return (bound & articles).newer_than(at, article).oldest_first()


def _published() -> ArticleQuerySet:
    return Article.objects.published(moment("now"))


def _in_sections(ordered: ArticleQuerySet) -> Any:
    found = each_in_sections(ordered, ENOUGH).order_by(*ordered.query.order_by)
    return found.values_list("pk", "published_at")[:ENOUGH]


_PLACE = moment("at"), number("article")
_NEWEST = Prepared[Any](lambda: _in_sections(_published().newest_first()))
# How far down the list a place is decides whether what lies beyond it is few or many.
_OLDER = Prepared[Any](lambda: _in_sections(_older(_published(), *_PLACE)), is_planned_by_values=True)
_NEWER = Prepared[Any](lambda: _in_sections(_newer(_published(), *_PLACE)), is_planned_by_values=True)
