"""Who did what at the desk, when, and from where: written once, never changed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """It stays when the user, or what was changed, is deleted. `details` are as Django's history keeps them."""

    class Action(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        DELETED = "deleted", _("Deleted")
        EXPORTED = "exported", _("Exported")
        LOGGED_IN = "login", _("Logged in")
        LOGGED_OUT = "logout", _("Logged out")
        LOGIN_FAILED = "failed", _("Login failed")

    made_at = models.DateTimeField(_("time"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False, related_name="+", verbose_name=_("user")
    )
    username = models.CharField(_("who"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("from"), null=True)
    action = models.CharField(_("action"), max_length=10, choices=Action)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    object_id = models.CharField(max_length=100, blank=True)
    named = models.CharField(_("what"), max_length=200, blank=True)
    details = models.TextField(_("details"), blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit")
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["username", "-id"], name="audit_who"),
            models.Index(fields=["kind", "-id"], name="audit_kind"),
            models.Index(fields=["action", "-id"], name="audit_action"),
            models.Index(fields=["made_at"], name="audit_time"),
        ]

    def __str__(self) -> str:
        return f"{self.username} · {self.get_action_display()} · {self.named}"

    @property
    def said(self) -> str:
        """The details in words."""
        return str(LogEntry(change_message=self.details).get_change_message())
