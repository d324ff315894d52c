"""Sections on the desk: a tree in the order of its paths."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.admin.searching import FewWords
from articles.models import Article, FrontEdition, Page, Section

_LONGEST_PATH = 400


class SectionForm(forms.ModelForm[Section]):
    class Meta:
        model = Section
        fields = ("name", "slug", "parent", "description", "position", "needs_second_pair", "takes_comments")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        parent, slug = self.cleaned_data.get("parent"), self.cleaned_data.get("slug")
        if slug and "parent" in self.cleaned_data:
            self._refuse_path(f"{parent.path if parent else '/'}{slug}/")
        return cleaned

    def _refuse_path(self, path: str) -> None:
        before = self.instance.path
        if len(path) + self._depth_below() > _LONGEST_PATH:
            raise ValidationError({"slug": _("The path of this section or of one below it would be too long.")})
        if path != before and Article.objects.filter(path=path).exists():
            raise ValidationError({"slug": _("An article has this path already.")})
        if path != before and Page.objects.filter(path=path).exists():
            raise ValidationError({"slug": _("A page has this path already.")})

    def _depth_below(self) -> int:
        """How many characters the longest path below adds to this section's own."""
        if not self.instance.pk:
            return 0
        below = Section.objects.filter(path__startswith=self.instance.path).values_list("path", flat=True)
        return max((len(path) - len(self.instance.path) for path in below), default=0)


@admin.register(Section)
class SectionAdmin(FewWords, admin.ModelAdmin[Section]):
    form = SectionForm
    list_display = ("in_tree", "path", "position")
    search_fields = ("name", "path")
    ordering = ("path",)
    show_full_result_count = False

    @admin.display(description=_("section"), ordering="path")
    def in_tree(self, section: Section) -> SafeString:
        depth = min(section.path.count("/") - 2, 5)
        return format_html('<span class="desk-depth-{}">{}</span>', depth, section.name)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Section | None = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The pages that editors made of it go with it: there is no address left to see them at."""
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return shown, counts, lacking - {FrontEdition._meta.verbose_name}, protected

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        publishing.save_section(obj)
