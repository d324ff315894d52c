"""Filters of the list of articles that cost no query of their own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Byline
from articles.models.status import Status

_LAST_BYLINES, _MOST_NAMED = 200, 200
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)


class StateFilter(admin.SimpleListFilter):
    """The statuses, with what is to appear later apart from what is out."""

    title = _("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("scheduled", _("Scheduled or embargoed")), *Status.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        state, now = self.value(), timezone.now()
        later = Q(published_at__gt=now) | Q(embargo_until__gt=now)
        if state == "scheduled":
            return queryset.filter(later, status=Status.PUBLISHED)
        if state == Status.PUBLISHED:
            return queryset.filter(status=state).exclude(published_at__gt=now).exclude(embargo_until__gt=now)
        return queryset.filter(status=state) if state in Status.values else queryset


class MonthFilter(admin.SimpleListFilter):
    """Published in a month, typed as a month: a list of years of them would be long and slow to make."""

    title = _("month of publication")
    parameter_name = "month"
    template = "admin/articles/article/month_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", "")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """With the statuses said, by each of which there is an index."""
        bounds = month_bounds(self.value() or "")
        if not bounds:
            return queryset
        within = Q(published_at__gte=bounds[0], published_at__lt=bounds[1])
        return queryset.filter(Q(within, status=Status.PUBLISHED) | Q(within, status=Status.KILLED))

    def choices(self, changelist: Any) -> Any:
        yield typed_choice(self, changelist)


class AuthorFilter(admin.SimpleListFilter):
    """By a name that is typed: a newsroom has had more authors than a list is read."""

    title = _("author")
    parameter_name = "author"
    template = "admin/articles/article/author_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", "")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        name = " ".join((self.value() or "").replace("\0", "").split())
        return (
            queryset.filter(pk__in=Byline.objects.filter(author__in=_named(name)).values("article"))
            if name
            else queryset
        )

    def choices(self, changelist: Any) -> Any:
        """The template offers the names of those who wrote last."""
        last = Byline.objects.order_by("-pk").values("author")[:_LAST_BYLINES]
        names = Author.objects.filter(pk__in=last).order_by("name").values_list("name", flat=True)
        yield {**typed_choice(self, changelist), "names": names}


def typed_choice(one: admin.SimpleListFilter, changelist: Any) -> dict[str, Any]:
    """What a template needs of a filter that is typed: its value, the other parameters, the way back to all."""
    others = {k: v for k, v in changelist.get_filters_params().items() if k != one.parameter_name}
    return {
        "value": one.value() or "",
        "others": [(name, value) for name, values in others.items() for value in _as_list(values)],
        "query_string": changelist.get_query_string(remove=[one.parameter_name]),
    }


def _named(name: str) -> list[int]:
    """Who has that name, else those whose name holds it."""
    exactly, nearly = Author.objects.filter(name__iexact=name), Author.objects.filter(name__icontains=name)
    ids = [list(found.order_by("name").values_list("pk", flat=True)[:_MOST_NAMED]) for found in (exactly, nearly)]
    return ids[0] or ids[1]


def _as_list(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def month_bounds(text: str) -> tuple[datetime, datetime] | None:
    """`2016-10` as the site's own month; nothing for what is no month."""
    found = _MONTH.match(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    if not (1 <= year < 9999 and 1 <= month <= 12):
        return None
    zone = timezone.get_default_timezone()
    return (
        datetime(year, month, 1, tzinfo=zone),
        datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone),
    )
