"""Unsaved work on the desk: kept while it is typed, offered on return, brought back into the form."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.forms import local_text
from articles.admin.presence import heard
from articles.admin.typed import byline_rows, type_in, typed_bylines
from articles.models import Article, WorkingCopy
from articles.revisions import editing, working_copies

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

MOST_BYTES = 12 * 1024 * 1024
_MOST_FIELDS, _LONGEST_NAME, _MOST_KEYS = 5000, 200, 20
_KEY = re.compile(r"[0-9a-f-]{8,36}")
# Of the form itself, not typed.
_NOT_KEPT = {"csrfmiddlewaretoken", "form_key"}


@dataclass(frozen=True)
class Kept:
    """What a form sends of itself; without `sent` only that it is open, or that it `leaves`."""

    key: str
    article_id: int
    sent: list[tuple[str, str]] | None
    turn: int
    leaves: bool


def keep(admin: ArticleAdmin, request: HttpRequest) -> JsonResponse:
    """Takes whatever was typed, right or wrong: nothing is changed by it but the writer's own copy."""
    if not (admin.has_change_permission(request) or admin.has_add_permission(request)):
        return JsonResponse({"error": _("You may not do this.")}, status=403)
    kept = _read(request)
    if kept is None:
        return JsonResponse({"error": _("This could not be read, or is too much.")}, status=400)
    try:
        return JsonResponse(_kept(_user_id(request), kept))
    except working_copies.TooMany:
        return JsonResponse({"error": _("You have too much unsaved work; throw some of it away.")}, status=429)


def _kept(user_id: int, kept: Kept) -> dict[str, Any]:
    article = Article.objects.filter(pk=kept.article_id).first() if kept.article_id else None
    answer: dict[str, Any] = {"kept": f"{timezone.localtime():%H:%M}"}
    if kept.sent is not None and not working_copies.keep(user_id, kept.key, article, kept.sent, kept.turn):
        answer["closed"] = True
    if kept.leaves:
        editing.leave(user_id, [kept.key])
    elif article is not None and "closed" not in answer:
        answer |= heard(user_id, kept.key, article)
    return answer


def throw_away(admin: ArticleAdmin, request: HttpRequest, copy_id: int) -> HttpResponse:
    copy = _waiting(request, str(copy_id))
    if copy is None:
        raise Http404
    working_copies.throw_away(copy)
    return HttpResponseRedirect(_form_of(copy.article_id))


def offers(request: HttpRequest, article: Article | None, *, may_change: bool) -> list[dict[str, Any]]:
    """The writer's unsaved work on this article, or on new ones, but for what this form has brought back."""
    own = set(keys_of(request.POST))
    found = WorkingCopy.objects.of(_user_id(request)).filter(article=article)
    target = _form_of(article.pk if article and may_change else None)
    return [
        {"copy": copy, "moment": local_text(copy.saved_at), "headline": _headline(copy), "form": target}
        for copy in found
        if copy.key not in own
    ]


def bring_back(request: HttpRequest, article: Article | None) -> str:
    """Puts the copy that the address names into the form; answers of when it is, or nothing where there is none."""
    copy = _waiting(request, request.GET.get("working_copy", ""))
    if copy is None or (article is not None and copy.article_id != article.pk):
        return ""
    form = QueryDict(mutable=True)
    form.update(dict(working_copies.pairs_of(copy)))
    rows = byline_rows(article, typed_bylines(form))
    sent = {name: str(form[name]) for name in form if not name.startswith("bylines-")}
    type_in(request, {**sent, **rows, "recovered": f"{form.get('recovered', '')} {copy.key}".strip()})
    return local_text(copy.saved_at)


def brought_back(moment: str) -> str:
    return _("This is your unsaved work of %(moment)s. Nothing of it is saved yet: save it, or close the form.") % {
        "moment": moment
    }


def keys_of(form: QueryDict) -> list[str]:
    """The form's own, and those of the copies it has brought back."""
    keys = [form.get("form_key", ""), *form.get("recovered", "").split()]
    return [key for key in keys if _KEY.fullmatch(key)][:_MOST_KEYS]


def new_key() -> str:
    return str(uuid4())


def _read(request: HttpRequest) -> Kept | None:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return None
    try:
        told = json.loads(request.body)
        pairs = told["sent"]
        sent = None if pairs is None else [(str(name), _text(text)) for name, text in pairs if name not in _NOT_KEPT]
        kept = Kept(str(told["key"]), int(told["article"] or 0), sent, int(told["turn"]), bool(told.get("leaves")))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return kept if _is_fine(kept) else None


def _is_fine(kept: Kept) -> bool:
    sent = kept.sent or []
    is_bounded = len(sent) <= _MOST_FIELDS and all(len(name) <= _LONGEST_NAME for name, _text in sent)
    return bool(_KEY.fullmatch(kept.key)) and is_bounded and 0 <= kept.article_id < 2**63 and 0 <= kept.turn < 2**63


def _text(text: Any) -> str:
    """Half a surrogate can be kept, but never shown."""
    return str(text).encode("utf-8", "replace").decode()


def _waiting(request: HttpRequest, number: str) -> WorkingCopy | None:
    """The writer's own; none for any other."""
    is_number = number.isdecimal() and len(number) < 19
    return WorkingCopy.objects.of(_user_id(request)).filter(pk=int(number)).first() if is_number else None


def _headline(copy: WorkingCopy) -> str:
    return dict(working_copies.pairs_of(copy)).get("headline", "").strip()[:100] or _("(no headline)")


def _form_of(article_id: int | None) -> str:
    if article_id is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article_id])


def _user_id(request: HttpRequest) -> int:
    if request.user.pk is None:
        raise PermissionDenied
    return request.user.pk
