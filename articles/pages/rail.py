"""Headlines with their times, newest first: what stands beside a page."""

from __future__ import annotations

from articles.models import Article
from articles.models.querysets import ArticleQuerySet
from articles.page_keys import ALL_LIST, depends_on

_SHOWN = ("headline", "short_headline", "path", "published_at", "language")


def newest(articles: ArticleQuerySet, count: int = 6) -> list[Article]:
    """One query, and only of the columns a line shows."""
    return list(articles.only(*_SHOWN).newest_first()[:count])


def latest() -> list[Article]:
    depends_on(ALL_LIST)
    return newest(Article.objects.published())
