"""Lists of the desk that Django itself searches: by so many words as somebody types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

MOST_WORDS = 12


class FewWords:
    """For a `ModelAdmin` with `search_fields`: each word is a condition, and PostgreSQL takes half a minute over 300.

    What is typed after the first `MOST_WORDS` is left out, as readers' search does.
    """

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        few = " ".join(search_term.split()[:MOST_WORDS])
        found: tuple[QuerySet[Any], bool] = super().get_search_results(request, queryset, few)  # type: ignore[misc]
        return found
