"""The time zone a site kept, worked out from its posts: an export does not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

_LONGEST_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
_ENOUGH = 0.95
# Of zones that fit alike, the one most people live in.
_USUAL = """UTC Asia/Kolkata Europe/London Europe/Berlin Europe/Paris America/New_York America/Chicago America/Denver
America/Los_Angeles America/Sao_Paulo Europe/Moscow Europe/Athens Asia/Shanghai Asia/Tokyo Asia/Dhaka Asia/Karachi
Asia/Dubai Asia/Jakarta Asia/Kathmandu Asia/Kabul Asia/Yangon Africa/Lagos Africa/Cairo Africa/Nairobi Asia/Baghdad
Asia/Tehran Australia/Sydney Australia/Adelaide Pacific/Auckland""".split()

# Day (UTC) and offset: how many posts.
Offsets = Counter[tuple[datetime, timedelta]]


def note_offset(offsets: Offsets, local: str, gmt: str) -> None:
    """Counts one published post, by its day; nothing where a time is missing or the two make no zone."""
    try:
        at, there = datetime.fromisoformat(gmt), datetime.fromisoformat(local)
        offset = there - at
    except (ValueError, TypeError):
        return  # WordPress writes 0000-00-00 where it has no time
    if abs(offset) <= _LONGEST_OFFSET and offset % _QUARTER == timedelta(0):
        offsets[at.replace(hour=0, minute=0, second=0, tzinfo=UTC), offset] += 1


def site_zone(offsets: Offsets, expected: str = "") -> tzinfo | None:
    """The expected zone if it fits the posts, else the first that does, else their commonest offset.

    None when no post tells. A site that moved its clock once still has the zone of most of its posts.
    """
    if not offsets:
        return None
    total = offsets.total()
    for zone in _candidates(expected):
        fitting = sum(number for (at, offset), number in offsets.items() if at.astimezone(zone).utcoffset() == offset)
        if fitting >= _ENOUGH * total:
            return zone
    by_offset: Counter[timedelta] = Counter()
    for (_at, offset), number in offsets.items():
        by_offset[offset] += number
    return timezone(by_offset.most_common(1)[0][0])


def _candidates(expected: str) -> Iterator[ZoneInfo]:
    known = available_timezones()
    for name in (expected, *_USUAL, *sorted(known)):
        if name in known:
            yield ZoneInfo(name)
