"""Filters of the picture library, none of which costs a query of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article_filters import month_bounds, typed_choice
from articles.admin.image_list import SOON
from articles.admin.image_uses import is_used
from articles.models import Image


class RightsFilter(admin.SimpleListFilter):
    """What runs out, and what has: a step in the index of the date."""

    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("soon", _("End within 30 days")),
            ("ended", _("Ended: readers do not see it")),
            ("open", _("No end given")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        now = timezone.now()
        if self.value() == "soon":
            return queryset.ending(now, now + SOON)  # type: ignore[attr-defined]
        if self.value() == "ended":
            return queryset.filter(rights_end_at__lte=now)
        return queryset.filter(rights_end_at=None) if self.value() == "open" else queryset


class AltTextFilter(admin.SimpleListFilter):
    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", _("Missing")), ("decided", _("Written or decorative"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        missing = Q(alt_text="", decorative=False)
        if self.value() == "missing":
            return queryset.filter(missing)
        return queryset.exclude(missing) if self.value() == "decided" else queryset


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("used", _("Used")), ("unused", _("Not used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        if self.value() == "used":
            return queryset.filter(is_used())
        return queryset.filter(~is_used()) if self.value() == "unused" else queryset


class LatelyFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("day of upload")


class UploadedFilter(admin.SimpleListFilter):
    """Uploaded in a month, typed as a month: as long a library as it is, the page stays short."""

    title = _("month of upload")
    parameter_name = "month"
    template = "admin/articles/article/month_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", "")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        bounds = month_bounds(self.value() or "")
        return queryset.filter(created_at__gte=bounds[0], created_at__lt=bounds[1]) if bounds else queryset

    def choices(self, changelist: Any) -> Any:
        yield typed_choice(self, changelist)
