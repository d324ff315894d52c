"""Moments as readers see them: in the site's time zone, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language

_DAY = {"hi": "j F Y"}
_SHORT_DAY = {"hi": "j M"}


def iso(moment: datetime) -> str:
    """`2016-10-20T07:23:00+05:30`."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def long_moment(moment: datetime) -> str:
    """`October 20, 2016, 07:23 IST`."""
    local = timezone.localtime(moment)
    return f"{day(local)}, {formatted(local, 'H:i T')}"


def day(day_or_moment: date) -> str:
    """`October 20, 2016`; a moment's own day in the site's time zone."""
    return formatted(_local(day_or_moment), _DAY.get(_language(), "F j, Y"))


def weekday(day_or_moment: date) -> str:
    """`Thursday`."""
    return formatted(_local(day_or_moment), "l")


def short_weekday(day_or_moment: date) -> str:
    """`Thu`."""
    return formatted(_local(day_or_moment), "D")


def long_day(day_or_moment: date) -> str:
    """`Thursday, October 20, 2016`."""
    return f"{weekday(day_or_moment)}, {day(day_or_moment)}"


def month(first_day: date) -> str:
    """`October 2016`."""
    return formatted(first_day, "F Y")


def month_name(first_day: date) -> str:
    return formatted(first_day, "F")


def zone(moment: datetime) -> str:
    """`IST`."""
    return formatted(timezone.localtime(moment), "T")


def short_moment(moment: datetime, now: datetime | None = None) -> str:
    """What a narrow column holds: `07:23` today, `Wed` for five days, `Oct 13`, `Oct 2015`; it changes at midnight."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    if local.date() == today.date():
        return formatted(local, "H:i")
    if today.date() - local.date() < timedelta(days=6):
        return formatted(local, "D")
    return formatted(local, _SHORT_DAY.get(_language(), "M j") if local.year == today.year else "M Y")


def list_moment(moment: datetime, now: datetime | None = None) -> str:
    """Under a story of the front page: `07:23 IST` today, else the day."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    return formatted(local, "H:i T") if local.date() == today.date() else day(local)


def _local(day_or_moment: date) -> date:
    return timezone.localtime(day_or_moment) if isinstance(day_or_moment, datetime) else day_or_moment


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
