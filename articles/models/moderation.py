"""What moderators decided: on single linkbacks, so that it can be undone, and on whole sites."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.linkback import Linkback
from articles.models.sources import LONGEST_SITE


class SiteRule(models.Model):
    """What holds for all of a site: its linkbacks are refused, or shown as soon as they are verified.

    A site is what `site_of` makes of an address. A rule for a domain holds for the hosts below it, and for
    nothing that merely ends or begins alike.
    """

    class Rule(models.TextChoices):
        BLOCK = "block", _("Block: refuse what it sends")
        ALLOW = "allow", _("Allow: show what is verified")

    site = models.CharField(
        _("site"),
        max_length=LONGEST_SITE,
        unique=True,
        help_text=_("A domain such as blog.example, or a writer's part of a shared one such as medium.com/@asha."),
    )
    rule = models.CharField(_("rule"), max_length=5, choices=Rule)
    note = models.CharField(_("note"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    batch = models.UUIDField(null=True, blank=True, editable=False)  # of the decisions it goes away with

    class Meta:
        verbose_name = _("rule for a site")
        verbose_name_plural = _("rules for sites")
        ordering = ["site"]

    def __str__(self) -> str:
        return f"{self.site}: {self.get_rule_display()}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> DecisionQuerySet:
        """What can be undone: the linkback is still what it was made, and nobody has decided on it since."""
        later = Decision.objects.filter(linkback=models.OuterRef("linkback"), pk__gt=models.OuterRef("pk"))
        return self.filter(
            ~models.Exists(later.filter(is_undone=False)), is_undone=False, linkback__status=models.F("after")
        )


class Decision(models.Model):
    """One linkback's step from one status to another. Those taken at once share a `batch`.

    `words` is what it said before, by field, where the decision was on a change of its page: there the status
    may stay.
    """

    linkback = models.ForeignKey(Linkback, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, choices=Linkback.Status)
    after = models.CharField(max_length=10, choices=Linkback.Status)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # nobody: by a rule or an earned reputation
    batch = models.UUIDField(default=uuid.uuid4)
    is_undone = models.BooleanField(default=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.JSONField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["batch"], name="decision_batch")]

    def __str__(self) -> str:
        return f"{self.linkback_id}: {self.before} → {self.after}"
