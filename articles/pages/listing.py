"""A page of a list of articles, newest first, found by key: page 2,000 costs what page 1 does."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from articles.models.querysets import ArticleQuerySet
from articles.pages import cursor
from articles.pages.cursor import BadCursor, Cursor, Direction
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


def listing(articles: ArticleQuerySet, address: str, token: str | None = None) -> Listing:
    """The page that starts at `token`, or the first; `address` is that of the first page.

    Raises `BadCursor` for a token that is not of this list, or behind which nothing is left.
    """
    if token is None:
        return _first(articles, address)
    place = cursor.parse(token, address)
    found, more_older = _beside(articles, place)
    if not found:
        raise BadCursor(token)
    return Listing(
        stories=stories(found),
        address=_with(address, token),
        newer=_newer(articles, found[0], address),
        older=_at(address, found[-1], "before") if more_older else "",
        is_first=False,
    )


def _first(articles: ArticleQuerySet, address: str) -> Listing:
    found = _loaded(articles.newest_first(), PER_PAGE + 1)
    older = _at(address, found[PER_PAGE - 1], "before") if len(found) > PER_PAGE else ""
    return Listing(stories(found[:PER_PAGE]), address, older=older)


def _beside(articles: ArticleQuerySet, place: Cursor) -> tuple[list[Article], bool]:
    """The page's articles, newest first, and whether older ones follow."""
    if place.direction == "before":
        found = _loaded(_older(articles, place).newest_first(), PER_PAGE + 1)
        return found[:PER_PAGE], len(found) > PER_PAGE
    found = _loaded(_newer_than(articles, place).oldest_first(), PER_PAGE)
    return found, bool(found) and _older(articles, Cursor.beside(found[-1], "before")).exists()


def _loaded(ordered: ArticleQuerySet, count: int) -> list[Article]:
    """The first so many, newest first: found by their keys alone, so that a database sorts no wide rows."""
    return list(Article.objects.filter(pk__in=ordered.values("pk")[:count]).for_listing().newest_first())


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
