"""What somebody has typed into the form of an article and not saved: theirs alone, and never what is live."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class WorkingCopyQuerySet(models.QuerySet["WorkingCopy"]):
    def of(self, user_id: int | None) -> WorkingCopyQuerySet:
        """Those that wait to be brought back, the newest first."""
        return self.filter(user=user_id, closed_at=None).order_by("-saved_at", "-id")


class WorkingCopy(models.Model):
    """One a form that was opened. Closed when that was saved or thrown away: what comes late is not kept then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=36)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="working_copies")
    sent = models.TextField()
    """The fields of the form as pairs of name and text, as JSON."""
    turn = models.BigIntegerField()
    """Grows with each that the form sends, so that none takes the place of a later one."""
    saved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="working_copy_once_a_form")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.saved_at:%Y-%m-%d %H:%M}"
