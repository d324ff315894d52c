"""Writes revisions down, and lets those go that are old and many."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from articles.models import Article, Revision
from articles.revisions.content import content_of

KEPT_FOR, KEPT_AT_LEAST = timedelta(days=30), 50


def keep_state(article_id: int | None) -> None:
    """What the database holds, where no revision says the same: an import or a step has made it."""
    article = Article.objects.filter(pk=article_id).first() if article_id else None
    if article is not None:
        _keep(article, article.modified_by_id, "", article.modified_at)


def keep(article: Article, by: Any, note: str = "") -> None:
    """What the article has become, unless it is what it was."""
    _keep(article, by.pk if by else None, note, timezone.now())


def _keep(article: Article, user_id: int | None, note: str, at: datetime) -> None:
    content, last = content_of(article), article.revisions.first()
    if last is None or last.content != content:
        article.revisions.create(made_by_id=user_id, note=note, made_at=at, content=content)


def tidy(now: datetime | None = None) -> None:
    """Keeps all of the last month, and the last fifty of each article however old they are."""
    many = Revision.objects.order_by().values("article").annotate(count=Count("pk")).filter(count__gt=KEPT_AT_LEAST)
    for article_id in many.values_list("article", flat=True):
        rows = Revision.objects.filter(article=article_id)
        oldest_kept = rows.values_list("pk", flat=True)[KEPT_AT_LEAST - 1]
        rows.filter(pk__lt=oldest_kept, made_at__lt=(now or timezone.now()) - KEPT_FOR).delete()
