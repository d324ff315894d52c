"""The history of an article: its revisions, what differs between two of them, and the way back to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.admin.forms import local_text
from articles.admin.opened import mark_text
from articles.admin.pending import pending_of
from articles.admin.revision_words import differences
from articles.admin.rights import article_for
from articles.admin.typed import save_typed_in, type_in, typed
from articles.models import Article, PendingEdit, Revision
from articles.revisions import Content, content_of

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_MOST_SHOWN = 200
_NOW = "now"


@dataclass(frozen=True)
class Choice:
    """A state that can be compared. `number` is a revision's, or `now` for what is saved and in no revision."""

    number: str
    moment: str
    by: str
    note: str
    source: Revision | Article | PendingEdit

    @property
    def content(self) -> Content:
        return content_of(self.source) if isinstance(self.source, Article) else self.source.content


def history_of(article: Article, request: HttpRequest) -> dict[str, Any]:
    """What the page of the history needs: the newest state first, and the two that were chosen."""
    choices = _choices(article)
    known = {choice.number: choice for choice in [*choices, *_beside(article)]}
    old, new = known.get(request.GET.get("old", "")), known.get(request.GET.get("new", ""))
    return {
        "choices": choices,
        "old": old or (choices[1] if len(choices) > 1 else None),
        "new": new or (choices[0] if choices else None),
        "is_compared": bool(old and new),
        "opened": mark_text(article),
        "differences": differences(old.content, new.content) if old and new else [],
        "title": _("History of “%(headline)s”") % {"headline": article.headline},
    }


def _beside(article: Article) -> list[Choice]:
    """What is live, and the edit that is kept for later: asked for by the form."""
    live = Choice("live", _("what is live"), "", "", article)
    pending = pending_of(article)
    return [live, Choice("pending", _("the edit kept for later"), "", "", pending)] if pending else [live]


def _choices(article: Article) -> list[Choice]:
    rows = list(article.revisions.select_related("made_by").defer("content")[:_MOST_SHOWN])
    kept = [Choice(str(row.pk), local_text(row.made_at), str(row.made_by or "–"), row.note, row) for row in rows]
    if rows and content_of(article) == rows[0].content:
        return kept
    by, moment = str(article.modified_by or "–"), local_text(article.modified_at)
    return [Choice(_NOW, moment, by, _("as it is now"), article), *kept]


def restore(admin: ArticleAdmin, request: HttpRequest, article_id: str, number: int) -> HttpResponse:
    """As if somebody typed it all again and saved: the same rights, checks and guard; its status stays."""
    article = article_for(admin, request, article_id)
    revision = Revision.objects.filter(article=article, pk=number).first() if number < 2**63 else None
    if revision is None:
        raise Http404
    note = _("As on %(moment)s again") % {"moment": local_text(revision.made_at)}
    opened = {name: request.POST[name] for name in ("opened",) if name in request.POST}
    # A field that was not there yet when it was written stays as it is.
    content = {**content_of(article), **revision.content}
    type_in(request, {**typed(content, article), **opened, "note": note})
    return save_typed_in(admin, request, article)
