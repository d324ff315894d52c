"""Opens and closes comments on single articles, from their list: no step of an article, and no change of its text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Article


def open_comments(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> None:
    count = _set(chosen, takes_comments=True)
    text = ngettext("Comments are open on %(count)d article.", "Comments are open on %(count)d articles.", count)
    messages.success(request, text % {"count": count})


def close_comments(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> None:
    count = _set(chosen, takes_comments=False)
    text = ngettext("Comments are closed on %(count)d article.", "Comments are closed on %(count)d articles.", count)
    messages.success(request, text % {"count": count})


def _set(chosen: QuerySet[Article], takes_comments: bool) -> int:
    return Article.objects.filter(pk__in=chosen.values("pk")).update(takes_comments=takes_comments)


COMMENT_ACTIONS: dict[str, Any] = {
    "open_comments": (open_comments, "open_comments", _("Open comments")),
    "close_comments": (close_comments, "close_comments", _("Close comments")),
}
