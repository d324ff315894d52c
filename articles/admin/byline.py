"""Bylines on the article's form: an author with a page, or a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.admin.autocomplete import Autocompletes
from articles.admin.rights import may_change
from articles.models import Article, Byline


class BylineInline(Autocompletes, admin.StackedInline[Byline, Article]):
    model = Byline
    fields = (("author", "guest_name"), ("role", "position"))
    autocomplete_fields = ("author",)
    classes = ("side", "bylines")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("author")

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """One to fill where there is none: without scripts nobody can add a row."""
        return 0 if obj and obj.bylines.exists() else 1

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author" and field is not None:
            field.widget = getattr(field.widget, "widget", field.widget)
        if db_field.name == "position" and field is not None:
            field.widget = forms.NumberInput({"min": 0, "class": "desk-number"})
        return field

    # Whoever may change the article may change who made it.
    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_change(request.user, obj) if obj else request.user.has_perm("articles.add_article")

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm("articles.view_article")
