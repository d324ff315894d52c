"""Chooses the time as of which the readers' site is looked at (`views.as_of`)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.forms import MomentInput, zone_name
from articles.pages import as_of


class AsOfForm(forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Date and time"), widget=MomentInput)
    path = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("Time zone: %(zone)s.") % {"zone": zone_name()}

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        as_of.refuse_wrong(at)
        return at

    def clean_path(self) -> str:
        """Where somebody was on the site; no matter for a message."""
        return as_of.own_path(self.cleaned_data["path"])


def as_of_page(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """For whoever may see articles. A time that is right leads to the site; a wrong one is told at the field."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    form = AsOfForm(request.GET if "at" in request.GET else None, initial={"at": _usual(), "path": "/"})
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(as_of.address_at(form.cleaned_data["at"], form.cleaned_data["path"]))
    context = {**site.each_context(request), "title": _("The site at a time to come"), "form": form}
    return TemplateResponse(request, "admin/as_of.html", context)


def _usual() -> datetime:
    """Six in the evening of tomorrow."""
    return datetime.combine(timezone.localdate() + timedelta(days=1), time(18), tzinfo=timezone.get_default_timezone())
