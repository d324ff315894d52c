"""The breaking banner on the desk: begun with an end, ended before it, never changed unseen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.autocomplete import Autocompletes
from articles.admin.forms import MomentInput, local_text, zone_name
from articles.models import Article, Banner
from articles.models.banner import LONGEST, usual_end


class BannerForm(forms.ModelForm[Banner]):
    ends_at = forms.DateTimeField(label=gettext_lazy("Ends"), widget=MomentInput, initial=usual_end)

    class Meta:
        model = Banner
        fields = ("text", "language", "article", "ends_at")
        widgets = {"text": forms.TextInput(attrs={"class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_at"].help_text = _("It goes by itself then. Time zone: %(zone)s.") % {"zone": zone_name()}

    def clean_text(self) -> str:
        """On one line, whatever was pasted."""
        return " ".join(str(self.cleaned_data["text"]).split())

    def clean_article(self) -> Article | None:
        article: Article | None = self.cleaned_data["article"]
        if article and not article.is_published():
            raise forms.ValidationError(_("Readers cannot see that story; publish it first."))
        return article

    def clean_ends_at(self) -> Any:
        ends_at, now = self.cleaned_data["ends_at"], timezone.now()
        if ends_at <= now:
            raise forms.ValidationError(_("That moment is over."))
        if ends_at > now + LONGEST:
            raise forms.ValidationError(_("A banner stands for two days at most; news is no news then."))
        return ends_at


@admin.register(Banner)
class BannerAdmin(Autocompletes, admin.ModelAdmin[Banner]):
    form = BannerForm
    list_display = ("text", "state", "begun", "ends")
    list_select_related = ("begun_by",)
    autocomplete_fields = ("article",)
    actions = ("end_now",)
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Banner, form: Any, change: bool) -> None:
        if not change:
            obj.begun_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Banner | None = None) -> bool:
        """What has ended stays as it was: a record of what readers saw."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_up())

    def has_delete_permission(self, request: HttpRequest, obj: Banner | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("now"))
    def state(self, banner: Banner) -> str:
        return _("up") if banner.is_up() else _("over")

    @admin.display(description=gettext_lazy("begun"), ordering="begun_at")
    def begun(self, banner: Banner) -> str:
        at = local_text(banner.begun_at)
        return _("%(moment)s by %(who)s") % {"moment": at, "who": banner.begun_by} if banner.begun_by else at

    @admin.display(description=gettext_lazy("ends"), ordering="ends_at")
    def ends(self, banner: Banner) -> str:
        return local_text(banner.ends_at)

    @admin.action(description=gettext_lazy("End now"), permissions=["change"])
    def end_now(self, request: HttpRequest, chosen: QuerySet[Banner]) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied
        ended, now = list(chosen.filter(ends_at__gt=timezone.now())), timezone.now()
        Banner.objects.filter(pk__in=[banner.pk for banner in ended]).update(ends_at=now)
        for banner in ended:
            self.log_change(request, banner, _("Ended"))
        if ended:
            messages.success(request, _("The banner is off every page."))
        else:
            messages.warning(request, _("Nothing was up among those."))
