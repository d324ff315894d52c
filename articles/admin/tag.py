"""Tags on the desk: named, renamed, merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as UnusedTag

from articles import tagging
from articles.admin.searching import FewWords
from articles.admin.tag_merging import merge_chosen
from articles.models import Tag, TagAlias

if admin.site.is_registered(UnusedTag):
    admin.site.unregister(UnusedTag)


class TagForm(forms.ModelForm[Tag]):
    class Meta:
        model = Tag
        fields = ("name", "slug")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            tagging.refuse_old(self.instance)
        except ValidationError as error:
            self.add_error(None, error)


class OldNames(admin.StackedInline[TagAlias, Tag]):
    """What was kept by itself; one that is taken away leads nowhere, and may be a tag of its own again."""

    model = TagAlias
    template = "admin/articles/tag/old_names.html"
    fields = readonly_fields = ("name", "slug")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_tag") or request.user.has_perm("articles.change_tag")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_tag")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_tag")


@admin.register(Tag)
class TagAdmin(FewWords, admin.ModelAdmin[Tag]):
    form = TagForm
    inlines = (OldNames,)
    list_display = ("name", "slug", "articles")
    search_fields = ("name", "slug", "aliases__name")
    search_help_text = _("A name, an old one too, or a slug")
    ordering = ("name",)
    fields = ("name", "slug")
    actions = ("merge",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(article_count=Count("tagged"))

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, tag: Tag) -> int:
        return getattr(tag, "article_count", 0)

    @admin.action(description=_("Merge…"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse | None:
        return merge_chosen(self, request, queryset)

    def save_model(self, request: HttpRequest, obj: Tag, form: forms.ModelForm[Tag], change: bool) -> None:
        tagging.save(obj)
