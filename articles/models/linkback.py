"""The ledger of linkbacks: one row for each page that links to an article, whatever told us of it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.querysets import published_at_moment
from articles.models.wordpress import FromWordPress


class LinkbackQuerySet(models.QuerySet["Linkback"]):
    def shown(self, now: datetime | None = None) -> LinkbackQuerySet:
        """What readers see: approved, and from an own article only while that one is published."""
        from_elsewhere = models.Q(source_article__isnull=True)
        from_published = published_at_moment(now or timezone.now(), "source_article__")
        return self.filter(from_elsewhere | from_published, status=Linkback.Status.APPROVED)

    def oldest_first(self) -> LinkbackQuerySet:
        return self.order_by("received_at", "id")


class Linkback(FromWordPress):
    class Kind(models.TextChoices):
        PINGBACK = "pingback", _("Pingback")
        TRACKBACK = "trackback", _("Trackback")
        WEBMENTION = "webmention", _("Webmention")

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received, not verified yet")
        PENDING = "pending", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        DELETED = "deleted", _("Deleted at its source")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="linkbacks", verbose_name=_("target article")
    )
    source_url = models.URLField(_("source"), max_length=2000)
    source_article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="outgoing_linkbacks",
        verbose_name=_("own source article"),
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    author_name = models.CharField(_("author"), max_length=250, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = LinkbackQuerySet.as_manager()

    class Meta(FromWordPress.Meta):
        verbose_name = _("linkback")
        verbose_name_plural = _("linkbacks")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["article", "status", "received_at"], name="linkback_of_article"),
            models.Index(fields=["status", "-received_at"], name="linkback_inbox"),
        ]
        constraints = [
            *FromWordPress.Meta.constraints,
            models.UniqueConstraint(fields=["article", "source_url"], name="linkback_source_once"),
            models.UniqueConstraint(fields=["article", "source_article"], name="linkback_own_source_once"),
            models.CheckConstraint(
                condition=models.Q(source_article__isnull=True) | ~models.Q(source_article=models.F("article")),
                name="linkback_not_from_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.source_url

    @property
    def host(self) -> str:
        return (urlsplit(self.source_url).hostname or "").removeprefix("www.")
