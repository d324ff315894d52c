"""The readers' site at a time to come, as the desk looks at it: which times there are, and where it then stands."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.pages.dates import local

ADDRESS = "/preview/at"
FORM = "%Y-%m-%dT%H:%M"
FARTHEST = timedelta(days=366)
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_UPWARDS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|\Z)", re.IGNORECASE)


def read(text: str, now: datetime | None = None) -> datetime:
    """A minute as it stands in an address, in the newsroom's zone; `ValidationError` for any other and a wrong one.

    What summer time leaves out or repeats is refused, as everywhere at the desk.
    """
    if not _WRITTEN.fullmatch(text):
        raise ValidationError(forms.DateTimeField.default_error_messages["invalid"], code="invalid")
    moment: datetime = forms.DateTimeField().clean(text)
    refuse_wrong(moment, now)
    return moment


def refuse_wrong(moment: datetime, now: datetime | None = None) -> None:
    now = now or timezone.now()
    if moment <= now:
        raise ValidationError(_("This time has passed. Choose a later one."), code="passed")
    if moment > now + FARTHEST:
        raise ValidationError(_("Choose a time within a year from now."), code="too_far")


def written(moment: datetime) -> str:
    return local(moment).strftime(FORM)


def address_at(moment: datetime, path: str = "/") -> str:
    """Of what stands there then; `path` is an address of the site's own, as it stands in a link."""
    return f"{ADDRESS}/{written(moment)}{path}"


def address_of_day(day: date) -> str:
    """Of the front page as of the last minute of that day; empty where that cannot be shown."""
    try:
        return address_at(read(f"{day:%Y-%m-%d}T23:59"))
    except ValidationError:
        return ""


def own_path(text: str) -> str:
    """That address of ours, to go on from; the front page's where it is none."""
    path = re.split(r"[?#]", text, maxsplit=1)[0]
    is_own = re.fullmatch(r"/(?!/)[^\x00-\x20\\\x7f]*", path) and not _UPWARDS.search(path)
    return path + text[len(path) :] if is_own else "/"
