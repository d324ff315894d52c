"""Lists where WordPress had them: categories, tags, authors, days, searches. Paths have no slash at their end."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

from articles import search
from articles.pages import archive
from articles.pages.menu import Menu
from articles.pages.old_addresses import terms
from articles.pages.places import Moved
from articles.slugs import slugify

# Where articles stood at /archives/5 or /blog/name, the lists did too.
_FRONT = re.compile(r"/(?:archives|blog)(?=/(?:category|tag|author|date)/)")
_DATE = re.compile(r"(?:/date)?/(?P<year>[0-9]{4})(?:/(?P<month>[0-9]{1,2}))?(?:/(?P<day>[0-9]{1,2}))?")
_NAMED = re.compile(r"/(?P<base>category|tag|author|search)/(?P<rest>.+)")


def is_list(path: str) -> bool:
    """Whether the path is that of a list, of nothing perhaps: no article is meant by it."""
    path = _FRONT.sub("", path)
    return bool(_NAMED.fullmatch(path) or _DATE.fullmatch(path))


def list_at(path: str, menu: Menu) -> Moved | None:
    """Only a list that has something to show. Two queries at most."""
    path = _FRONT.sub("", path)
    if found := _NAMED.fullmatch(path):
        return _BASES[found["base"]](found["rest"], menu)
    if found := _DATE.fullmatch(path):
        return days(found["year"], found["month"] or "", found["day"] or "")
    return section_at(f"{path}/", menu)


def has_feeds(found: Moved) -> bool:
    """Days and searches have none."""
    return not found.query and not found.path.startswith("/archive/")


def section_at(path: str, menu: Menu) -> Moved | None:
    """In letters of any size; the front page stands above all sections."""
    paths = ["/", *(section.path for section in menu.sections)]
    return next((Moved(known) for known in paths if known.lower() == path), None)


def category(rest: str, menu: Menu) -> Moved | None:
    """`a/b` at its whole path, else the one section of the last part's name."""
    slugs = [slugify(part, 80) for part in rest.split("/")]
    whole = section_at(f"/{'/'.join(slugs)}/", menu)
    named = [section.path for section in menu.sections if section.slug.lower() == slugs[-1]]
    return whole or (Moved(named[0]) if len(named) == 1 else None)


def days(year: str, month: str = "", day: str = "") -> Moved | None:
    """A year, a month or a day of the archive, as WordPress numbers them. One query."""
    numbers = [int(part) for part in (year, month, day) if part]
    try:
        span = (archive.year_span, archive.month_span, archive.day_span)[len(numbers) - 1](*numbers)
    except (ValueError, TypeError):
        return None
    parts = [f"{span.first:%Y}", f"{span.first:%m}", f"{span.first:%d}"][: len(numbers)]
    return Moved(f"/archive/{'/'.join(parts)}/") if span.articles().exists() else None


def found_by(words: str) -> Moved:
    words = search.cleaned(words)
    return Moved("/search/", urlencode({"q": words}) if words else "")


_BASES: dict[str, Callable[[str, Menu], Moved | None]] = {
    "category": category,
    "tag": lambda rest, menu: None if "/" in rest else terms.tag(slug=slugify(rest)),
    "author": lambda rest, menu: None if "/" in rest else terms.author(slug=slugify(rest)),
    "search": lambda rest, menu: found_by(rest.replace("+", " ")),
}
