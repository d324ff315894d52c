"""How the article's form opens: with what is saved, with what was kept, or with what must be asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin import pending
from articles.admin.conflict import conflict_of, said_above
from articles.admin.opened import mark_text
from articles.admin.presence import held_text
from articles.admin.rights import article_for
from articles.admin.typed import type_in
from articles.admin.working_copy import bring_back, brought_back, keys_of, new_key, offers
from articles.models import Article
from articles.models.status import Status
from articles.revisions import working_copies

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def only_shows(request: HttpRequest) -> str:
    """Why the form is shown with what was typed, and not saved; empty where it can be."""
    return getattr(request, "only_shows", "")


def bring_in(admin: ArticleAdmin, request: HttpRequest, article_id: str | None) -> HttpResponse | None:
    """Unsaved work, or an edit kept for later, that the address names; an answer where there is none any more."""
    if "working_copy" in request.GET:
        article = admin.get_object(request, unquote(article_id)) if article_id else None
        if not (moment := bring_back(request, article)):
            messages.info(request, _("This work has been saved or thrown away meanwhile."))
            return HttpResponseRedirect(request.path)
        _only_show(request, brought_back(moment))
    elif "pending" in request.GET and article_id:
        article = article_for(admin, request, unquote(article_id))
        if edit := pending.pending_of(article):
            _only_show(request, pending.bring_in(request, article, edit))
    return None


def saved_already(request: HttpRequest) -> HttpResponse | None:
    """The same new article sent again, because the answer got lost on the way: to what it has become."""
    keys = keys_of(request.POST)[:1] if "form_key" in request.POST else []
    article_id = working_copies.saved_as(request.user.pk or 0, keys[0]) if keys else None
    if article_id is None:
        return None
    messages.info(request, _("This article was saved already; here it is."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))


def ask_first(admin: ArticleAdmin, request: HttpRequest, article_id: str | None) -> dict[str, Any]:
    """Stops a save that would overwrite what somebody else has written; answers what the page then says."""
    if article_id is None:
        return {}
    if refusal := pending.refusal(request, admin.get_object(request, unquote(article_id))):
        _only_show(request, refusal)
    if (conflict := conflict_of(admin, request, article_id)) is None:
        return {}
    type_in(request, conflict.merged)
    _only_show(request, said_above())
    return {"conflict": conflict}


def form_context(admin: ArticleAdmin, request: HttpRequest, article: Article | None, errors: Any) -> dict[str, Any]:
    """What the form says of itself, of other people, and of what waits."""
    may_type = article is None or admin.has_change_permission(request, article)
    edit = pending.pending_of(article)
    told = {
        "opened": mark_text(article) if article and request.method != "POST" else request.POST.get("opened", ""),
        "form_key": request.POST.get("form_key") or new_key(),
        "recovered": request.POST.get("recovered", ""),
        "may_type": may_type,
        "offers": offers(request, article, may_change=may_type),
        "held": held_text(article, request.user.pk),
        "pending": pending.words_of(edit) if edit else None,
        "pending_version": request.POST.get("pending", ""),
        "may_wait": bool(article and article.status == Status.PUBLISHED),
    }
    return told | _alone(only_shows(request), errors)


def _alone(text: str, errors: Any) -> dict[str, Any]:
    """Where nothing is wrong, the form is not said to have errors."""
    is_alone = bool(text) and [message for one in errors for message in one] == [text]
    return {"only_shows": text, "errors": []} if is_alone else {}


def _only_show(request: HttpRequest, text: str) -> None:
    request.only_shows = text  # type: ignore[attr-defined]
