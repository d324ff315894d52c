"""A publication that can still be undone: until when, and what the article was before it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from articles.models.article import Article
from articles.models.status import Status

_KEPT = timedelta(days=1)


def window_length() -> timedelta:
    """How long nothing leaves after readers have it that could not be taken back."""
    return timedelta(seconds=settings.UNDO_SECONDS)


class UndoWindowQuerySet(models.QuerySet["UndoWindow"]):
    def open(self, now: datetime) -> UndoWindowQuerySet:
        return self.filter(ends_at__gt=now)

    def forget_old(self, now: datetime) -> None:
        self.filter(ends_at__lt=now - _KEPT).delete()


class UndoWindow(models.Model):
    """Of the last publication of an article. The fields below `ends_at` are the article's, as they were before."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="undo_window")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=10, choices=Status)
    published_at = models.DateTimeField(null=True)
    path = models.CharField(max_length=500, null=True)  # noqa: DJ001  # as the article's: none, or unique
    slug = models.CharField(max_length=200, blank=True)

    objects = UndoWindowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.article_id} · {self.ends_at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def before(cls, article: Article, now: datetime) -> UndoWindow:
        """What to go back to; not stored."""
        return cls(
            opened_at=now,
            status=article.status,
            published_at=article.published_at,
            path=article.path,
            slug=article.slug,
        )
