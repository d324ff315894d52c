"""What another site shows for a link to an article of ours (oembed.com): its headline, writers and picture."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from articles.models import Article
from articles.models.archive import path_of
from articles.pages.addresses import articles_at
from articles.pages.bylines import joined
from articles.pages.head import Head, absolute
from articles.pages.places import public, storable
from articles.pages.queries import BYLINES
from articles.pages.story import shown_image

CACHE_AGE = 3600


def article_at(url: str) -> Article | None:
    """For an address of our own; None where readers find no article. One query."""
    path = storable(path_of(url))
    found = [public(article) for article in articles_at(path).values()] if path else []
    return next((article for article in found if isinstance(article, Article)), None)


def description(article: Article, width: int, height: int) -> dict[str, Any]:
    """As a link: our pages stand in nobody's frame. A picture larger than asked for is left out. One query."""
    writers = [byline for byline in BYLINES.rows(ids=[article.pk]) if byline.role == byline.Role.WRITING]
    author = writers[0].author if len(writers) == 1 else None
    found = {
        "version": "1.0",
        "type": "link",
        "title": article.headline,
        "author_name": joined([one.name for one in writers]) if writers else "",
        "author_url": absolute(author.get_absolute_url()) if author else "",
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": CACHE_AGE,
        **_thumbnail(article, width, height),
    }
    return {name: value for name, value in found.items() if value}


def _thumbnail(article: Article, width: int, height: int) -> dict[str, Any]:
    head = Head("article", image=shown_image(article))
    if not head.shared or head.shared.width > width or head.shared.height > height:
        return {}
    size = {"thumbnail_width": head.shared.width, "thumbnail_height": head.shared.height}
    return {"thumbnail_url": head.shared_url, **size}
