"""Links by which somebody without a login reads an article that is not out: a lawyer, a source, a freelance."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.querysets import no_embargo_at_moment
from articles.models.status import GONE


def new_token() -> str:
    """192 bits, which nobody finds by trying."""
    return secrets.token_urlsafe(24)


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self, now: datetime | None = None) -> PreviewLinkQuerySet:
        """Neither over nor taken back."""
        return self.filter(valid_until__gt=now or timezone.now(), revoked_at__isnull=True)

    def readable(self, now: datetime | None = None) -> PreviewLinkQuerySet:
        """Of articles that may leave the house: an embargo holds for everybody, and what was dropped is gone."""
        now = now or timezone.now()
        return self.open(now).filter(no_embargo_at_moment(now, "article__")).exclude(article__status__in=GONE)


class PreviewLink(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return str(self.article)
