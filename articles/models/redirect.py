"""Old paths and where they lead now."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.slugs import validate_path


class Redirect(models.Model):
    """An old path answers 301 to an article (wherever that is by then) or to another path."""

    path = models.CharField(_("old path"), max_length=500, unique=True, validators=[validate_path])
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="old_paths", verbose_name=_("article")
    )
    target = models.CharField(_("new path"), max_length=500, blank=True, validators=[validate_path])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, target="")
                | models.Q(article__isnull=True) & ~models.Q(target=""),
                name="redirect_leads_to_one_place",
                violation_error_message=_("Choose an article or give a new path, one of the two."),
            ),
            models.CheckConstraint(condition=~models.Q(path=models.F("target")), name="redirect_not_to_itself"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def place(self) -> str:
        """Where it leads, as the desk says it."""
        return str(self.article) if self.article else self.target
