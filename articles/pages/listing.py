"""A page of a list of articles, newest first, found by key: page 2,000 costs what page 1 does."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from articles.page_keys import ALL_LIST, depends_on
from articles.pages import cursor
from articles.pages.cursor import BadCursor, Cursor, Direction
from articles.pages.keys import PER_PAGE, Key, Keys
from articles.pages.story import Story, stories, with_urgent_picture


@dataclass(frozen=True)
class Listing:
    """Stories with the addresses of this page and its neighbours; a missing neighbour is empty."""

    stories: list[Story]
    address: str
    newer: str = ""
    older: str = ""
    is_first: bool = True


def listing(keys: Keys, address: str, token: str | None = None) -> Listing:
    """The page that starts at `token`, or the first; `address` is that of the first page.

    Raises `BadCursor` for a token that is not of this list, or behind which nothing is left.
    """
    if token is None:
        return _first(keys, address)
    ids, more_older = _beside(keys, cursor.parse(token, address))
    found = _loaded(ids)
    if not found:
        raise BadCursor(token)
    return Listing(
        stories=found,
        address=_with(address, token),
        newer=_newer(keys, found[0].article, address),
        older=_at(address, found[-1].article, "before") if more_older else "",
        is_first=False,
    )


def _first(keys: Keys, address: str) -> Listing:
    newest = keys.newest()
    found = _loaded(_ids(newest))
    older = _at(address, found[-1].article, "before") if found and len(newest) > PER_PAGE else ""
    return Listing(found, address, older=older)


def _beside(keys: Keys, place: Cursor) -> tuple[list[int], bool]:
    """The keys of the page's articles, and whether older ones follow."""
    if place.direction == "before":
        older = keys.older(place)
        return _ids(older), len(older) > PER_PAGE
    newer = keys.newer(place)[:PER_PAGE]
    if not newer:
        return [], False
    oldest, published_at = newer[0]
    return _ids(newer)[::-1], bool(keys.older(Cursor("before", published_at, oldest)))


def _ids(found: list[Key]) -> list[int]:
    return [pk for pk, _published_at in found[:PER_PAGE]]


def _loaded(ids: list[int]) -> list[Story]:
    """In the order of their keys."""
    depends_on(ALL_LIST)
    found = stories(ids)
    return with_urgent_picture([found[pk] for pk in ids if pk in found])


def _newer(keys: Keys, article: Article, address: str) -> str:
    """The page of newer articles: the first page under its own address where that is it."""
    count = len(keys.newer(Cursor.beside(article, "after")))
    if count > PER_PAGE:
        return _at(address, article, "after")
    return address if count else ""


def _at(address: str, article: Article, direction: Direction) -> str:
    return _with(address, Cursor.beside(article, direction).token(address))


def _with(address: str, token: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={token}"
