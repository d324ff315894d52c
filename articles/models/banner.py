"""The breaking banner: one line over every page of readers, for some hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.article import Article
from articles.models.named import NamedInPages
from articles.page_keys import MENU

MOST_LETTERS = 140
LONGEST = timedelta(days=2)
_USUAL = timedelta(hours=2)


def usual_end() -> datetime:
    """Two hours from now, to the minute."""
    return (timezone.now() + _USUAL).replace(second=0, microsecond=0)


class BannerQuerySet(models.QuerySet["Banner"]):
    def up(self, now: datetime | models.Expression | None = None) -> BannerQuerySet:
        """Those that have not ended; readers see the newest."""
        return self.filter(ends_at__gt=now or clock.now()).order_by("-begun_at", "-id")


class Banner(NamedInPages):
    """It ends by itself; whoever ends it before gives it an earlier end."""

    own_key = MENU

    text = models.CharField(
        _("text"),
        max_length=MOST_LETTERS,
        validators=[MaxLengthValidator(MOST_LETTERS)],
        help_text=_("One sentence; “Breaking” stands before it."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="banners",
        verbose_name=_("leads to"),
        help_text=_("A published story. While readers cannot see it, the line stands without a link."),
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    ends_at = models.DateTimeField(_("ends"), default=usual_end)

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking banner")
        verbose_name_plural = _("breaking banners")
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["ends_at"], name="banner_end")]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="banner_has_text")]

    def __str__(self) -> str:
        return self.text

    def is_up(self, now: datetime | None = None) -> bool:
        return self.ends_at > (now or clock.now())

    @property
    def address(self) -> str:
        """Of its story, as it stands in a link; empty while that is not there for readers."""
        return self.article.get_absolute_url() if self.article and self.article.is_published() else ""
