"""What stands in a list and in which order: numbers and times of its articles, found by key and not by counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Expression, Model, Q

from articles import clock
from articles.models import Article, Author, Byline, Tag, TaggedArticle
from articles.models.prepared import Prepared, Row, together
from articles.models.querysets import ArticleQuerySet, published_at_moment
from articles.models.slots import moment, number
from articles.page_keys import author_list, depends_on, section_list, tag_list
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


@dataclass(frozen=True)
class _Asking:
    """The three queries of a kind of list."""

    newest: Prepared[Any]
    older: Prepared[Any]
    newer: Prepared[Any]


class KeysOfList:
    """Of a kind of list that is asked for again and again; `values` tell which."""

    def __init__(self, asking: _Asking, **values: Any) -> None:
        self._asking, self._values = asking, values

    def newest(self) -> list[Key]:
        return self._asked(self._asking.newest)

    def newest_beside(self, other: Prepared[Row], **values: Any) -> tuple[list[Key], list[Row]]:
        """The newest, and the rows of another query, from one statement."""
        keys, rows = together(self._asking.newest, other, now=clock.now(), **self._values, **values)
        return _as_keys(keys), rows

    def older(self, place: Cursor) -> list[Key]:
        return self._asked(self._asking.older, place)

    def newer(self, place: Cursor) -> list[Key]:
        return self._asked(self._asking.newer, place)

    def _asked(self, query: Prepared[Any], place: Cursor | None = None) -> list[Key]:
        at: dict[str, Any] = {"at": place.published_at, "article": place.article_id} if place else {}
        return _as_keys(query.columns(now=clock.now(), **self._values, **at))


def _as_keys(columns: list[list[Any]]) -> list[Key]:
    return [(pk, published_at) for pk, published_at in columns]


def in_sections(section_ids: Iterable[int]) -> KeysOfList:
    ids = list(section_ids)
    depends_on(*map(section_list, ids))
    return KeysOfList(_IN_SECTIONS, sections=ids)


def tagged(tag: Tag) -> Keys:
    depends_on(tag_list(tag.pk))
    return KeysOfList(_TAGGED, tag=tag.pk)


def by_author(author: Author) -> Keys:
    depends_on(author_list(author.pk))
    return KeysOfList(_BY_AUTHOR, author=author.pk)


def between(start: datetime, end: datetime) -> Keys:
    return KeysOfList(_BETWEEN, start=start, end=end)


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


def _of_sections() -> _Asking:
    # How far down the list a place is decides whether what lies beyond it is few or many.
    return _Asking(
        Prepared(lambda: _in_sections(_published().newest_first())),
        Prepared(lambda: _in_sections(_older(_published(), *_PLACE)), is_planned_by_values=True),
        Prepared(lambda: _in_sections(_newer(_published(), *_PLACE)), is_planned_by_values=True),
    )


def _of_span() -> _Asking:
    def first(ordered: ArticleQuerySet) -> Any:
        # The span before "now", as in `archive.Span`.
        spanned = Article.objects.between(moment("start"), moment("end")) & ordered
        return spanned.order_by(*ordered.query.order_by).values_list("pk", "published_at")[:ENOUGH]

    return _Asking(
        Prepared(lambda: first(_published().newest_first())),
        Prepared(lambda: first(_older(_published(), *_PLACE))),
        Prepared(lambda: first(_newer(_published(), *_PLACE))),
    )


def _by_rows(model: type[Model], article: str, **which: Any) -> _Asking:
    """Of rows that hold their article's time (`copied_times`): an index of theirs is the list, in its order."""
    at, number_of_article = _PLACE

    def rows(*beside: Q, order: str = "-") -> Any:
        found = model._default_manager.filter(published_at_moment(moment("now"), f"{article}__"), *beside, **which)
        # An author may have several rows of one article.
        return (
            found.order_by(f"{order}published_at", f"{order}{article}")
            .values_list(article, "published_at")
            .distinct()[:ENOUGH]
        )

    before = Q(published_at__lt=at) | Q(published_at=at, **{f"{article}__lt": number_of_article})
    after = Q(published_at__gt=at) | Q(published_at=at, **{f"{article}__gt": number_of_article})
    return _Asking(
        Prepared(rows),
        Prepared(lambda: rows(Q(published_at__lte=at), before)),
        Prepared(lambda: rows(Q(published_at__gte=at), after, order="")),
    )


_PLACE = moment("at"), number("article")
_IN_SECTIONS = _of_sections()
_BETWEEN = _of_span()
_TAGGED = _by_rows(TaggedArticle, "content_object", tag=number("tag"))
_BY_AUTHOR = _by_rows(Byline, "article", author=number("author"))
