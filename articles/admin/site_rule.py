"""Rules for whole sites: whose linkbacks are refused, and whose are shown unseen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.forms import moment_field
from articles.admin.searching import FewWords
from articles.linkbacks.sites import is_own, own_sites
from articles.models import SiteRule
from articles.models.sources import LONGEST_SITE, host_of, is_public_suffix, is_shared, site_of

_LONGEST_TYPED = 2048


class SiteRuleForm(forms.ModelForm[SiteRule]):
    site = forms.CharField(
        label=gettext_lazy("Site"),
        max_length=_LONGEST_TYPED,
        help_text=gettext_lazy(
            "A domain such as blog.example, a writer's part of a shared one such as medium.com/@asha, "
            "or the address of a page there."
        ),
        error_messages={"unique": gettext_lazy("There is a rule for this site already.")},
        widget=forms.TextInput({"class": "vTextField"}),
    )

    class Meta:
        model = SiteRule
        fields = ("site", "rule", "note")

    def clean_site(self) -> str:
        """The site of what was typed, which may be a whole address."""
        typed: str = self.cleaned_data["site"]
        if typed == self.instance.site:
            return typed
        self.typed_host = host_of(_address(typed))
        site = site_of(_address(typed))
        _refuse(site, typed)
        return site

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        site, rule = self.cleaned_data.get("site", ""), self.cleaned_data.get("rule")
        if rule == SiteRule.Rule.ALLOW and is_shared(site):
            text = _("Everybody may write on %(site)s. Allow one writer, as in medium.com/@asha.")
            self.add_error("site", text % {"site": site})
        return cleaned


def _address(typed: str) -> str:
    return typed if "://" in typed else f"https://{typed.removeprefix('//')}"


def _refuse(site: str, typed: str) -> None:
    if not site or len(site) > LONGEST_SITE:
        text = _("“%(typed)s” is no site. Give a domain such as blog.example, or the address of a page there.")
        raise ValidationError(text, params={"typed": typed[:100]})
    if site in own_sites() or is_own(f"https://{site}/"):
        raise ValidationError(_("%(site)s is our own site."), params={"site": site})
    if is_public_suffix(site):
        text = _("%(site)s is an ending that many sites share. Give the domain of one of them.")
        raise ValidationError(text, params={"site": site})


@admin.register(SiteRule)
class SiteRuleAdmin(FewWords, admin.ModelAdmin[SiteRule]):
    form = SiteRuleForm
    change_list_template = "admin/articles/searched_list.html"
    list_display = ("site", "rule", "note", "since", "created_by")
    list_filter = ("rule",)
    list_select_related = ("created_by",)
    search_fields = ("site", "note")
    search_help_text = gettext_lazy("Site or note")
    ordering = ("site",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    since = moment_field("created_at", gettext_lazy("since"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": gettext_lazy("Rules for sites"), **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: SiteRule, form: Any, change: bool) -> None:
        """A rule that somebody has written or changed here does not go when a decision is undone."""
        if not change:
            obj.created_by_id = request.user.pk
        obj.batch = None
        super().save_model(request, obj, form, change)
        if getattr(form, "typed_host", "").endswith(f".{obj.site}"):
            messages.warning(request, _("The rule holds for all of %(site)s.") % {"site": obj.site})
