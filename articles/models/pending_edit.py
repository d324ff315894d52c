"""An edit of a live article that readers do not see yet: of the desk as a whole, one for each article."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class PendingEdit(models.Model):
    """`content` as of `articles.revisions`; `opened` are the digests of what was live when it was written."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="pending_edit")
    content = models.JSONField()
    opened = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    substantive = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, db_index=True)
    problem = models.TextField(blank=True)
    """Why it did not go out when it was due."""

    class Meta:
        verbose_name = _("edit kept for later")
        verbose_name_plural = _("edits kept for later")

    def __str__(self) -> str:
        return f"{self.article_id} · {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def version(self) -> str:
        """Another one for each time it is kept."""
        return f"{self.pk}-{self.made_at.timestamp():.6f}"
