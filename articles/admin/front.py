"""The front page at the desk: what was live and when, and one in the making that is looked at before it is launched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import fronts
from articles.admin.autocomplete import Autocompletes
from articles.admin.forms import local_text
from articles.models import FrontEdition, FrontSlot

_LIST = "admin:articles_frontedition_changelist"


class SlotInline(Autocompletes, admin.StackedInline[FrontSlot, FrontEdition]):
    model = FrontSlot
    fields = (("place", "position"), "article", "headline", "image")
    autocomplete_fields = ("article", "image")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Stories and pictures are chosen here; they are made elsewhere."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(widget := getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            widget.can_add_related = widget.can_change_related = False
            widget.can_view_related = widget.can_delete_related = False
        return field

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit(request) and (obj is None or obj.state == fronts.State.DRAFT)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.view_frontedition"))


def may_edit(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("articles.change_frontedition"))


@admin.register(FrontEdition)
class FrontAdmin(admin.ModelAdmin[FrontEdition]):
    change_list_template = "admin/articles/frontedition/change_list.html"
    change_form_template = "admin/articles/frontedition/change_form.html"
    inlines = (SlotInline,)
    fields = ("note",)
    list_display = ("when", "state", "launched_by", "note")
    list_display_links = ("when",)
    list_select_related = ("launched_by",)
    ordering = ("-launched_at", "-id")
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is begun as what is live, by `edit`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is live, or was, stays as readers saw it."""
        return super().has_change_permission(request, obj) and (obj is None or obj.state == fronts.State.DRAFT)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": _("Front pages that readers saw")})

    @admin.display(description=gettext_lazy("launched"), ordering="launched_at")
    def when(self, edition: FrontEdition) -> str:
        return local_text(edition.launched_at) if edition.launched_at else _("not yet")

    def get_urls(self) -> list[URLPattern]:
        steps: dict[str, Callable[..., HttpResponse]] = {
            "launch": self.launch, "discard": self.discard, "again": self.again, "rebase": self.rebase,
        }  # fmt: skip
        guarded = self.admin_site.admin_view
        own = [path(f"<int:number>/{name}/", guarded(step), name=f"front-{name}") for name, step in steps.items()]
        return [path("edit/", guarded(self.edit), name="front-edit"), *own, *super().get_urls()]

    def response_change(self, request: HttpRequest, obj: FrontEdition) -> HttpResponse:
        """The buttons beside *Save* save first, so that what is looked at or launched is what was typed."""
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("preview-of-front", args=[obj.pk]))
        if "_launch" in request.POST:
            return self.launch(request, obj.pk)
        return HttpResponseRedirect(_page(obj))

    def edit(self, request: HttpRequest) -> HttpResponse:
        if not may_edit(request):
            raise PermissionDenied
        return HttpResponseRedirect(_page(fronts.draft()))

    def launch(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        done = self._done(request, edition, lambda: fronts.launch(edition, by=request.user), _("Launched"))
        if not done:
            return HttpResponseRedirect(_page(edition))
        messages.success(request, _("The front page is live."))
        return HttpResponseRedirect(reverse(_LIST))

    def again(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        if self._done(request, edition, lambda: fronts.launch_again(edition, by=request.user), _("Launched again")):
            messages.success(request, _("The front page is as it was then."))
        return HttpResponseRedirect(reverse(_LIST))

    def rebase(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        self._done(request, edition, lambda: fronts.rebase(edition), _("Based on what is live"))
        return HttpResponseRedirect(_page(edition))

    def discard(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        if self._done(request, edition, lambda: fronts.discard(edition), _("Discarded")):
            messages.success(request, _("What was in the making is gone; readers see what they saw."))
        return HttpResponseRedirect(reverse(_LIST))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **more: Any) -> Any:
        edition, live = context.get("original"), fronts.live()
        if edition and edition.state == fronts.State.DRAFT and live and edition.based_on_id != live.pk:
            context["launched_meanwhile"] = live
        return super().render_change_form(request, context, *args, **more)

    def _found(self, request: HttpRequest, number: int) -> FrontEdition:
        edition = self.get_object(request, str(number))
        if request.method != "POST" or edition is None or not may_edit(request):
            raise PermissionDenied
        return edition

    def _done(self, request: HttpRequest, edition: FrontEdition, step: Callable[[], object], said: str) -> bool:
        try:
            step()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return False
        self.log_change(request, edition, said)
        return True


def _page(edition: FrontEdition) -> str:
    return reverse("admin:articles_frontedition_change", args=[edition.pk])
