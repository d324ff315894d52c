"""Short sums that tell whether an item, or what was made of it, is still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from articles.models import Article, Page
from articles.wordpress.reading import Item

_PLACES = ("position", "after", "repairs")
_ITEM_FIELDS = tuple(name for name in Item.__slots__ if name not in _PLACES)
# An item of two menus is written twice, and is one (E106).
_MENU_ITEM_FIELDS = tuple(name for name in _ITEM_FIELDS if name != "terms")
_ARTICLE_FIELDS = (
    *("headline", "standfirst", "body", "section_id", "lead_image_id", "slug", "path", "status", "published_at"),
    *("updated_at", "search_title", "search_description", "canonical_url", "receives_linkbacks"),
)
_PAGE_FIELDS = ("title", "body", "path", "is_published")


def of_item(item: Item) -> str:
    """Of all that the file says of it, wherever in the file it stands."""
    names = _MENU_ITEM_FIELDS if item.post_type == "nav_menu_item" else _ITEM_FIELDS
    return _sum([getattr(item, name) for name in names])


def of_article(article: Article, authors: Iterable[int], tags: Iterable[int]) -> str:
    """Of what an editor may have changed since it was written; authors in their order."""
    return _sum([*(getattr(article, name) for name in _ARTICLE_FIELDS), list(authors), sorted(tags)])


def of_page(page: Page) -> str:
    return _sum([getattr(page, name) for name in _PAGE_FIELDS])


def _sum(values: list[object]) -> str:
    plain = [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in values]
    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
