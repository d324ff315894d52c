"""What the desk finds by words: among all articles, whatever their state, by the same index as readers' search."""

from __future__ import annotations

from articles.models.querysets import ArticleQuerySet
from articles.search import engines
from articles.search.finding import WALKED
from articles.search.query import Query


def first_found(articles: ArticleQuerySet, query: Query, most: int) -> list[int]:
    """Keys of the first `most` of these articles, in their order, that hold the words.

    Of words that are in very many articles, only the first some thousands are looked through.
    """
    if not query:
        return []
    if not engines.is_common(query):
        found = articles.filter(engines.is_found(query))
    else:
        walked = list(articles.values_list("pk", flat=True)[:WALKED])
        numbers = engines.Numbers(min(walked, default=0), max(walked, default=0))
        found = articles.filter(engines.is_found(query, numbers), pk__in=walked)
    return list(found.values_list("pk", flat=True)[:most])
