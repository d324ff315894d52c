"""Redirects on the desk: old paths and where they lead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.autocomplete import Autocompletes
from articles.admin.searching import FewWords
from articles.models import Redirect
from articles.models.claims import refuse_claimed
from articles.pages.places import with_and_without_slash


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
        path, target = self.cleaned_data.get("path", ""), self.cleaned_data.get("target", "")
        if path and path.rstrip("/") == target.rstrip("/"):
            self.add_error("target", _("A path cannot lead to itself."))
        elif target and (further := self._other(path__in=with_and_without_slash(target))):
            text = _("“%(path)s” leads on to %(place)s itself; lead there, so that nobody is sent on twice.")
            self.add_error("target", ValidationError(text, params={"path": target, "place": further.place}))
        if path and (leading := self._other(target__in=with_and_without_slash(path))):
            text = _("“%(path)s” leads here; let it lead to the new place first.")
            self.add_error("path", ValidationError(text, params={"path": leading.path}))
        return cleaned

    def _other(self, **which: object) -> Redirect | None:
        found = Redirect.objects.filter(**which).exclude(pk=self.instance.pk or 0)
        return found.select_related("article").first()


@admin.register(Redirect)
class RedirectAdmin(FewWords, Autocompletes, admin.ModelAdmin[Redirect]):
    form = RedirectForm
    list_display = ("path", "leads_to", "created_at")
    list_select_related = ("article",)
    search_fields = ("path", "target", "article__headline")
    autocomplete_fields = ("article",)
    ordering = ("path",)
    show_full_result_count = False

    @admin.display(description=_("leads to"))
    def leads_to(self, redirect: Redirect) -> str:
        return redirect.place
