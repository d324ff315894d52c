"""Forgets what nobody needs any more: what never linked to us, who told us, and old counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.linkbacks import pace
from articles.models import Linkback

# A trackback has no status page that someone might still look at (TR9, WR8).
TRACKBACK_KEPT, OTHERS_KEPT = timedelta(days=14), timedelta(days=40)
REPORTER_KEPT = timedelta(days=90)


def tidy(now: datetime | None = None) -> None:
    """Deletes nothing that was ever verified, decided or imported: a tombstone must outlive the next notice."""
    now = now or timezone.now()
    trackbacks = Q(kind=Linkback.Kind.TRACKBACK, received_at__lt=now - TRACKBACK_KEPT)
    unverified = Linkback.objects.filter(status=Linkback.Status.UNVERIFIED, due_at=None, wordpress_id=None)
    unverified.filter(trackbacks | Q(received_at__lt=now - OTHERS_KEPT)).delete()
    known = Linkback.objects.filter(reporter__isnull=False, received_at__lt=now - REPORTER_KEPT)
    known.update(reporter=None)
    pace.forget_old(now)
