"""What templates call; each is one line around a function of `articles.pages`."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from articles.models import Article, Section
from articles.pages import bylines, dates, head
from articles.pages.stylesheet import stylesheet as css_of

register = template.Library()

_INSIDE_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

register.filter("iso", dates.iso)
register.filter("long_moment", dates.long_moment)
register.filter("short_moment", dates.short_moment)
register.filter("list_moment", dates.list_moment)
register.filter("day", dates.day)
register.filter("weekday", dates.weekday)
register.filter("short_weekday", dates.short_weekday)
register.filter("long_day", dates.long_day)
register.filter("month", dates.month)
register.filter("month_name", dates.month_name)
register.filter("zone", dates.zone)
register.filter("absolute", head.absolute)
register.filter("html_language", head.html_language)


@register.simple_tag
def stylesheet(kind: str) -> SafeString:
    """Our own files, minified: nothing a reader or an editor wrote."""
    return mark_safe(f"<style>{css_of(kind)}</style>")  # noqa: S308


@register.simple_tag
def ld_json(value: dict[str, Any]) -> SafeString:
    """Structured data that no text in it can break out of."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_INSIDE_SCRIPT))  # noqa: S308


@register.simple_tag
def trackback_rdf(rdf: str) -> SafeString:
    """`rdf_block` has escaped every value and left no `--` that could end the comment."""
    return mark_safe(rdf)  # noqa: S308


@register.filter
def written_by(article: Article) -> str:
    return bylines.written_by(article)


@register.filter
def lang(language: str) -> SafeString | str:
    """` lang="hi"` where something stands in a page of another language."""
    return "" if language == get_language() else format_html(' lang="{}"', head.html_language(language))


@register.filter
def name_unless(section: Section, this: Section | None) -> str:
    """A section's name, but not where the reader is in that section already."""
    return "" if section == this else section.name


@register.filter
def own_name(language: str) -> str:
    return {"hi": "हिन्दी"}.get(language) or str(get_language_info(language)["name_local"])


@register.simple_tag
def archive_address(of: str, first: date) -> str:
    """Of the `year`, the `month` or the `day` that begins on that date."""
    parts = {"year": f"{first:%Y}", "month": f"{first:%m}", "day": f"{first:%d}"}
    wanted = list(parts)[: list(parts).index(of) + 1]
    return reverse(of, kwargs={name: parts[name] for name in wanted})
