"""How much is taken: from one reporter, for one article, and altogether (R1, R2 and R4 of the specification)."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from articles.linkbacks import pace
from articles.linkbacks.pace import Limit
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.models import Article, Linkback

PER_REPORTER = Limit(30, 60)
PER_PAIR = (Limit(1, 30), Limit(3, 86_400))
PER_ARTICLE_AND_HOUR = 20
QUEUE_CAP = 10_000
_V4_NETWORK, _V6_NETWORK = 24, 48
_MOST_REMEMBERED = 10_000
_UNDECIDED = (Linkback.Status.RECEIVED, Linkback.Status.PENDING)

_exhausted: dict[str, datetime] = {}
_guard = threading.Lock()


def admit(reporter: str, kind: str = "reporter", limits: Sequence[Limit] = (PER_REPORTER,)) -> None:
    """Counts a request of this address's network, whatever it holds; declines what is over a limit.

    Who is over the limit is remembered here, so that a flood costs the database nothing.
    """
    key, now = f"{kind} {_network(reporter)}", timezone.now()
    if (until := _exhausted.get(key)) and until > now:
        raise Declined(Reason.TOO_MANY, until)
    if until := pace.take(key, *limits):
        _remember(key, until, now)
        raise Declined(Reason.TOO_MANY, until)


def refuse_flooded(article: Article) -> None:
    """For a new row: neither this article nor the queue may have too many waiting."""
    now = timezone.now()
    waiting = Linkback.objects.filter(article=article, status__in=_UNDECIDED, received_at__gt=now - timedelta(hours=1))
    if waiting.count() >= PER_ARTICLE_AND_HOUR:
        raise Declined(Reason.TOO_MANY, now + timedelta(hours=1))
    if Linkback.objects.filter(status=Linkback.Status.RECEIVED).order_by()[QUEUE_CAP - 1 : QUEUE_CAP].exists():
        raise Declined(Reason.QUEUE_FULL, now + timedelta(minutes=10))


def may_verify_again(row: Linkback) -> bool:
    """Once in 30 seconds and three times a day for a pair; counts one."""
    return pace.take(f"pair {row.pk}", *PER_PAIR) is None


def forget() -> None:
    """As a process that has just started."""
    _exhausted.clear()


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    prefix = _V4_NETWORK if found.version == 4 else _V6_NETWORK
    return str(ipaddress.ip_network((found, prefix), strict=False))


def _remember(name: str, until: datetime, now: datetime) -> None:
    with _guard:
        if len(_exhausted) >= _MOST_REMEMBERED:
            for key in [key for key, free_at in _exhausted.items() if free_at <= now] or list(_exhausted):
                del _exhausted[key]
        _exhausted[name] = until
