"""Redirects on the desk: old paths and where they lead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.autocomplete import Autocompletes
from articles.models import Redirect
from articles.models.claims import refuse_claimed


class RedirectForm(forms.ModelForm[Redirect]):
    class Meta:
        model = Redirect
        fields = ("path", "article", "target")

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        refuse_claimed(path, redirect=self.instance)
        return path

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("path") and self.cleaned_data.get("path") == self.cleaned_data.get("target"):
            self.add_error("target", _("A path cannot lead to itself."))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(Autocompletes, admin.ModelAdmin[Redirect]):
    form = RedirectForm
    list_display = ("path", "leads_to", "created_at")
    list_select_related = ("article",)
    search_fields = ("path", "target", "article__headline")
    autocomplete_fields = ("article",)
    ordering = ("path",)
    show_full_result_count = False

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        return str(redirect.article) if redirect.article else redirect.target
