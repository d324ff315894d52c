"""The list of linkbacks as an inbox: what waits for a decision first, the rest by its state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.linkback_card import Card, cards_of
from articles.models import Linkback

_ALL = "all"


class WaitingFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        # What waits is the default, with what has changed since it was approved.
        others = [choice for choice in Linkback.Status.choices if choice[0] != Linkback.Status.PENDING]
        return [*others, (_ALL, _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Linkback]) -> QuerySet[Linkback]:
        state = self.value()
        if state == _ALL:
            return queryset
        if state in Linkback.Status.values:
            return queryset.filter(status=state)
        return queryset & Linkback.objects.waiting()

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's first choice is all; here it is what waits."""
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("Waiting for a decision")}
        yield from choices


class Inbox(ChangeList):
    """`cards` stand for the rows; made only when the page is, which an action is not."""

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.user = request.user
        super().__init__(request, *args)

    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        return qs.select_related("article").defer("article__body")

    @cached_property
    def cards(self) -> list[Card]:
        return cards_of(self.result_list, self.user)
