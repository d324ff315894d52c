"""Authors on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.autocomplete import Autocompletes
from articles.admin.searching import FewWords
from articles.models import Author


@admin.register(Author)
class AuthorAdmin(FewWords, Autocompletes, admin.ModelAdmin[Author]):
    list_display = ("name", "role", "slug", "articles")
    search_fields = ("name", "slug")
    search_help_text = _("Name or slug")
    ordering = ("name",)
    fields = ("name", "slug", "role", "bio", "portrait", "user")
    autocomplete_fields = ("portrait", "user")
    prepopulated_fields = {"slug": ("name",)}
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        return super().get_queryset(request).annotate(article_count=Count("bylines__article", distinct=True))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Author | None = None) -> Any:
        """A known author's address is not made anew."""
        return {} if obj else self.prepopulated_fields

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, author: Author) -> int:
        return getattr(author, "article_count", 0)
