"""Moments as readers see them: in the site's time zone, in the language of the page.

A list has many: what Django's own formatting would find out for each is found out once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import dates, timezone
from django.utils.translation import get_language

from articles import clock


def iso(moment: datetime) -> str:
    """`2016-10-20T07:23:00+05:30`."""
    return local(moment).isoformat(timespec="seconds")


def long_moment(moment: datetime) -> str:
    """`October 20, 2016, 07:23 IST`."""
    here = local(moment)
    return f"{day(here)}, {_time(here)} {here.tzname()}"


def day(day_or_moment: date) -> str:
    """`October 20, 2016`; a moment's own day in the site's time zone."""
    here, language = _day(day_or_moment), get_language()
    month = _names("MONTHS", language)[here.month]
    return f"{here.day} {month} {here.year}" if _is_hindi(language) else f"{month} {here.day}, {here.year}"


def weekday(day_or_moment: date) -> str:
    """`Thursday`."""
    return _names("WEEKDAYS", get_language())[_day(day_or_moment).weekday()]


def short_weekday(day_or_moment: date) -> str:
    """`Thu`."""
    return _names("WEEKDAYS_ABBR", get_language())[_day(day_or_moment).weekday()]


def long_day(day_or_moment: date) -> str:
    """`Thursday, October 20, 2016`."""
    return f"{weekday(day_or_moment)}, {day(day_or_moment)}"


def named_moment(moment: datetime) -> str:
    """`Friday 27 November, 18:00 IST`; with its year where that is another one than now."""
    here = local(moment)
    year = "" if here.year == local(clock.now()).year else f" {here.year}"
    return f"{weekday(here)} {here.day} {month_name(here)}{year}, {_time(here)} {here.tzname()}"


def month(first_day: date) -> str:
    """`October 2016`."""
    return f"{month_name(first_day)} {first_day.year}"


def month_name(first_day: date) -> str:
    return _names("MONTHS", get_language())[first_day.month]


def zone(moment: datetime) -> str:
    """`IST`."""
    return local(moment).tzname() or ""


def short_moment(moment: datetime, now: datetime | None = None) -> str:
    """What a narrow column holds: `07:23` today, `Wed` for five days, `Oct 13`, `Oct 2015`; it changes at midnight."""
    here, today = local(moment), local(now or clock.now())
    if here.date() == today.date():
        return _time(here)
    if today.date() - here.date() < timedelta(days=6):
        return short_weekday(here)
    return _short_day(here) if here.year == today.year else f"{_short_month(here)} {here.year}"


def list_moment(moment: datetime, now: datetime | None = None) -> str:
    """Under a story of the front page: `07:23 IST` today, else the day."""
    here, today = local(moment), local(now or clock.now())
    return f"{_time(here)} {here.tzname()}" if here.date() == today.date() else day(here)


def years_since(moment: datetime, now: datetime | None = None) -> int:
    """Whole years, by the calendar of the site's time zone; another at midnight of its day."""
    then, today = local(moment), local(now or clock.now())
    return today.year - then.year - ((today.month, today.day) < (then.month, then.day))


def local(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_default_timezone())


def _day(day_or_moment: date) -> date:
    return local(day_or_moment) if isinstance(day_or_moment, datetime) else day_or_moment


def _time(here: datetime) -> str:
    return f"{here.hour:02}:{here.minute:02}"


def _short_day(here: datetime) -> str:
    month = _short_month(here)
    return f"{here.day} {month}" if _is_hindi(get_language()) else f"{month} {here.day}"


def _short_month(here: datetime) -> str:
    return _names("MONTHS_3", get_language())[here.month].title()


def _is_hindi(language: str | None) -> bool:
    return bool(language) and str(language).startswith("hi")


@cache
def _names(of: str, _language: str | None) -> dict[int, str]:
    """Django's names of months or days, as they are in the language that is active: its name is for the cache."""
    found: dict[int, Any] = getattr(dates, of)
    return {number: str(name) for number, name in found.items()}
