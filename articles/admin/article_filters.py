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

from articles.models import Article
from articles.models.status import Status

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
        bounds = month_bounds(self.value() or "")
        return queryset.filter(published_at__gte=bounds[0], published_at__lt=bounds[1]) if bounds else queryset

    def choices(self, changelist: Any) -> Any:
        """What the template needs: the month, the other parameters as (name, value), the way back to all."""
        others = {k: v for k, v in changelist.get_filters_params().items() if k != self.parameter_name}
        yield {
            "month": self.value() or "",
            "others": [(name, value) for name, values in others.items() for value in _as_list(values)],
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
        }


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
