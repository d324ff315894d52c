"""The audit at the desk: one list of who did what, filtered, searched, paged by key, and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.auditing import record_export
from articles.admin.forms import zone_name
from articles.models import AuditEntry

PER_PAGE = 50
_COLUMNS = ("time", "who", "from", "action", "kind", "what", "number", "details")
# What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _kinds() -> list[tuple[str, Any]]:
    """Everything that is registered at the desk."""
    models = [model for model in admin.site._registry if model is not AuditEntry]
    named = [(model._meta.label_lower, capfirst(str(model._meta.verbose_name))) for model in models]
    return [("", _("All")), ("login", _("Login")), *sorted(named, key=lambda one: one[1])]


def _day_field(label: Any) -> forms.DateField:
    """Within the years that a moment in any zone can have."""
    bounds = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2200, 1, 1))]
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=bounds)


class AuditFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    who = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=150)
    action = forms.ChoiceField(
        label=gettext_lazy("Action"), required=False, choices=[("", gettext_lazy("All")), *AuditEntry.Action.choices]
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=_kinds)
    since = _day_field(gettext_lazy("From day"))
    until = _day_field(gettext_lazy("To day"))

    def rows(self) -> QuerySet[AuditEntry]:
        """Newest first. A field that is wrong says so, and limits nothing."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        rows = AuditEntry.objects.order_by("-id")
        for name in ("action", "kind"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        if "who" in given:
            rows = rows.filter(username=given["who"])
        if "since" in given:
            rows = rows.filter(made_at__gte=_midnight(given["since"]))
        if "until" in given:
            rows = rows.filter(made_at__lt=_midnight(given["until"] + timedelta(days=1)))
        return rows.filter(_search(given["q"])) if "q" in given else rows


@admin.register(AuditEntry)
class AuditAdmin(admin.ModelAdmin[AuditEntry]):
    """Nobody adds, changes or deletes here, superusers neither."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("", guarded(self.changelist_view), name="articles_auditentry_changelist"),
            path("export/", guarded(self.export), name="articles_auditentry_export"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One row more than is shown says whether there are older ones; nothing is counted."""
        self._refuse_strangers(request)
        form = AuditFilter(request.GET)
        rows = form.rows()
        if (before := request.GET.get("before", "")).isdecimal() and len(before) < 19:
            rows = rows.filter(pk__lt=int(before))
        found = list(rows[: PER_PAGE + 1])
        asked = request.GET.copy()
        asked.pop("before", None)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Audit"),
            "form": form,
            "rows": [(row, _kind_name(row), _address_of(row)) for row in found[:PER_PAGE]],
            "before": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
            "asked": asked.urlencode(),
            "is_later_page": bool(before),
            "zone": zone_name(),
        }
        return TemplateResponse(request, "admin/articles/auditentry/change_list.html", context)

    def export(self, request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
        """What the list holds, whole, and as it stands at this moment; that it was taken is audited, too."""
        self._refuse_strangers(request)
        form = AuditFilter(request.GET)
        rows = form.rows()
        if form.errors:
            return self.changelist_view(request)
        newest = rows.values_list("pk", flat=True).first() or 0
        record_export(request, request.GET.urlencode())
        lines = _lines(rows.filter(pk__lte=newest))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y-%m-%d}.csv"'
        response["Cache-Control"] = "no-store"
        return response

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(_COLUMNS)
    for row in rows.iterator(chunk_size=1000):
        moment = timezone.localtime(row.made_at).isoformat(timespec="seconds")
        cells = (moment, row.username, row.address or "", row.action, row.kind, row.named, row.object_id, row.said)
        yield writer.writerow([_harmless(cell) for cell in cells])


def _harmless(cell: str) -> str:
    """Text stays text in a spreadsheet."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _search(words: str) -> Q:
    found = Q()
    for word in words.split():
        found &= Q(named__icontains=word) | Q(details__icontains=word) | Q(username__icontains=word) | _from(word)
    return found


def _from(word: str) -> Q:
    """An address in full; on PostgreSQL its column knows no parts of one."""
    try:
        return Q(address=forms.GenericIPAddressField().clean(word))
    except forms.ValidationError:
        return Q()


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _kind_name(row: AuditEntry) -> str:
    if row.kind == "login":
        return _("Login")
    try:
        return capfirst(str(apps.get_model(row.kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return row.kind


def _address_of(row: AuditEntry) -> str:
    """Of its page at the desk; empty for what has none, or is gone."""
    if not row.object_id or row.action == AuditEntry.Action.DELETED:
        return ""
    try:
        return reverse(f"admin:{row.kind.replace('.', '_')}_change", args=[row.object_id])
    except NoReverseMatch:
        return ""
