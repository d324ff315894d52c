"""Who has the form of an article open, and who took it over from whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

# A form is heard of every twenty seconds while somebody is at it.
ALIVE_FOR = timedelta(seconds=75)


class EditingQuerySet(models.QuerySet["Editing"]):
    def alive(self, now: datetime | None = None) -> EditingQuerySet:
        """Those that were heard of lately; whoever is idle, or gone without a word, holds nothing."""
        return self.filter(seen_at__gt=(now or timezone.now()) - ALIVE_FOR)

    def holding(self, now: datetime | None = None) -> EditingQuerySet:
        """The first of an article is who writes; the others wait."""
        return self.alive(now).filter(taken_by=None).select_related("user").order_by("opened_at", "id")


class Editing(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="editings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=36)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    objects = EditingQuerySet.as_manager()

    class Meta:
        verbose_name = _("editing")
        verbose_name_plural = _("editings")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="editing_once_a_form")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.article_id}"
