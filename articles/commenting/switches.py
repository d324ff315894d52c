"""Whether an article takes comments: by the site's settings, its section's switch, its own, and its age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from articles import clock
from articles.models import Article
from articles.page_keys import ends_at


def accepts(article: Article, now: datetime | None = None) -> bool:
    """No query, where the article comes with its section. At another moment than this one nothing is taken."""
    if clock.is_moved():
        return False
    now = now or clock.now()
    is_on = settings.COMMENTS_RECEIVE and article.takes_comments and article.section.takes_comments
    return bool(is_on and article.is_published(now) and now < (_closes_at(article) or datetime.max.replace(tzinfo=UTC)))


def offered_at(article: Article) -> str:
    """The address of the form, for the article's page; empty while it takes no comments. The page ends with that."""
    if not accepts(article):
        return ""
    if closing := _closes_at(article):
        ends_at(closing)
    return reverse("comment", args=[article.pk])


def _closes_at(article: Article) -> datetime | None:
    days = settings.COMMENTS_CLOSE_AFTER_DAYS
    return article.published_at + timedelta(days=days) if days and article.published_at else None
