"""Who else has an article open: said in its form and in the list, and taken over from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.rights import article_for
from articles.models import Article, Editing
from articles.models.querysets import ArticleQuerySet
from articles.revisions import editing

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def with_editors(articles: ArticleQuerySet) -> ArticleQuerySet:
    """In one query for all of them."""
    return articles.prefetch_related(Prefetch("editings", Editing.objects.holding(), to_attr="held_by"))


def editors_text(article: Article) -> str:
    """`asha is editing`; for an article of `with_editors`."""
    names = dict.fromkeys(str(row.user) for row in getattr(article, "held_by", ()))
    return _("%(who)s is editing") % {"who": next(iter(names))} if names else ""


def held_text(article: Article | None, user_id: int | None) -> str:
    """Who else writes here; empty when nobody does."""
    holder = editing.holder_of(article) if article else None
    return _held(holder) if holder and holder.user_id != user_id else ""


def heard(user_id: int, key: str, article: Article) -> dict[str, Any]:
    """What a form that is open is told: whether it may be written in, and why not."""
    own = editing.beat(user_id, key, article)
    if own.taken_by is not None:
        at = timezone.localtime(own.taken_at)
        words = {"who": own.taken_by, "time": f"{at:%H:%M}"}
        return {"taken": _("%(who)s took over at %(time)s. What you typed is kept as a working copy.") % words}
    holder = editing.holder_of(article)
    return {"held": _held(holder) if holder and holder.user_id != user_id else ""}


def take_over(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    article = article_for(admin, request, article_id)
    editing.take_over(request.user.pk or 0, article)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _held(holder: Editing) -> str:
    since = timezone.localtime(holder.opened_at)
    return _("%(who)s has been editing this since %(time)s.") % {"who": holder.user, "time": f"{since:%H:%M}"}
