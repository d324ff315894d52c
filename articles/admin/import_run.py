"""Imports on the desk: asked for here, done by the worker, and read as a report."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from js_asset import Script  # type: ignore[import-untyped]

from articles.admin import import_report
from articles.admin.forms import local_text
from articles.admin.import_form import ImportForm
from articles.admin.import_progress import progress_text
from articles.admin.import_upload import takes_exports
from articles.models import ImportRun
from articles.wordpress.importing import folder, waiting
from articles.wordpress.importing.failures import words_for

State = ImportRun.State


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin[ImportRun]):
    """A run is asked for, and read; nothing of it is written or deleted."""

    form = ImportForm
    add_form_template = "admin/articles/importrun/add.html"
    change_list_template = "admin/articles/importrun/change_list.html"
    list_display = ("export", "source", "state_shown", "how_far", "kind", "started")
    list_display_links = ("export",)
    list_select_related = ("source", "started_by")
    list_filter = ("state", "is_dry")
    ordering = ("-id",)
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        (gettext_lazy("The export"), {"fields": ("chosen", "upload")}),
        (gettext_lazy("Pictures and files"), {"fields": ("uploads", "downloads")}),
        (gettext_lazy("How"), {"fields": ("is_dry",)}),
    )

    # The list

    @admin.display(description=gettext_lazy("export"), ordering="name")
    def export(self, run: ImportRun) -> str:
        return str(run)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, run: ImportRun) -> SafeString:
        return format_html('<span class="desk-state {}">{}</span>', run.state, run.get_state_display())

    @admin.display(description=gettext_lazy("progress"))
    def how_far(self, run: ImportRun) -> str:
        return progress_text(run)

    @admin.display(description=gettext_lazy("kind"), ordering="is_dry")
    def kind(self, run: ImportRun) -> str:
        return _("Dry run") if run.is_dry else _("For real")

    @admin.display(description=gettext_lazy("started"), ordering="started_at")
    def started(self, run: ImportRun) -> SafeString:
        by = run.started_by or ("" if run.in_worker else _("by command"))
        return format_html('{}<span class="desk-below">{}</span>', local_text(run.started_at), by)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": gettext_lazy("Imports"), **(extra_context or {})})

    # Rights

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        """What was imported remembers in which run."""
        return False

    # Asking for one

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return super().add_view(request, form_url, {"title": _("Move in from WordPress"), **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: ImportRun, form: Any, change: bool) -> None:
        form.keep_uploads()
        obj.started_by_id = request.user.pk
        obj.pk = waiting.ask(obj).pk

    def response_add(self, request: HttpRequest, obj: ImportRun, post_url_continue: str | None = None) -> HttpResponse:
        return _to_report(obj.pk)

    # The report

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied
        try:
            run = self._seen(request, object_id)
        except Http404:
            return super().change_view(request, object_id, form_url, extra_context)  # says so, and leads away
        may_start = self.has_add_permission(request) and run.in_worker
        context = {
            **self.admin_site.each_context(request),
            **import_report.context_of(run, request),
            "opts": self.opts,
            "title": str(run),
            "may_start": may_start and run.is_dry and run.state == State.DONE,
            "may_go_on": may_start and run.state == State.FAILED,
            "media": Script("js/desk/refresh.js", type="module"),
        }
        return TemplateResponse(request, "admin/articles/importrun/report.html", context)

    def download(self, request: HttpRequest, run_id: str) -> HttpResponse:
        return import_report.as_download(self._seen(request, run_id))

    def start(self, request: HttpRequest, run_id: str, *, from_state: str) -> HttpResponse:
        """A dry run again, for real; or one that failed, from where it was."""
        run = self._seen(request, run_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if not run.in_worker or run.state != from_state or (from_state == State.DONE and not run.is_dry):
            messages.error(request, _("This import has gone on meanwhile."))
            return _to_report(run.pk)
        try:
            run.files = [str(folder.still_there(file)) for file in run.files]
        except OSError as error:
            messages.error(request, _("%(reason)s Choose or upload the export again.") % {"reason": words_for(error)})
            return _to_report(run.pk)
        return _to_report(self._started(request, run).pk)

    def _started(self, request: HttpRequest, run: ImportRun) -> ImportRun:
        if run.state == State.FAILED:
            waiting.go_on(run)
            self.log_change(request, run, _("Went on."))
            return run
        wanted = ImportRun(
            name=run.name, files=run.files, uploads=run.uploads, downloads=run.downloads, started_by_id=request.user.pk
        )
        asked = waiting.ask(wanted)
        self.log_addition(request, asked, _("Asked for after a dry run."))
        return asked

    def _seen(self, request: HttpRequest, run_id: str) -> ImportRun:
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, run_id)
        if run is None:
            raise Http404
        return run

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).select_related("source", "started_by")

    # Addresses

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        for_real = require_POST(partial(self.start, from_state=State.DONE))
        go_on = require_POST(partial(self.start, from_state=State.FAILED))
        own = [
            path(
                "add/", guarded(takes_exports(self.add_view, "articles.add_importrun")), name="articles_importrun_add"
            ),
            path("<path:run_id>/real/", guarded(for_real), name="articles_importrun_real"),
            path("<path:run_id>/on/", guarded(go_on), name="articles_importrun_on"),
            path("<path:run_id>/report.json", guarded(self.download), name="articles_importrun_download"),
        ]
        return [*own, *super().get_urls()]


def _to_report(run_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_importrun_change", args=[run_id]))
