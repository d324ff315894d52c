"""Lets go of changes that every process has read long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Change
from articles.page_cache.follower import FORGOTTEN_AFTER

# Who has been away for longer than that trusts nothing it holds; the rest is for clocks that differ.
KEPT = timedelta(seconds=6 * FORGOTTEN_AFTER)


def tidy(now: datetime | None = None) -> None:
    Change.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()
