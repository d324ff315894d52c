"""The ledger of linkbacks: one row for each page that links to an article, whatever told us of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.querysets import published_at_moment
from articles.models.sources import LONGEST_SITE, host_of, key_and_site, source_key
from articles.models.verifiable import Verifiable
from articles.models.wordpress import FromWordPress


class LinkbackQuerySet(models.QuerySet["Linkback"]):
    def shown(self, now: datetime | models.Expression | None = None) -> LinkbackQuerySet:
        """What readers see: approved, and from an own article only while that one is published."""
        from_elsewhere = models.Q(source_article__isnull=True)
        from_published = published_at_moment(now or clock.now(), "source_article__")
        return self.filter(from_elsewhere | from_published, status=Linkback.Status.APPROVED)

    def waiting(self) -> LinkbackQuerySet:
        """For a moderator to decide: verified and new, or saying something else than what was approved."""
        has_changed = models.Q(changed_title__gt="") | models.Q(changed_excerpt__gt="")
        return self.filter(
            models.Q(status=Linkback.Status.PENDING) | models.Q(has_changed, status=Linkback.Status.APPROVED)
        )

    def oldest_first(self) -> LinkbackQuerySet:
        return self.order_by("received_at", "id")

    def from_page(self, url: str) -> LinkbackQuerySet:
        """Of one source page, however its address is spelt."""
        return self.filter(source_key=source_key(url))

    def due(self, now: datetime) -> LinkbackQuerySet:
        """To be verified, and nobody is at it; the longest waiting first."""
        is_free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=now)
        return self.filter(is_free, due_at__lte=now).order_by("due_at", "id")


class Linkback(Verifiable, FromWordPress):
    class Kind(models.TextChoices):
        PINGBACK = "pingback", _("Pingback")
        TRACKBACK = "trackback", _("Trackback")
        WEBMENTION = "webmention", _("Webmention")

    class Status(models.TextChoices):
        """What shows is approved; what was decided here stays decided, whatever comes again."""

        RECEIVED = "received", _("Received, not verified yet")
        PENDING = "pending", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        DELETED = "deleted", _("Deleted")
        UNVERIFIED = "unverified", _("Does not link to us")
        GONE = "gone", _("Gone at its source")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="linkbacks", verbose_name=_("target article")
    )
    source_url = models.URLField(_("source"), max_length=2048)
    source_key = models.CharField(max_length=64, editable=False, default="")
    site = models.CharField(_("site"), max_length=LONGEST_SITE, blank=True, editable=False)
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
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="linkback_due"),
            models.Index(fields=["source_key"], name="linkback_source"),
            models.Index(fields=["site", "status"], name="linkback_site"),
        ]
        constraints = [
            *FromWordPress.Meta.constraints,
            models.UniqueConstraint(fields=["article", "source_key"], name="linkback_page_once"),
            models.UniqueConstraint(fields=["article", "source_article"], name="linkback_own_source_once"),
            models.CheckConstraint(
                condition=models.Q(source_article__isnull=True) | ~models.Q(source_article=models.F("article")),
                name="linkback_not_from_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.source_url

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_source()
        super().save(*args, **kwargs)

    def name_source(self) -> None:
        """Derives key and site from the address; rows made in bulk call it themselves."""
        self.source_key, self.site = key_and_site(self.source_url)

    @property
    def host(self) -> str:
        return host_of(self.source_url)
