"""What the newsroom says to itself about an article: never to readers."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

MOST_LETTERS = 2000


class Note(models.Model):
    """`mentioned`: whom it names with an @; their first page shows it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=MOST_LETTERS, validators=[MaxLengthValidator(MOST_LETTERS)])
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="notes", editable=False)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
