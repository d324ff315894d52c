"""Where imported things come from: identity is the source site and the number the thing had there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportSource(models.Model):
    """A WordPress site we imported from, known by its home address."""

    home_url = models.URLField(_("home address"), unique=True, max_length=500)
    title = models.CharField(_("title"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("imported site")
        verbose_name_plural = _("imported sites")

    def __str__(self) -> str:
        return self.title or self.home_url


class FromWordPress(models.Model):
    """Fields of things that an import may bring: both are set, or neither."""

    import_source = models.ForeignKey(
        ImportSource, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    wordpress_id = models.PositiveBigIntegerField(_("WordPress id"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["import_source", "wordpress_id"], name="%(class)s_imported_once"),
            models.CheckConstraint(
                condition=models.Q(import_source__isnull=True, wordpress_id__isnull=True)
                | models.Q(import_source__isnull=False, wordpress_id__isnull=False),
                name="%(class)s_source_with_id",
            ),
        ]
