"""Addresses that WordPress writes as a query of the front page: `/?p=17`, `/?cat=3`, `/?s=words`, `/?feed=rss2`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from articles.pages.menu import Menu
from articles.pages.old_addresses import lists, terms
from articles.pages.old_addresses.feeds import feed_of
from articles.pages.old_addresses.numbers import numbered, numbered_term
from articles.pages.places import Elsewhere, Moved
from articles.slugs import slugify

Query = Mapping[str, str]
Family = Callable[[str, Query, Menu], Elsewhere]
_LONGEST = 1_000
NUMBERS = ("p", "page_id", "attachment_id")


def _at_number(text: str, query: Query, menu: Menu) -> Elsewhere:
    return numbered(text)


def _at_month(text: str, query: Query, menu: Menu) -> Elsewhere:
    """`2016`, `201610`, `20161020`, with a time behind it or not."""
    return lists.days(text[:4], text[4:6], text[6:8]) if text.isascii() and text.isdecimal() else None


def _at_year(text: str, query: Query, menu: Menu) -> Elsewhere:
    month = query.get("monthnum", "")
    parts = [text, month, query.get("day", "") if month else ""]
    is_date = all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts if part)
    return lists.days(*parts) if is_date else None


# The first that the query holds decides.
_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(NUMBERS, _at_number),
    "s": lambda text, query, menu: lists.found_by(text),
    "cat": lambda text, query, menu: numbered_term("category", text),
    "category_name": lambda text, query, menu: lists.category(text.strip("/"), menu),
    "tag": lambda text, query, menu: terms.tag(slug=slugify(text)),
    "author": lambda text, query, menu: numbered_term("author", text),
    "author_name": lambda text, query, menu: terms.author(slug=slugify(text)),
    "m": _at_month,
    "year": _at_year,
    "feed": lambda text, query, menu: Moved("/"),
    "paged": lambda text, query, menu: Moved("/"),
}
ASKING = frozenset(_FAMILIES)
CONSUMED = frozenset(_FAMILIES) | {"post_type", "monthnum", "day", "replytocom", "cpage", "preview", "preview_id"}
"""They say what is meant; all others are somebody else's and stay on the link."""


def is_asked(query: Query) -> bool:
    return any(query.get(name) for name in ASKING)


def is_number_asked(query: Query) -> bool:
    """Of an article, a page or a file: no more is asked so anywhere but on the front page."""
    return any(query.get(name) for name in NUMBERS)


def asked_by(query: Query, menu: Menu) -> Elsewhere:
    """What a query asks for that `is_asked` found to ask for something."""
    name = next(name for name in _FAMILIES if query.get(name))
    found = _FAMILIES[name](query[name][:_LONGEST], query, menu)
    if isinstance(found, Moved) and query.get("feed") and name not in NUMBERS:
        return feed_of(found.path if lists.has_feeds(found) else "/", query["feed"])
    return found
