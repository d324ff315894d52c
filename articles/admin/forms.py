"""What every form of the desk refuses or shows in the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Section

_LONGEST_TAG = 100


class SectionChoice(forms.ModelChoiceField):
    """Sections in a select as the tree they are, by an indent that a screen reader skips."""

    def label_from_instance(self, section: Section) -> str:
        return "\u2003" * (section.path.count("/") - 2) + section.name


class MomentInput(forms.DateTimeInput):
    """One native field for date and time, usable without JavaScript; in the site's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def zone_name() -> str:
    """`Asia/Kolkata (IST)`"""
    zone = timezone.get_default_timezone_name()
    short = timezone.localtime(timezone.now()).tzname() or ""
    return f"{zone} ({short})" if short.isalpha() and short != zone else zone


def local_text(moment: datetime) -> str:
    """`3 Nov 2026, 10:00 IST`"""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%b %Y, %H:%M} {local.tzname()}"


def moment_field(name: str, label: Any) -> Callable[..., str]:
    """For a list or page of the desk: the moment of that name as `local_text` says it."""

    @admin.display(description=label, ordering=name)
    def moment(_self: Any, row: Any) -> str:
        at = getattr(row, name)
        return local_text(at) if at else "—"

    return moment


def refuse_long_tags(names: list[str]) -> None:
    for name in names:
        if len(name) > _LONGEST_TAG:
            message = _("A tag has %(most)d characters at most; “%(start)s…” has %(count)d.")
            raise ValidationError(message, params={"most": _LONGEST_TAG, "start": name[:40], "count": len(name)})
