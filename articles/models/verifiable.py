"""What a linkback carries of its verification: who asked for it, when it is due, and what the source page showed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verifiable(models.Model):
    """The ledger is its own queue: `due_at` says when a row is to be verified, `lease_until` that somebody is at it.

    What was asked last counts only once it has been verified: a request alone changes nothing that shows.
    What the page says otherwise than it did when it was approved waits in `changed_title` and `changed_excerpt`.
    """

    target_url = models.CharField(_("target as named"), max_length=2048, blank=True, editable=False)
    asked_kind = models.CharField(_("last told by"), max_length=10, blank=True, editable=False)
    asked_target = models.CharField(_("target as named last"), max_length=2048, blank=True, editable=False)
    reporter = models.GenericIPAddressField(_("reporter's address"), null=True, blank=True, editable=False)
    token = models.CharField(max_length=22, unique=True, null=True, blank=True, editable=False)

    due_at = models.DateTimeField(_("next check"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(_("unreachable since"), null=True, blank=True, editable=False)
    checks = models.PositiveSmallIntegerField(_("checks"), default=0, editable=False)
    checked_at = models.DateTimeField(_("last check"), null=True, blank=True, editable=False)
    problem = models.CharField(_("problem"), max_length=300, blank=True, editable=False)

    final_url = models.CharField(_("answered at"), max_length=2048, blank=True, editable=False)
    canonical_url = models.CharField(_("calls itself"), max_length=2048, blank=True, editable=False)
    link_text = models.CharField(_("words of the link"), max_length=120, blank=True, editable=False)
    link_count = models.PositiveIntegerField(_("links on the page"), default=0, editable=False)
    is_hidden = models.BooleanField(_("link is hidden"), default=False, editable=False)
    is_nofollow = models.BooleanField(_("link is nofollow"), default=False, editable=False)
    changed_title = models.CharField(_("title now"), max_length=500, blank=True, editable=False)
    changed_excerpt = models.TextField(_("excerpt now"), blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def has_changed(self) -> bool:
        """Its page says something else than what was approved."""
        return bool(self.changed_title or self.changed_excerpt)
