"""What every form of the desk refuses or shows in the same way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Redirect, Section
from articles.models.section import RESERVED_SLUGS

_LONGEST_TAG = 100


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


def refuse_reserved_path(path: str) -> None:
    if path.strip("/").partition("/")[0].casefold() in RESERVED_SLUGS | {""}:
        raise ValidationError(_("This address belongs to the site itself; choose another."), code="reserved")


def refuse_taken_path(path: str, article: Article | None = None, redirect: Redirect | None = None) -> None:
    """`article` and `redirect` are those that may have it: themselves."""
    own_id = article.pk if article and article.pk else 0
    if Article.objects.filter(path=path).exclude(pk=own_id).exists():
        raise ValidationError(_("Another article has this path already."), code="taken")
    if Section.objects.filter(path=path).exists():
        raise ValidationError(_("A section has this path already."), code="taken")
    redirects = Redirect.objects.filter(path=path).exclude(pk=redirect.pk if redirect and redirect.pk else 0)
    if own_id:
        redirects = redirects.exclude(article=own_id)
    if redirects.exists():
        raise ValidationError(_("An old path leads elsewhere from here; choose another."), code="taken")


def refuse_long_tags(names: list[str]) -> None:
    for name in names:
        if len(name) > _LONGEST_TAG:
            message = _("A tag has %(most)d characters at most; “%(start)s…” has %(count)d.")
            raise ValidationError(message, params={"most": _LONGEST_TAG, "start": name[:40], "count": len(name)})
