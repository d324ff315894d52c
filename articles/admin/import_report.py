"""The report of an import as a page: counts, what is missing, and its problems with links to what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.import_progress import standing_of
from articles.models import Comment, ImportedItem, ImportProblem, ImportRun, Linkback
from articles.wordpress.importing import report
from articles.wordpress.importing.account import OUTCOMES, Problem

State = ImportRun.State
PER_PAGE = 100
# Of many, and of one.
_KINDS: dict[str, tuple[Promise, Promise]] = {
    "post": (_("Articles"), _("Article")),
    "page": (_("Pages"), _("Page")),
    "attachment": (_("Pictures and files"), _("Picture or file")),
    "file": (_("Files found"), _("The export")),
    "comment": (_("Comments"), _("Comment")),
    "pingback": (_("Pingbacks"), _("Pingback")),
    "trackback": (_("Trackbacks"), _("Trackback")),
    "broken": (_("Broken items"), _("Broken item")),
    "nav_menu_item": (_("Menu items"), _("Menu item")),
}
_MODELS = {"post": "article", "page": "page"}


@dataclass(frozen=True)
class Row:
    """Of the table of counts: in the file, created, updated, unchanged, refused."""

    kind: str
    numbers: Sequence[int]

    @property
    def cells(self) -> list[str]:
        return [f"{number:,}" for number in self.numbers]


@dataclass(frozen=True)
class Told:
    """`address` is the desk's page of what the problem is about; empty where there is none."""

    problem: ImportProblem
    kind: str
    address: str


def context_of(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    kinds = _kinds_with_problems(run)
    kind = request.GET.get("type", "")
    problems = run.problems.filter(kind=kind) if kind else run.problems.all()
    paginator = Paginator(problems, PER_PAGE)
    paginator.count = sum(number for name, number in kinds if kind in ("", name))
    page = paginator.get_page(request.GET.get("page"))
    return {
        "run": run,
        "is_under_way": run.state in (State.WAITING, State.RUNNING),
        "standing": standing_of(run),
        "rows": rows_of(run),
        "missing": report.missing(run.expected, run.counts) if run.state == State.DONE else [],
        "kinds": [(name, kind_text(name), f"{number:,}") for name, number in kinds],
        "kind": kind,
        "page": page,
        "told": told_of(run, page.object_list),
    }


def kind_text(kind: str) -> str:
    return str(_KINDS[kind][0]) if kind in _KINDS else kind


def one_text(kind: str) -> str:
    return str(_KINDS[kind][1]) if kind in _KINDS else kind


def rows_of(run: ImportRun) -> list[Row]:
    """Each type that is in the file or in the account; while it runs, the file's numbers are as counted."""
    wanted: dict[str, int] = {**run.expected.get("items", {}), **run.expected.get("comments", {})}
    if run.expected.get("bad"):
        wanted["broken"] = run.expected["bad"]
    found = {kind: run.counts.get(kind, {}) for kind in {**wanted, **run.counts}}
    return [
        Row(kind_text(kind), [wanted.get(kind, counts.get("in file", 0)), *(counts.get(name, 0) for name in OUTCOMES)])
        for kind, counts in found.items()
    ]


def told_of(run: ImportRun, problems: Iterable[ImportProblem]) -> list[Told]:
    """Three queries, however many."""
    listed = list(problems)
    addresses = {**_of_items(run, listed), **_of_comments(run, listed)}
    return [Told(one, one_text(one.kind), addresses.get((one.kind, one.wordpress_id), "")) for one in listed]


def as_download(run: ImportRun) -> JsonResponse:
    rows = run.problems.values_list("kind", "wordpress_id", "reason")
    account = report.as_json(run.counts, (Problem(*row) for row in rows))
    facts = {"export": str(run), "state": run.state, "is_dry": run.is_dry, "message": run.message}
    answer = JsonResponse({**facts, **account}, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="import-{run.pk}.json"'
    return answer


def _kinds_with_problems(run: ImportRun) -> list[tuple[str, int]]:
    counted = run.problems.order_by("kind").values_list("kind").annotate(count=Count("pk"))
    return list(counted)


def _of_items(run: ImportRun, problems: Sequence[ImportProblem]) -> dict[tuple[str, int], str]:
    items = ImportedItem.objects.filter(
        source=run.source_id,
        kind__in={one.kind for one in problems} & {"attachment", *_MODELS},
        wordpress_id__in={one.wordpress_id for one in problems},
        local_id__isnull=False,
    )
    found = {}
    for kind, number, pk, data in items.values_list("kind", "wordpress_id", "local_id", "data__model"):
        model = _MODELS.get(kind, data if data == "image" else "")
        if model:
            found[kind, number] = reverse(f"admin:articles_{model}_change", args=[pk])
    return found


def _of_comments(run: ImportRun, problems: Sequence[ImportProblem]) -> dict[tuple[str, int], str]:
    comments = [one for one in problems if one.kind in run.expected.get("comments", {})]
    found = {}
    for model, name in ((Linkback, "linkback"), (Comment, "comment")):
        of_linkbacks = model is Linkback
        kinds = {one.wordpress_id: one.kind for one in comments if (one.kind in Linkback.Kind.values) is of_linkbacks}
        rows = model._default_manager.filter(import_source=run.source_id, wordpress_id__in=kinds)
        for number, pk in rows.values_list("wordpress_id", "pk"):
            found[kinds[number or 0], number or 0] = reverse(f"admin:articles_{name}_change", args=[pk])
    return found
