"""Limits that hold across threads and processes: so many a minute, so many an hour, for each key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Pace


@dataclass(frozen=True)
class Limit:
    """At most `count` within any `seconds`."""

    count: int
    seconds: float


def take(key: str, *limits: Limit, now: datetime | None = None) -> datetime | None:
    """Counts one more under the key and gives None; or, where a limit is reached, counts nothing and says until when.

    A transaction of its own: three queries, and whoever asks for the same key waits for it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        Pace.objects.bulk_create([Pace(key=key, last_at=now)], ignore_conflicts=True)
        pace = Pace.objects.select_for_update().get(key=key)
        free_at = _free_at(pace.moments, limits, now)
        if free_at is None:
            pace.moments = [*_kept(pace.moments, limits, now), now.timestamp()]
            pace.last_at = now
            pace.save()
    return free_at


def free_at(key: str, *limits: Limit, now: datetime | None = None) -> datetime | None:
    """When the key may be taken again; None when it may now. Counts nothing; one query."""
    now = now or timezone.now()
    pace = Pace.objects.filter(key=key).first()
    return _free_at(pace.moments, limits, now) if pace else None


def forget_old(now: datetime | None = None) -> None:
    """Drops what no limit asks for any more."""
    Pace.objects.filter(last_at__lt=(now or timezone.now()) - timedelta(days=2)).delete()


def _free_at(moments: Sequence[float], limits: Sequence[Limit], now: datetime) -> datetime | None:
    waits = [wait for limit in limits if (wait := _wait(moments, limit, now.timestamp()))]
    return max(waits, default=None)


def _wait(moments: Sequence[float], limit: Limit, now: float) -> datetime | None:
    """The moment at which the oldest of the last `count` leaves the window."""
    recent = [moment for moment in moments if moment > now - limit.seconds]
    if len(recent) < limit.count:
        return None
    return datetime.fromtimestamp(recent[-limit.count] + limit.seconds, UTC)


def _kept(moments: Sequence[float], limits: Sequence[Limit], now: datetime) -> list[float]:
    longest = max(limit.seconds for limit in limits)
    return [moment for moment in moments if moment > now.timestamp() - longest]
