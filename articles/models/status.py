"""The states an article goes through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    KILLED = "killed", _("Killed")
    SPIKED = "spiked", _("Spiked")


GONE = (Status.KILLED, Status.SPIKED)
"""Dropped, before or after readers saw it."""
