"""When a delivery is tried again, and when no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Gives a number from 0 up to 1, by chance.
Chance = Callable[[], float]

# From the first try on.
TRIES_AT = tuple(timedelta(minutes=minutes) for minutes in (0, 5, 30, 2 * 60, 12 * 60, 24 * 60))
ONCE_MORE = timedelta(minutes=10)
_JITTER = 0.2
_LONGEST_ASKED = timedelta(hours=24)


def next_try(tries: int, now: datetime, chance: Chance, not_before: datetime | None = None) -> datetime | None:
    """After so many tries; None when that was the last. The waits differ by a fifth, so that failures do not march."""
    if tries >= len(TRIES_AT):
        return None
    wait = TRIES_AT[tries] - TRIES_AT[tries - 1]
    due_at = now + wait * (1 - _JITTER + 2 * _JITTER * chance())
    return max(due_at, not_before or due_at)


def asked_to_wait(retry_after: str, now: datetime) -> datetime | None:
    """Until when a `Retry-After` header, in seconds or a date, wants us away: no longer than a day."""
    try:
        until = now + timedelta(seconds=int(retry_after)) if retry_after.isdecimal() else _date_in(retry_after)
    except (ValueError, OverflowError):
        return None
    return min(until, now + _LONGEST_ASKED)


def _date_in(text: str) -> datetime:
    found = parsedate_to_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
