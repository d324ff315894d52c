"""What we know of the sites that link to us."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Linkback

Status = Linkback.Status
_DAYS = 180


@dataclass(frozen=True)
class History:
    """Linkbacks of one site in the last 180 days, by what became of them; `ever_approved` without end."""

    approved: int = 0
    pending: int = 0
    rejected: int = 0
    spam: int = 0
    ever_approved: int = 0


def history_of(sites: Collection[str]) -> dict[str, History]:
    """For each site, in one query; the empty site has none."""
    known = {site for site in sites if site}
    recent = Q(received_at__gt=timezone.now() - timedelta(days=_DAYS))
    rows = Linkback.objects.filter(site__in=known).order_by()
    counted = rows.values_list("site").annotate(
        approved=Count("pk", filter=recent & Q(status=Status.APPROVED)),
        pending=Count("pk", filter=recent & Q(status=Status.PENDING)),
        rejected=Count("pk", filter=recent & Q(status=Status.REJECTED)),
        spam=Count("pk", filter=recent & Q(status=Status.SPAM)),
        ever_approved=Count("pk", filter=Q(status=Status.APPROVED)),
    )
    found = {site: History(*counts) for site, *counts in counted}
    return {site: found.get(site, History()) for site in known}
