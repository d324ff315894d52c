"""How long a page may be kept here, and what those in front are told of it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from datetime import time as day_time

from django.conf import settings
from django.utils import timezone

STALE_IF_ERROR = 86_400


def monotonic_end(until: datetime | None, now: datetime | None = None) -> float:
    """The moment a page ends as a time of `time.monotonic`: at midnight at the latest, for each names the day."""
    now = now or timezone.now()
    end = min(until, next_midnight(now)) if until else next_midnight(now)
    return time.monotonic() + (end - now).total_seconds()


def next_midnight(now: datetime) -> datetime:
    """In the site's time zone."""
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, day_time.min))


def cache_control(is_told: bool = False) -> str:
    """Browsers ask every time and get 304; a server in front may keep a page for a second, and one more while it asks.

    Longer only what it is told about by name. With the site away it may go on with what it holds for a day.
    """
    seconds = settings.SHARED_CACHE_SECONDS if is_told else min(1, settings.SHARED_CACHE_SECONDS)
    shared = f"s-maxage={seconds}, stale-while-revalidate=1, stale-if-error={STALE_IF_ERROR}"
    return f"public, max-age=0, {shared}"
