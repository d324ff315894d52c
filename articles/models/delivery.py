"""What we tell other sites: the ledger of deliveries, and when an article is next announced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.linkback import Linkback
from articles.models.sources import host_of, source_key


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> DeliveryQuerySet:
        """To be sent, and nobody is at it; the longest waiting first."""
        is_free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=now)
        return self.filter(is_free, due_at__lte=now).order_by("due_at", "id")

    def in_flight(self, now: datetime) -> DeliveryQuerySet:
        """Somebody is at it. Those are few, and found by the index of what is due."""
        return self.filter(due_at__lte=now, lease_until__gte=now)


class Delivery(models.Model):
    """One page that an article links to, or linked to, and how telling it went.

    `due_at` says when the next try is, `lease_until` that somebody is at it. `posting_since` is set while
    a notice is on its way: found set later, nobody knows whether it arrived.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        NO_ENDPOINT = "silent", _("Takes no linkbacks")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")
        UNCERTAIN = "uncertain", _("Perhaps sent")

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="deliveries", verbose_name=_("article")
    )
    target_url = models.CharField(_("target"), max_length=2048)
    target_key = models.CharField(max_length=64, editable=False)
    is_linked = models.BooleanField(_("still linked"), default=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    kind = models.CharField(_("protocol"), max_length=10, choices=Linkback.Kind, blank=True)
    endpoint = models.CharField(_("endpoint"), max_length=2048, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    status_url = models.CharField(_("status page"), max_length=2048, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next try"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    posting_since = models.DateTimeField(null=True, blank=True, editable=False)
    tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="delivery_due"),
            models.Index(fields=["target_key"], name="delivery_target"),
        ]
        constraints = [models.UniqueConstraint(fields=["article", "target_key"], name="delivery_target_once")]

    def __str__(self) -> str:
        return self.target_url

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.target_key = source_key(self.target_url)
        super().save(*args, **kwargs)

    @property
    def host(self) -> str:
        return host_of(self.target_url)


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def due(self, now: datetime) -> AnnouncementQuerySet:
        """The longest waiting first."""
        return self.filter(due_at__lte=now).order_by("due_at", "article_id")


class Announcement(models.Model):
    """When the sites an article links to are told next, and what they were told the last time.

    `digest` is of the text and links that were told last; the same again tells nobody. `known_links` are
    those that stood in the article before it was ours to tell of them, as in an import. `untold_since` is
    the first edit that has not been told yet.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="announcement")
    due_at = models.DateTimeField(null=True, blank=True)
    untold_since = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    known_links = models.JSONField(default=list, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="announcement_due")]

    def __str__(self) -> str:
        return f"{self.article_id}"
