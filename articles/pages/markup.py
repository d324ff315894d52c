"""Readers' pages from their templates (Jinja2), and all that a template may call.

The desk keeps Django's own templates. For readers' pages their engine took too long: a millisecond for an article,
four for the front page, a third or a half of all that it took to make them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro

from articles.models import Section
from articles.pages import bylines, dates, head, offline, speculation
from articles.pages.story import Story
from articles.pages.stylesheet import stylesheet as css_of
from articles.slugs import address_of

_LINES = 2_000
_INSIDE_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def render(template: str, **shown: Any) -> SafeString:
    """A whole page, in the language that is active. A name that the template asks for and is not given raises."""
    return mark_safe(_environment().get_template(template).render(shown))  # noqa: S308  # Jinja2 has escaped


def streamed(template: str, **shown: Any) -> Iterator[str]:
    """A long one, some lines at a time."""
    stream = _environment().get_template(template).stream(shown)
    stream.enable_buffering(_LINES)
    return stream


class Parts:
    """`parts.rail(…)` is the macro `rail` of the file `parts/rail.html`; so is any other, here and in templates."""

    def __init__(self, folder: str, suffix: str = "html") -> None:
        self._folder, self._suffix = folder, suffix

    def __getattr__(self, name: str) -> Callable[..., SafeString]:
        if name.startswith("_"):
            raise AttributeError(name)  # what Python asks of any object
        macro: Macro = getattr(_environment().get_template(f"{self._folder}/{name}.{self._suffix}").module, name)

        def part(*given: Any, **named: Any) -> SafeString:
            return mark_safe(macro(*given, **named))  # noqa: S308  # Jinja2 has escaped

        if not settings.DEBUG:
            setattr(self, name, part)  # found without this way from now on
        return part


parts, export_parts, feed_parts = Parts("parts"), Parts("export"), Parts("feeds", "xml")


def environment(**options: Any) -> Environment:
    """For settings.TEMPLATES."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701  # Django's backend switches escaping on
    made.install_gettext_callables(gettext, ngettext, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    made.filters |= _FILTERS
    made.globals |= _CALLED
    return made


def entry(story: Story, *given: Any, **named: Any) -> SafeString:
    """As the macro `story` has it: made once for each way in which a story stands in lists."""
    return story.rendered((get_language(), given, *named.items()), lambda: parts.story(story, *given, **named))


class Site:
    """What the settings say of the newsroom."""

    @property
    def name(self) -> str:
        return settings.SITE_NAME

    @property
    def url(self) -> str:
        return settings.SITE_URL

    @property
    def language(self) -> str:
        return settings.LANGUAGE_CODE


@cache
def url(name: str) -> str:
    return reverse(name)


def stylesheet(kind: str, has_banner: bool = False, scheme: str = "") -> SafeString:
    """Our own files, minified: nothing a reader or an editor wrote."""
    return mark_safe(f"<style>{css_of(kind, has_banner, scheme)}</style>")  # noqa: S308


def speculation_rules() -> SafeString:
    """Our own constant; `<` has no place in it."""
    return mark_safe(f'<script type="speculationrules">{speculation.RULES}</script>')  # noqa: S308


def offline_script(kind: str) -> SafeString | str:
    """What a page of that kind brings, so that it can be read again without a network."""
    return _offline_script() if offline.is_registered_by(kind) else ""


@cache
def _offline_script() -> SafeString:
    address = f"{reverse('register-offline')}?v={offline.VERSION}"
    return format_html('<script src="{}" integrity="{}" defer></script>', address, offline.HASH)


def ld_json(value: dict[str, Any]) -> SafeString:
    """Structured data that no text in it can break out of."""
    return mark_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_INSIDE_SCRIPT))  # noqa: S308


def trackback_rdf(rdf: str) -> SafeString:
    """`rdf_block` has escaped every value and left no `--` that could end the comment."""
    return mark_safe(rdf)  # noqa: S308


@lru_cache(maxsize=1024)
def archive_address(of: str, first: date) -> str:
    """Of the `year`, the `month` or the `day` that begins on that date."""
    parts = {"year": f"{first:%Y}", "month": f"{first:%m}", "day": f"{first:%d}"}
    wanted = list(parts)[: list(parts).index(of) + 1]
    return reverse(of, kwargs={name: parts[name] for name in wanted})


def lang(language: str) -> SafeString | str:
    """` lang="hi"` where something stands in a page of another language."""
    return "" if language == get_language() else format_html(' lang="{}"', head.html_language(language))


def name_unless(section: Section, this: Section | None) -> str:
    """A section's name, but not where the reader is in that section already."""
    return "" if section == this else section.name


def own_name(language: str) -> str:
    return {"hi": "हिन्दी"}.get(language) or str(get_language_info(language)["name_local"])


def in_query(text: str) -> str:
    """As the value of a parameter."""
    return urlencode({"": text}).removeprefix("=").replace("+", "%20")


_FILTERS: dict[str, Any] = {
    "iso": dates.iso,
    "long_moment": dates.long_moment,
    "short_moment": dates.short_moment,
    "list_moment": dates.list_moment,
    "day": dates.day,
    "weekday": dates.weekday,
    "short_weekday": dates.short_weekday,
    "long_day": dates.long_day,
    "years_since": dates.years_since,
    "month": dates.month,
    "named_moment": dates.named_moment,
    "month_name": dates.month_name,
    "address": address_of,
    "in_query": in_query,
    "lang": lang,
    "name_unless": name_unless,
    "own_name": own_name,
    "written_by": bylines.written_by,
}
_CALLED: dict[str, Any] = {
    "parts": parts,
    "entry": entry,
    "site": Site(),
    "url": url,
    "stylesheet": stylesheet,
    "speculation_rules": speculation_rules,
    "offline_script": offline_script,
    "ld_json": ld_json,
    "trackback_rdf": trackback_rdf,
    "archive_address": archive_address,
}


def _environment() -> Environment:
    found: Environment = engines["public"].env  # type: ignore[attr-defined]  # the stubs know Django's own engine only
    return found
