"""One worker tells a change: it holds a lease, which runs out when it dies, and then another tells it all again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from articles.models import Purge

LEASE = timedelta(seconds=20)
_FIRST_PAUSE, _LONGEST_PAUSE = 2, 60


class LeaseLost(Exception):
    """Another worker is at it; it tells everything again, so nothing is to be done."""


def is_free(purge: Purge, now: datetime) -> bool:
    return purge.lease_until is None or purge.lease_until <= now


def claim(purge: Purge, now: datetime) -> bool:
    """False where another has claimed it, or has told it already."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    unchanged = Purge.objects.filter(free, pk=purge.pk, told_until=purge.told_until)
    return bool(_set(purge, unchanged.update(lease_until=now + LEASE), now + LEASE))


def hold(purge: Purge, now: datetime) -> None:
    """For another while, when half of it is over: more than one request to the cache can take."""
    if purge.lease_until and now + LEASE / 2 < purge.lease_until:
        return
    if not _set(purge, _ours(purge).update(lease_until=now + LEASE), now + LEASE):
        raise LeaseLost


def finish(purge: Purge) -> None:
    """With the new position: all before it is told."""
    _ours(purge).update(
        lease_until=None, failures=0, position=purge.position, read_from=purge.read_from, told_until=purge.told_until
    )


def put_off(purge: Purge, now: datetime) -> None:
    """Until later, from the same position."""
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE << min(purge.failures, 8))
    _ours(purge).update(lease_until=now + timedelta(seconds=pause), failures=purge.failures + 1)


def _ours(purge: Purge) -> QuerySet[Purge]:
    """Two leases never end at the same microsecond."""
    return Purge.objects.filter(pk=purge.pk, lease_until=purge.lease_until)


def _set(purge: Purge, updated: int, lease_until: datetime) -> int:
    if updated:
        purge.lease_until = lease_until
    return updated
