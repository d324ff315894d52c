"""Who delivers what: a row is leased to one worker for two minutes, and only who has the lease may write it.

A worker that dies leaves the lease to run out; one that was thought dead finds that the row is no longer its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from articles.linkbacks.formats.plain_text import cropped
from articles.models import Delivery

LEASE = timedelta(seconds=120)
_LONGEST_ANSWER, _LONGEST_ADDRESS = 299, 2048


class LeaseLost(Exception):
    """The row is somebody else's by now, or there is something else to tell."""


@dataclass(frozen=True)
class Ending:
    """What a try came to; `due_at` is the next one."""

    status: str
    answer: str = ""
    due_at: datetime | None = None
    status_url: str = ""


def claim(now: datetime) -> Delivery | None:
    """The delivery that is due longest, with its article; None when there is none that others did not take.

    The try counts from here on: one that always kills its worker is not tried for ever.
    """
    for pk in Delivery.objects.due(now).values_list("pk", flat=True)[:5]:
        free = Delivery.objects.due(now).filter(pk=pk)
        if free.update(lease_until=now + LEASE, attempts=F("attempts") + 1):
            delivery = Delivery.objects.select_related("article").get(pk=pk)
            delivery.lease_until = now + LEASE  # what every later write must show
            return delivery
    return None


def begin_posting(delivery: Delivery, kind: str, endpoint: str, now: datetime) -> None:
    """Notes, before the notice leaves, that it does: a crash from here on leaves the trace."""
    delivery.kind, delivery.endpoint, delivery.posting_since = kind, endpoint, now
    _write(delivery, kind=kind, endpoint=endpoint, posting_since=now)


def finish(delivery: Delivery, ending: Ending, now: datetime) -> None:
    """Writes the result, with what was learnt on the way, and gives the lease back."""
    is_sent = ending.status == Delivery.Status.SENT
    _write(
        delivery,
        status=ending.status,
        answer=cropped(ending.answer, _LONGEST_ANSWER),
        due_at=ending.due_at,
        kind=delivery.kind,
        endpoint=delivery.endpoint,
        status_url=ending.status_url[:_LONGEST_ADDRESS] if is_sent else delivery.status_url,
        tried_at=delivery.tried_at,
        sent_at=now if is_sent else delivery.sent_at,
        posting_since=None,
        lease_until=None,
    )


def put_off(delivery: Delivery, until: datetime | None) -> None:
    """Gives the lease back for later: that was no try. Without a time it waits for its article."""
    _write(delivery, due_at=until, attempts=delivery.attempts - 1, posting_since=None, lease_until=None)


def _write(delivery: Delivery, **fields: object) -> None:
    ours = Delivery.objects.filter(pk=delivery.pk, lease_until=delivery.lease_until)
    if not ours.update(**fields):
        raise LeaseLost
