"""Programs that gather texts for language models, and whether they may have ours: robots.txt says it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import NamedInPages
from articles.page_keys import CRAWLERS


class CrawlerQuerySet(models.QuerySet["Crawler"]):
    def refused(self) -> CrawlerQuerySet:
        return self.filter(may_read=False).order_by("name")


class Crawler(NamedInPages):
    class Purpose(models.TextChoices):
        TRAINING = "training", _("trains models")
        SEARCH = "search", _("answers with links")
        READER = "reader", _("fetches for a reader")
        OTHER = "other", _("something else")

    own_key = CRAWLERS

    # RFC 9309: letters, "_" and "-"; some have digits and dots.
    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(r"\A[A-Za-z0-9._-]+\Z", _("As it calls itself: letters, digits, “-”, “_” and “.”."))
        ],
        help_text=_("As it calls itself in robots.txt, such as GPTBot."),
    )
    owner = models.CharField(_("whose"), max_length=80, blank=True)
    purpose = models.CharField(_("what it does"), max_length=10, choices=Purpose, default=Purpose.OTHER)
    may_read = models.BooleanField(_("may read the paper"), default=True)

    objects = CrawlerQuerySet.as_manager()

    class Meta:
        verbose_name = _("AI crawler")
        verbose_name_plural = _("AI crawlers")
        ordering = ["owner", "name"]

    def __str__(self) -> str:
        return self.name
