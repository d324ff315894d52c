"""Pages on the desk: what is no news, at an address of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.admin.autocomplete import Autocompletes
from articles.admin.body_widget import BodyWidget
from articles.admin.forms import moment_field
from articles.admin.problems import refusals, texts_to_check
from articles.admin.searching import FewWords
from articles.models import Page
from articles.models.claims import refuse_claimed


class PageForm(forms.ModelForm[Page]):
    body = forms.CharField(label=_("Body"), required=False, strip=False, widget=BodyWidget)

    class Meta:
        model = Page
        fields = ("title", "body", "path", "parent", "position", "purpose", "is_published")

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        refuse_claimed(path, page=self.instance)
        return path

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "body" in self.cleaned_data and "body" not in self.errors:
            self._clean_body()

    def _clean_body(self) -> None:
        try:
            self.cleaned_body = publishing.clean_page(self.instance)
        except ValidationError as error:
            self.add_error("body", error.messages)
            return
        for refusal in refusals(self.cleaned_body.problems):
            self.add_error("body", refusal)


@admin.register(Page)
class PageAdmin(FewWords, Autocompletes, admin.ModelAdmin[Page]):
    form = PageForm
    change_form_template = "admin/articles/page/change_form.html"
    list_display = ("title", "path", "purpose", "is_published", "changed")
    list_filter = ("is_published",)
    search_fields = ("title", "path")
    search_help_text = _("Title or path")
    autocomplete_fields = ("parent",)
    ordering = ("path",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        (None, {"fields": ("title", "body")}),
        (_("Place"), {"classes": ("side",), "fields": ("path", "parent", "position", "purpose", "is_published")}),
    )

    changed = moment_field("modified_at", _("last change"))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["upload_limit"] = settings.MAX_IMAGE_BYTES
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Page | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.is_published else None

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        cleaned = publishing.save_page(obj, form.cleaned_body)
        for text in texts_to_check(cleaned.problems):
            messages.warning(request, text)
