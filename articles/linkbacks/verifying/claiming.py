"""Takes rows that are due, so that no one else does, for as long as one look can last."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from articles.linkbacks.verifying import schedule
from articles.models import Linkback
from articles.models.sources import host_of

# Longer than fetching (10 s), parsing (8 s) and writing take together; a killed worker's rows wait so long.
LEASE = timedelta(seconds=60)
_MOST_OF_A_PAGE = 20


@dataclass(frozen=True)
class Claim:
    """Rows of one source page. `until` is their lease, and the proof that they are still ours."""

    rows: list[Linkback]
    until: datetime


def claim(now: datetime) -> Claim | None:
    """The page that waits longest, with all articles it is due for, so that it is fetched once. None: nothing due."""
    first = Linkback.objects.due(now).first()
    if first is None:
        return None
    pks = list(Linkback.objects.due(now).filter(source_key=first.source_key).values_list("pk", flat=True))
    until = _own_moment(now + LEASE)
    taken = Linkback.objects.due(now).filter(pk__in=pks[:_MOST_OF_A_PAGE]).order_by().update(lease_until=until)
    rows = list(Linkback.objects.filter(pk__in=pks, lease_until=until)) if taken else []
    return Claim(rows, until)


def postpone(taken: Claim, until: datetime, whole_site: bool) -> None:
    """Nothing was asked: the rows wait, and with `whole_site` all that are due of the same site."""
    _held(taken).update(lease_until=None, due_at=until)
    if whole_site:
        site = taken.rows[0].site
        Linkback.objects.due(until).filter(site=site, due_at__lt=until).order_by().update(due_at=until)


def share_failure(taken: Claim, problem: str, now: datetime) -> None:
    """Other notices that wait for the same silent host count its failure, too, instead of asking it each.

    Not those of its neighbours: who names a host of theirs that is not there must not keep theirs from being verified.
    """
    row = taken.rows[0]
    waiting = Linkback.objects.due(now).filter(site=row.site, status=Linkback.Status.RECEIVED).order_by()
    waiting = waiting.exclude(source_key=row.source_key)
    of_host = [pk for pk, url in waiting.values_list("pk", "source_url") if host_of(url) == row.host]
    others = waiting.filter(pk__in=of_host)
    others.filter(failures__gte=schedule.RETRIES).update(
        status=Linkback.Status.UNVERIFIED, due_at=None, problem=problem[:300]
    )
    for failures in range(schedule.RETRIES):
        wait = schedule.after_failure(failures + 1)
        if wait:
            others.filter(failures=failures).update(
                failures=F("failures") + 1, due_at=now + wait, problem=problem[:300]
            )


def _held(taken: Claim) -> QuerySet[Linkback]:
    return Linkback.objects.filter(pk__in=[row.pk for row in taken.rows], lease_until=taken.until)


def _own_moment(moment: datetime) -> datetime:
    """No two claims have the same lease: it is what tells them apart."""
    return moment + timedelta(microseconds=secrets.randbelow(1_000_000))
