"""What was changed in a published article, said to its readers."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Correction(models.Model):
    """A note that stays: `at_top` above the text, else below it."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        CORRECTION = "correction", _("Correction")
        APOLOGY = "apology", _("Apology")
        RETRACTION = "retraction", _("Retraction")

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(
        _("note to readers"),
        max_length=2000,
        validators=[MinLengthValidator(10), MaxLengthValidator(2000)],
        help_text=_("What was wrong, and what is right. Readers see it, here and on the page of corrections."),
    )
    at_top = models.BooleanField(_("above the text"), default=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["article", "made_at"], name="correction_of_article")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
