"""The list of articles: found by the search index, counted and paged no further than anybody leafs."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from articles import search
from articles.admin.presence import with_editors
from articles.models import Article, Tag
from articles.models.archive import path_of
from articles.models.querysets import ArticleQuerySet
from articles.models.tag_alias import tags_once_named

MOST_PAGED, MOST_FOUND = 5_000, 1_000


class ArticleList(ChangeList):
    most_paged, most_found = MOST_PAGED, MOST_FOUND

    def apply_select_related(self, qs: Any) -> Any:
        return with_editors(qs.for_listing())

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Article]) -> list[str | Combinable]:
        """A month's by publication: the last changed of it would be found by walking through all that is newer."""
        if "month" in self.filter_params and ORDER_VAR not in self.params:
            return ["-published_at", "-pk"]
        return super().get_ordering(request, queryset)


class FewPages(Paginator[Any]):
    """Counting a large archive takes longer than all else of the page, and so does leafing to its end."""

    object_list: QuerySet[Any]

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: MOST_PAGED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_PAGED)

    @property
    def is_cut(self) -> bool:
        return self._counted > MOST_PAGED


def found_by(articles: ArticleQuerySet, typed: str, *, is_begun: bool = False) -> ArticleQuerySet:
    """By words, by a tag of exactly that name, by the beginning of a path or by a whole address.

    By words and tags the `MOST_FOUND` that were changed last. With `is_begun` somebody types on: the last word may be
    the beginning of one.
    """
    words = search.cleaned(typed)
    if words.startswith("/") or "://" in words:
        return articles.filter(path__begins=path_of(words))
    newest = articles.order_by("-modified_at", "-id")
    ids = search.first_found(newest, replace(search.parse(words), is_begun=is_begun), MOST_FOUND)
    if tags := [*Tag.objects.filter(name__iexact=words), *tags_once_named([words]).values()]:
        ids += newest.filter(tagged__tag__in=tags).values_list("pk", flat=True)[:MOST_FOUND]
    return articles.filter(pk__in=ids)
