"""A story's pages in its languages, as each of them names all."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article
from articles.pages.head import Alternate


def alternates(article: Article, story: Iterable[Article]) -> list[Alternate]:
    """One for each language, in the same order on each page; empty where there is only this one, or it is a copy."""
    found: dict[str, Alternate] = {}
    for one in story:
        found.setdefault(one.language, Alternate(one.language, one.get_absolute_url()))
    own = found.get(article.language)
    is_named = own is not None and own.address == article.get_absolute_url()
    return list(found.values()) if is_named and len(found) > 1 else []
