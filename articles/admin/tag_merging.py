"""The page that asks which of the chosen tags stays, and merges the others into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import tagging
from articles.models import Tag

if TYPE_CHECKING:
    from articles.admin.tag import TagAdmin

_MOST = 50


def merge_chosen(admin: TagAdmin, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
    """As an action of the list: asks, and comes back with the choice."""
    tags = sorted(chosen.order_by("name")[: _MOST + 1], key=admin.articles, reverse=True)
    if refusal := _refusal(tags):
        messages.error(request, refusal)
        return None
    kept = next((tag for tag in tags if str(tag.pk) == request.POST.get("kept")), None)
    if "confirmed" not in request.POST or kept is None:
        error = _("Choose the tag that stays.") if "confirmed" in request.POST else ""
        return _page(admin, request, tags, error)
    try:
        count = tagging.merge(tags, kept)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return None
    names = ", ".join(tag.name for tag in tags if tag != kept)
    admin.log_change(request, kept, _("Merged with %(names)s") % {"names": names})
    text = _("%(count)d merged into “%(name)s”. What they were called leads there.")
    messages.success(request, text % {"count": count, "name": kept.name})
    return None


def _refusal(tags: list[Tag]) -> str:
    if len(tags) < 2:
        return _("Choose at least two tags to merge.")
    return _("Choose %(most)d tags at most.") % {"most": _MOST} if len(tags) > _MOST else ""


def _page(admin: TagAdmin, request: HttpRequest, tags: list[Tag], error: str) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Which of these tags stays?"),
        "tags": tags,
        "error": error,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
        "cancel": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/articles/tag/merge.html", context)
