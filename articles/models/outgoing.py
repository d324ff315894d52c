"""Links of public articles to other sites: the pages they lead to, and what was last answered there."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.sources import host_of

WRONG = ("broken", "moved", "unasked")


class LinkTargetQuerySet(models.QuerySet["LinkTarget"]):
    def due(self, now: datetime) -> LinkTargetQuerySet:
        """The longest waiting first."""
        return self.filter(due_at__lte=now).order_by("due_at", "id")


class LinkTarget(models.Model):
    """A page of another site, once, however many articles link to it.

    `failures` are those in a row since `failing_since`: only some over days make it broken. `since_at` says since
    when it is in its state, `due_at` when it is asked next.
    """

    class State(models.TextChoices):
        NEW = "new", _("Not asked yet")
        FINE = "fine", _("Answers")
        MOVED = "moved", _("Moved for good")
        BROKEN = "broken", _("Broken")
        UNASKED = "unasked", _("Cannot be asked")

    url = models.CharField(_("address"), max_length=2048)
    key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    moved_to = models.CharField(_("new address"), max_length=2048, blank=True)
    since_at = models.DateTimeField(_("since"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    due_at = models.DateTimeField(_("asked next"))

    objects = LinkTargetQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("linked page")
        verbose_name_plural = _("linked pages")
        indexes = [
            models.Index(fields=["due_at", "id"], name="link_target_due"),
            models.Index(fields=["since_at"], condition=models.Q(state__in=WRONG), name="link_target_wrong"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        return host_of(self.url)


class OutgoingLink(models.Model):
    """One article links to a page; `text` is what readers click. Kept by `articles.outgoing`, from the body."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="outgoing_links", verbose_name=_("article")
    )
    target = models.ForeignKey(LinkTarget, models.CASCADE, related_name="links", verbose_name=_("linked page"))
    text = models.CharField(_("words of the link"), max_length=220, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("link to check")
        verbose_name_plural = _("links to check")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["article", "target"], name="outgoing_link_once")]

    def __str__(self) -> str:
        return str(self.target)


class LinkReading(models.Model):
    """One row: up to which change the links of articles were read that no save of the desk has read."""

    modified_at = models.DateTimeField()
    article_number = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.modified_at}"


def link_key(url: str) -> str:
    """Of an address in its normal form: as unique as that, whatever its length."""
    return hashlib.sha256(url.encode()).hexdigest()
