"""Which AI crawlers may read the paper: one list, decided in place."""

from __future__ import annotations

from django.contrib import admin

from articles.models import Crawler


@admin.register(Crawler)
class CrawlerAdmin(admin.ModelAdmin[Crawler]):
    list_display = ("name", "owner", "purpose", "may_read")
    list_editable = ("may_read",)
    list_filter = ("purpose",)
    ordering = ("owner", "name")
    fields = ("name", "owner", "purpose", "may_read")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
