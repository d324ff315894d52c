"""What a cache in front has to be told: what has changed since the last time, and what has appeared by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from articles.models import Purge
from articles.page_cache.changes import changes_of
from articles.page_cache.schedule import appearing, next_moment
from articles.page_cache.tidying import KEPT
from articles.page_keys import EVERYTHING

LONGEST = KEPT / 2
"""Told nothing for longer, it is told to drop everything: the table may have been trimmed."""


def due(purge: Purge, alias: str, now: datetime) -> set[str]:
    """The names; the row is moved on to there, and not saved."""
    changes = changes_of(alias)
    if purge.read_from == alias and now - purge.told_until < LONGEST:
        changes.go_on_from(purge.position)
        keys = changes.read()
        appeared = _appeared(alias, purge.told_until, now)
    else:
        # A replica may be behind what was read elsewhere.
        changes.begin()
        keys, appeared = None, set()
    purge.position, purge.read_from, purge.told_until = changes.position, alias, now
    return {EVERYTHING} if keys is None or EVERYTHING in keys | appeared else keys | appeared


def _appeared(alias: str, after: datetime, now: datetime) -> set[str]:
    if timezone.localdate(after) != timezone.localdate(now):
        return {EVERYTHING}  # Each page shows the day.
    following = next_moment(alias, after)
    return appearing(alias, after, now) if following and following <= now else set()
