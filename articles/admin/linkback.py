"""The inbox of linkbacks: who links to us, and whether readers see it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Linkback

_FACTS = ("source", "article", "kind", "title", "excerpt", "author_name", "received_at")


@admin.register(Linkback)
class LinkbackAdmin(admin.ModelAdmin[Linkback]):
    list_display = ("heading", "short_excerpt", "article", "kind", "status", "received_at")
    list_filter = ("status", "kind", "received_at")
    list_select_related = ("article",)
    search_fields = ("title", "source_url", "excerpt", "article__headline")
    ordering = ("-received_at", "-id")
    fields = ("status", *_FACTS)
    readonly_fields = _FACTS
    actions = ("approve", "reject", "mark_spam", "delete_rows")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from other sites, never from the desk."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Linkback | None = None) -> bool:
        """A row that went would come again with the next notice: it is marked deleted instead."""
        return False

    @admin.display(description=_("source"), ordering="title")
    def heading(self, linkback: Linkback) -> SafeString:
        return format_html('{}<br><span class="quiet">{}</span>', linkback.title or linkback.source_url, linkback.host)

    @admin.display(description=_("excerpt"))
    def short_excerpt(self, linkback: Linkback) -> str:
        return Truncator(linkback.excerpt).chars(160)

    @admin.display(description=_("source"))
    def source(self, linkback: Linkback) -> SafeString:
        return format_html('<a href="{0}" rel="noreferrer nofollow ugc">{0}</a>', linkback.source_url)

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Linkback]) -> None:
        self._decide(request, queryset, Linkback.Status.APPROVED)

    @admin.action(description=_("Reject"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Linkback]) -> None:
        self._decide(request, queryset, Linkback.Status.REJECTED)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet[Linkback]) -> None:
        self._decide(request, queryset, Linkback.Status.SPAM)

    @admin.action(description=_("Delete"), permissions=["change"])
    def delete_rows(self, request: HttpRequest, queryset: QuerySet[Linkback]) -> None:
        self._decide(request, queryset, Linkback.Status.DELETED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Linkback], status: Any) -> None:
        count = queryset.order_by().update(status=status)
        text = ngettext("%(count)d linkback: %(status)s.", "%(count)d linkbacks: %(status)s.", count)
        messages.success(request, text % {"count": count, "status": status.label})
