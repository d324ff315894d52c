"""Short sums that tell whether an item, or what was made of it, is still the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from articles.models import Article, Page
from articles.wordpress.reading import Item

_PLACES = ("position", "after", "repairs")
_ITEM_FIELDS = tuple(name for name in Item.__slots__ if name not in _PLACES)
_ARTICLE_FIELDS = (
    *("headline", "standfirst", "body", "section_id", "lead_image_id", "slug", "path", "status", "published_at"),
    *("updated_at", "search_title", "search_description", "canonical_url", "receives_linkbacks"),
)
_PAGE_FIELDS = ("title", "body", "path", "is_published")


def of_item(item: Item) -> str:
    """Of all that the file says of it, wherever in the file it stands."""
    return _sum([getattr(item, name) for name in _ITEM_FIELDS])


def of_article(article: Article) -> str:
    """Of what an editor may have changed since it was written."""
    return _sum([getattr(article, name) for name in _ARTICLE_FIELDS])


def of_page(page: Page) -> str:
    return _sum([getattr(page, name) for name in _PAGE_FIELDS])


def _sum(values: list[object]) -> str:
    plain = [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in values]
    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
