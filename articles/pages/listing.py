"""A page of a list of articles, newest first, found by key: page 2,000 costs what page 1 does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles.models import Article
from articles.models.prepared import together
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import ALL_LIST, depends_on
from articles.pages import cursor
from articles.pages.cursor import BadCursor, Cursor, Direction
from articles.pages.queries import BYLINES, ENTRIES, LATEST, Bylines, by_article
from articles.pages.story import Story, stories

PER_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """Stories with the addresses of this page and its neighbours; a missing neighbour is empty."""

    stories: list[Story]
    address: str
    newer: str = ""
    older: str = ""
    is_first: bool = True
    latest: list[Article] = field(default_factory=list)
    """The newest of all, which stand beside most lists."""


def listing(articles: ArticleQuerySet, address: str, token: str | None = None) -> Listing:
    """The page that starts at `token`, or the first; `address` is that of the first page.

    Raises `BadCursor` for a token that is not of this list, or behind which nothing is left.
    """
    if token is None:
        return _first(articles, address)
    place = cursor.parse(token, address)
    keys, more_older = _beside(articles, place)
    found, bylines, latest = _loaded(keys)
    if not found:
        raise BadCursor(token)
    return Listing(
        stories=stories(found, bylines),
        address=_with(address, token),
        newer=_newer(articles, found[0], address),
        older=_at(address, found[-1], "before") if more_older else "",
        is_first=False,
        latest=latest,
    )


def _first(articles: ArticleQuerySet, address: str) -> Listing:
    keys = _keys(articles.newest_first(), PER_PAGE + 1)
    found, bylines, latest = _loaded([pk for pk, _published_at in keys[:PER_PAGE]])
    older = _at(address, found[-1], "before") if found and len(keys) > PER_PAGE else ""
    return Listing(stories(found, bylines), address, older=older, latest=latest)


def _beside(articles: ArticleQuerySet, place: Cursor) -> tuple[list[int], bool]:
    """The keys of the page's articles, and whether older ones follow."""
    if place.direction == "before":
        keys = _keys(_older(articles, place).newest_first(), PER_PAGE + 1)
        return [pk for pk, _published_at in keys[:PER_PAGE]], len(keys) > PER_PAGE
    keys = _keys(_newer_than(articles, place).oldest_first(), PER_PAGE)
    if not keys:
        return [], False
    oldest = Cursor("before", keys[0][1], keys[0][0])
    return [pk for pk, _published_at in keys], _older(articles, oldest).exists()


def _keys(ordered: ArticleQuerySet, count: int) -> list[tuple[int, datetime]]:
    """Of the first so many, by themselves: a database sorts no wide rows."""
    return list(ordered.values_list("pk", "published_at")[:count])


def _loaded(ids: list[int]) -> tuple[list[Article], Bylines, list[Article]]:
    """The articles newest first, their bylines, and the newest of all; one query."""
    depends_on(ALL_LIST)
    found, bylines, latest = together(ENTRIES, BYLINES, LATEST, ids=ids, now=timezone.now())
    return found, by_article(bylines), latest


def _older(articles: ArticleQuerySet, place: Cursor) -> ArticleQuerySet:
    # The bound of time is what an index can be searched by, and SQLite searches by the first it is given.
    bound = Article.objects.filter(published_at__lte=place.published_at)
    return (bound & articles).older_than(place.published_at, place.article_id)


def _newer_than(articles: ArticleQuerySet, place: Cursor) -> ArticleQuerySet:
    bound = Article.objects.filter(published_at__gte=place.published_at)
    return (bound & articles).newer_than(place.published_at, place.article_id)


def _newer(articles: ArticleQuerySet, article: Article, address: str) -> str:
    """The page of newer articles: the first page under its own address where that is it."""
    newer = _newer_than(articles, Cursor.beside(article, "after")).oldest_first()
    count = len(newer.values_list("pk")[: PER_PAGE + 1])
    if count > PER_PAGE:
        return _at(address, article, "after")
    return address if count else ""


def _at(address: str, article: Article, direction: Direction) -> str:
    return _with(address, Cursor.beside(article, direction).token(address))


def _with(address: str, token: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={token}"
