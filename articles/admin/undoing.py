"""“Undo” after a publication, offered while it can be taken back: in the message, and in the form's status box.

The button belongs to the form `undo` that every page of the desk holds (`base_site.html`), so it works without
scripts, and inside the article's form, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.rights import article_for, may_change, may_publish
from articles.models import Article, UndoWindow

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_LONGEST = 1000


def undo_until(article: Article, user: Any) -> str:
    """To the second, in the newsroom's zone; empty when there is nothing to undo for this user."""
    windows = _windows([article], user)
    return _second(windows[0]) if windows else ""


def offer(request: HttpRequest, articles: Sequence[Article]) -> None:
    """A message with the button, for those of the articles whose publication can be undone."""
    windows = _windows(articles, request.user)
    if not windows:
        return
    text = _("Until %(moment)s no other site, hub or search engine is told.") % {"moment": _second(windows[0])}
    numbers = ",".join(str(window.article_id) for window in windows)
    verb = _("Undo the publication") if len(windows) == 1 else _("Undo all %(count)d") % {"count": len(windows)}
    button = '{} <button type="submit" form="undo" name="articles" value="{}" class="desk-judgement">{}</button>'
    messages.info(request, format_html(button, text, numbers, verb))


def undo(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """What can be taken back is; of the rest it is said why not."""
    numbers = [number for number in request.POST.get("articles", "")[:_LONGEST].split(",") if number]
    if not may_publish(request.user):
        raise PermissionDenied
    for number in numbers:
        _undo_one(admin, request, article_for(admin, request, number))
    if len(numbers) == 1:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=numbers))
    return HttpResponseRedirect(reverse("admin:articles_article_changelist"))


def _undo_one(admin: ArticleAdmin, request: HttpRequest, article: Article) -> None:
    try:
        publishing.undo(article)
    except ValidationError as error:
        messages.error(request, f"“{article.headline}”: {' '.join(error.messages)}")
        return
    admin.log_change(request, article, _("Publication undone"))
    text = _("The publication of “%(headline)s” is undone. It is: %(state)s.")
    words = {"headline": article.headline, "state": article.get_status_display().lower()}
    messages.success(request, text % words)


def _windows(articles: Sequence[Article], user: Any) -> list[UndoWindow]:
    """Those that are open, of articles that readers have; the first to end comes first."""
    theirs = [one.pk for one in articles if one.is_published() and may_publish(user) and may_change(user, one)]
    if not theirs:
        return []
    return list(UndoWindow.objects.open(timezone.now()).filter(article__in=theirs).order_by("ends_at"))


def _second(window: UndoWindow) -> str:
    return f"{timezone.localtime(window.ends_at):%H:%M:%S %Z}"
