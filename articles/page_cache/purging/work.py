"""What the worker calls again and again: tells a cache in front what has changed since the last time."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from http.client import HTTPException

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone

from articles.models import Purge
from articles.models.reading import PRIMARY, SOURCE
from articles.models.waiting import PAGE, at_most
from articles.page_cache.follower import PATIENCE
from articles.page_cache.purging.cache import Cache, NotPurged, batches
from articles.page_cache.purging.claiming import LeaseLost, claim, finish, hold, is_free, put_off
from articles.page_cache.purging.due import due

_log = logging.getLogger(__name__)

SETTLE = PATIENCE + 0.25
"""Seconds: told sooner, a cache could fetch a page anew from a process that has not dropped it yet."""
_REMEMBER = timedelta(minutes=10)
_LOG_EVERY = 60.0
_logged_at = [-_LOG_EVERY]


def do_one(now: datetime | None = None, settle: float = SETTLE) -> bool:
    """Tells all that is due; False where there is nothing, or it cannot be told now. Any number of workers may call.

    Whoever dies in the middle has told nothing: the next tells all of it again.
    """
    if not settings.PURGE_URL:
        return False
    now = now or timezone.now()
    purge = _standing(now)
    if not is_free(purge, now):
        return False
    before = purge.told_until
    following = Purge(pk=purge.pk, position=purge.position, read_from=purge.read_from, told_until=before)
    keys = _due(following, now)
    if keys is None or not (keys or now - before > _REMEMBER) or not claim(purge, now):
        return False
    return _tell(purge, following, keys, settle)


def _due(purge: Purge, now: datetime) -> set[str] | None:
    """None where the replica does not say; when it is away for good, the primary is read."""
    alias = SOURCE.alias
    try:
        with at_most(PAGE):
            return due(purge, alias, now)
    except Error:
        if alias == PRIMARY:
            raise
        connections[alias].close()
        SOURCE.suspect()
        return None


def _standing(now: datetime) -> Purge:
    """A cache that is new to us is told to drop everything: nobody knows what it holds."""
    long_ago = now - timedelta(days=1)
    return Purge.objects.get_or_create(url=settings.PURGE_URL, defaults={"told_until": long_ago})[0]


def _tell(purge: Purge, following: Purge, keys: set[str], settle: float) -> bool:
    cache = Cache(settings.PURGE_URL, settings.PURGE_TOKEN)
    try:
        time.sleep(settle if keys else 0)
        for batch in batches(keys):
            hold(purge, timezone.now())
            cache.purge(batch)
    except LeaseLost:
        return False
    except (OSError, HTTPException, NotPurged) as error:
        _say(error)
        put_off(purge, timezone.now())
        return False
    following.lease_until = purge.lease_until
    finish(following)
    return bool(keys)


def _say(error: Exception) -> None:
    if time.monotonic() - _logged_at[0] >= _LOG_EVERY:
        _logged_at[0] = time.monotonic()
        _log.warning("The cache at PURGE_URL is not told what changed, and will be: %s", error or type(error).__name__)
