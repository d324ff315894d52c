"""Front and section pages at the desk: what was live and when; one in the making is looked at before it is launched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import fronts
from articles.admin.forms import local_text
from articles.admin.front_slots import SlotInline, may_edit
from articles.models import FrontEdition, Section

_LIST = "admin:articles_frontedition_changelist"


class PageFilter(admin.SimpleListFilter):
    """The front page, and the sections whose pages were ever made."""

    title = gettext_lazy("page")
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        made = Section.objects.filter(pk__in=FrontEdition.objects.exclude(section=None).values("section"))
        return [("front", _("Front page")), *((str(section.pk), section.name) for section in made)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FrontEdition]) -> QuerySet[FrontEdition]:
        value = self.value()
        if value == "front":
            return queryset.filter(section=None)
        is_known = value in {key for key, _name in self.lookup_choices}
        return queryset.filter(section__in=[value]) if is_known else queryset


@admin.register(FrontEdition)
class FrontAdmin(admin.ModelAdmin[FrontEdition]):
    change_list_template = "admin/articles/frontedition/change_list.html"
    change_form_template = "admin/articles/frontedition/change_form.html"
    inlines = (SlotInline,)
    fields = ("note",)
    list_display = ("page", "when", "state", "launched_by", "note")
    list_display_links = ("when",)
    list_filter = (PageFilter,)
    list_select_related = ("launched_by", "section")
    ordering = ("-launched_at", "-id")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
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
        context = {"title": _("Front and section pages"), "sections": Section.objects.all()}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    @admin.display(description=gettext_lazy("page"))
    def page(self, edition: FrontEdition) -> str:
        return edition.section.name if edition.section else _("Front page")

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
        if not (asked := request.GET.get("section")):
            return HttpResponseRedirect(_page(fronts.draft()))
        section = Section.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
        if section is None:
            messages.error(request, _("There is no such section any more."))
            return HttpResponseRedirect(reverse(_LIST))
        return HttpResponseRedirect(_page(fronts.draft(section)))

    def launch(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        done = self._done(request, edition, lambda: fronts.launch(edition, by=request.user), _("Launched"))
        if not done:
            return HttpResponseRedirect(_page(edition))
        messages.success(request, _("%(page)s is live.") % {"page": _title(edition)})
        return HttpResponseRedirect(reverse(_LIST))

    def again(self, request: HttpRequest, number: int) -> HttpResponse:
        edition = self._found(request, number)
        if self._done(request, edition, lambda: fronts.launch_again(edition, by=request.user), _("Launched again")):
            messages.success(request, _("%(page)s is as it was then.") % {"page": _title(edition)})
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
        if edition := context.get("original"):
            context["title"], live = _title(edition), fronts.live(edition.section)
            if edition.state == fronts.State.DRAFT and live and edition.based_on_id != live.pk:
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


def _title(edition: FrontEdition) -> str:
    return str(capfirst(edition.page_name()))


def _page(edition: FrontEdition) -> str:
    return reverse("admin:articles_frontedition_change", args=[edition.pk])
