"""What stands over and under every page, rendered once for all pages on which it is the same."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Section
from articles.pages.dates import zone as zone_of

register = template.Library()
Places = tuple[tuple[str, str], ...]
"""Path and name of each section."""


@register.simple_tag(takes_context=True)
def masthead(context: dict[str, Any]) -> SafeString:
    head, page = context["head"], context.get("page")
    line = context["line"] or getattr(page, "line", ())
    top = line[0].path if line and isinstance(line[0], Section) else ""
    return _masthead(
        kind="front" if head.kind == "front" else "",
        strip=_places(context["menu"].strip),
        top=top,
        is_top=bool(top) and top == head.address,
        today=timezone.localdate(),
        **_site(context),
    )


@register.simple_tag(takes_context=True)
def footer(context: dict[str, Any]) -> SafeString:
    now = timezone.now()
    year, zone = timezone.localtime(now).year, zone_of(now)
    return _footer(sections=_places(context["menu"].top), year=year, zone=zone, **_site(context))


def _places(sections: list[Section]) -> Places:
    return tuple((section.path, section.name) for section in sections)


def _site(context: dict[str, Any]) -> dict[str, Any]:
    """What shapes all that is rendered, by the names that the templates know."""
    site = {"site_name": context["site_name"], "site_language": context["site_language"]}
    return site | {"language": get_language()}


@lru_cache(maxsize=0 if settings.DEBUG else 128)
def _masthead(kind: str, strip: Places, top: str, is_top: bool, today: date, **site: Any) -> SafeString:
    shown = {"kind": kind, "strip": strip, "top": top, "is_top": is_top, "today": today}
    return render_to_string("parts/masthead.html", shown | site)


@lru_cache(maxsize=0 if settings.DEBUG else 16)
def _footer(sections: Places, year: int, zone: str, **site: Any) -> SafeString:
    return render_to_string("parts/footer.html", {"sections": sections, "year": year, "zone": zone, **site})
