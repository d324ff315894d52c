"""Authors, and bylines: who made an article, in order, each with a role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image
from articles.models.named import NamedInPages
from articles.slugs import address_by_slug, validate_slug


class Author(NamedInPages):
    """Someone with a page of their own. Guests without one are free-text names on the byline."""

    page_key = "author"

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("slug"), max_length=120, unique=True, validators=[validate_slug])
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("Such as “Science correspondent”."))
    bio = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author", verbose_name=_("login")
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="author_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_by_slug("author", self.slug)


class Byline(models.Model):
    class Role(models.TextChoices):
        WRITING = "writing", _("By")
        REPORTING = "reporting", _("Reporting by")
        PHOTOGRAPHY = "photography", _("Photographs by")
        EDITING = "editing", _("Edited by")
        TRANSLATION = "translation", _("Translated by")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, models.PROTECT, null=True, blank=True, related_name="bylines", verbose_name=_("author")
    )
    guest_name = models.CharField(
        _("guest or agency"), max_length=120, blank=True, help_text=_("For someone without a page here.")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WRITING)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # The article's; the database keeps it (`copied_times`).
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["author", "-published_at", "-article"], name="byline_newest")]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="byline_author_once_a_role"),
            models.CheckConstraint(
                condition=models.Q(author__isnull=False, guest_name="")
                | models.Q(author__isnull=True) & ~models.Q(guest_name=""),
                name="byline_author_or_guest",
                violation_error_message=_("Choose an author or write a name, one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.author.name if self.author else self.guest_name
