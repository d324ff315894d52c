"""Tags on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as UnusedTag

from articles.models import Tag

if admin.site.is_registered(UnusedTag):
    admin.site.unregister(UnusedTag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin[Tag]):
    list_display = ("name", "slug", "articles")
    search_fields = ("name", "slug")
    ordering = ("name",)
    fields = ("name", "slug")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(article_count=Count("tagged"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, tag: Tag) -> int:
        return getattr(tag, "article_count", 0)
