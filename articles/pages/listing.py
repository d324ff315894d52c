"""A page of a list of articles, newest first, found by key: page 2,000 costs what page 1 does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from articles.models import Article, FrontSlot
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
        return first_page(keys.newest(), address)
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


def first_page(newest: Sequence[Key], address: str, slots: Sequence[FrontSlot] = ()) -> Listing:
    """Of a list that begins with `newest`; what has one of the `slots` stands first, as it says, and not again.

    What follows is the same with slots and without: the older page begins below the last of `newest` that is shown.
    """
    found = _loaded(_with_slots(_ids(newest), slots), slots)
    older = ""
    if len(newest) > PER_PAGE:
        pk, published_at = newest[PER_PAGE - 1]
        older = _with(address, Cursor("before", published_at.astimezone(UTC), pk).token(address))
    return Listing(found, address, older=older)


def _with_slots(ids: list[int], slots: Sequence[FrontSlot]) -> list[int]:
    """In the order in which they stand. Where no slot leads, the newest that has none does."""
    free = [pk for pk in ids if pk not in {slot.article_id for slot in slots}]
    lead = [slot.article_id for slot in slots if slot.place == FrontSlot.Place.LEAD] or free[:1]
    others = [slot.article_id for slot in slots if slot.place != FrontSlot.Place.LEAD]
    return [*lead, *others, *(pk for pk in free if pk not in lead)]


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


def _ids(found: Sequence[Key]) -> list[int]:
    return [pk for pk, _published_at in found[:PER_PAGE]]


def _loaded(ids: list[int], slots: Sequence[FrontSlot] = ()) -> list[Story]:
    """In the order of their keys."""
    depends_on(ALL_LIST)
    found, put = stories(ids), {slot.article_id: slot for slot in slots}
    return with_urgent_picture([found[pk].in_slot(put.get(pk)) for pk in ids if pk in found])


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
