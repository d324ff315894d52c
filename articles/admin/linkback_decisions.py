"""Taking a moderator's decision on one linkback or on many, saying what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.judgements import JUDGEMENTS, Judgement, may_block, may_decide
from articles.linkbacks.formats.plain_text import cropped
from articles.linkbacks.moderation import Batch, Undone, undo
from articles.models import Linkback, SiteRule

if TYPE_CHECKING:
    from articles.admin.linkback import LinkbackAdmin

_MOST_REFUSALS = 3


@require_POST
def decide_one(request: HttpRequest, linkback_id: str, *, admin: LinkbackAdmin, name: str) -> HttpResponse:
    judgement = JUDGEMENTS[name]
    if not judgement.is_open_to(request.user):
        raise PermissionDenied
    linkback = admin.get_object(request, linkback_id)
    if linkback is None:
        raise Http404
    take_and_say(request, judgement, Linkback.objects.filter(pk=linkback.pk), linkback)
    return _back_to_list(request)


@require_POST
def undo_batch(request: HttpRequest) -> HttpResponse:
    if not may_decide(request.user):
        raise PermissionDenied
    batch = _uuid(request.POST.get("batch", ""))
    if SiteRule.objects.filter(batch=batch).exists() and not may_block(request.user):
        raise PermissionDenied
    _say_undone(request, undo(batch, _user(request)))
    return _back_to_list(request)


def take_and_say(
    request: HttpRequest, judgement: Judgement, linkbacks: QuerySet[Linkback], only: Linkback | None = None
) -> None:
    """`only` is the one linkback, where it is one: then it is named."""
    batch = judgement.take(linkbacks, _user(request))
    if not batch.is_empty:
        messages.success(request, _done_html(request, _done_text(judgement, batch, only), batch))
    elif not batch.refusals:
        messages.info(request, _("Nothing was changed: it was decided so already."))
    _say_refusals(request, batch.refusals)


def _done_text(judgement: Judgement, batch: Batch, only: Linkback | None) -> str:
    count = ngettext("%(count)d linkback", "%(count)d linkbacks", batch.count) % {"count": batch.count}
    what = f"“{cropped(str(only), 80)}”" if only and batch.count == 1 else count
    done = f"{what}: {judgement.done}." if batch.count else ""
    blocked = _("Blocked: %(sites)s.") % {"sites": cropped(", ".join(batch.sites), 300)} if batch.sites else ""
    return f"{blocked} {done}".strip()


def _done_html(request: HttpRequest, text: str, batch: Batch) -> str:
    context = {"text": text, "batch": batch.id, "filters": _filters(request)}
    return render_to_string("admin/articles/linkback/done.html", context, request)


def _say_refusals(request: HttpRequest, refusals: Sequence[str]) -> None:
    for text in refusals[:_MOST_REFUSALS]:
        messages.error(request, text)
    more = len(refusals) - _MOST_REFUSALS
    if more > 0:
        text = ngettext("%(count)d more was not changed either.", "%(count)d more were not changed either.", more)
        messages.error(request, text % {"count": more})


def _say_undone(request: HttpRequest, undone: Undone) -> None:
    count = undone.count
    text = ngettext("Undone: %(count)d linkback is as before.", "Undone: %(count)d linkbacks are as before.", count)
    texts = [text % {"count": count}] if count else []
    if undone.sites:
        texts.append(_("No longer blocked: %(sites)s.") % {"sites": ", ".join(undone.sites)})
    if undone.kept:
        text = ngettext("%(count)d was changed since and stays.", "%(count)d were changed since and stay.", undone.kept)
        texts.append(text % {"count": undone.kept})
    messages.info(request, " ".join(texts) or _("There is nothing left to undo there."))


def _back_to_list(request: HttpRequest) -> HttpResponseRedirect:
    address, filters = reverse("admin:articles_linkback_changelist"), _filters(request)
    return HttpResponseRedirect(f"{address}?{filters}" if filters else address)


def _filters(request: HttpRequest) -> str:
    """What the list is narrowed to: as Django's pages hand it on, or the list's own query."""
    return request.GET["_changelist_filters"] if "_changelist_filters" in request.GET else request.GET.urlencode()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _user(request: HttpRequest) -> Any:
    return request.user
