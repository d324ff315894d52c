"""What JSON Feed 1.1 asks for (<https://www.jsonfeed.org/version/1.1/>), read strictly: each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any], bool]
VERSION = "https://jsonfeed.org/version/1.1"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?")


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_said(value: Any) -> bool:
    return is_text(value) and bool(value.strip())


def is_url(value: Any) -> bool:
    """Absolute, and nothing in it that an address has to escape."""
    if not is_text(value) or re.search(r"[\s<>\"]", value):
        return False
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def is_moment(value: Any) -> bool:
    """RFC 3339, and a day that there is."""
    if not is_text(value) or not _MOMENT.fullmatch(value):
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def is_language(value: Any) -> bool:
    return is_text(value) and bool(_LANGUAGE.fullmatch(value))


def are_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_said, value))


def are_authors(value: Any) -> bool:
    """Objects; one at least of name, url and avatar says who each is."""
    checks = {"name": is_said, "url": is_url, "avatar": is_url}
    return isinstance(value, list) and all(
        isinstance(one, dict) and one and not list(_wrong(one, checks, ())) for one in value
    )


def are_hubs(value: Any) -> bool:
    checks = {"type": is_said, "url": is_url}
    return isinstance(value, list) and all(
        isinstance(one, dict) and not list(_wrong(one, checks, tuple(checks))) for one in value
    )


_SAME: dict[str, Check] = {"title": is_said, "authors": are_authors, "language": is_language}
FEED: dict[str, Check] = _SAME | {
    "version": lambda value: value == VERSION,
    "home_page_url": is_url,
    "feed_url": is_url,
    "description": is_said,
    "user_comment": is_said,
    "next_url": is_url,
    "icon": is_url,
    "favicon": is_url,
    "expired": lambda value: isinstance(value, bool),
    "hubs": are_hubs,
    "items": lambda value: isinstance(value, list),
}
ITEM: dict[str, Check] = _SAME | {
    "id": is_said,
    "url": is_url,
    "external_url": is_url,
    "content_html": is_text,
    "content_text": is_text,
    "summary": is_said,
    "image": is_url,
    "banner_image": is_url,
    "date_published": is_moment,
    "date_modified": is_moment,
    "tags": are_words,
}


def faults(feed: Any) -> list[str]:
    """Empty where all is right. Names of our own would have to begin with `_`."""
    if not isinstance(feed, dict):
        return ["feed: is no object"]
    found = [f"feed: {fault}" for fault in _wrong(feed, FEED, ("version", "title", "items"))]
    items = [one for one in feed.get("items", []) if isinstance(one, dict)]
    if len(items) != len(feed.get("items", [])):
        found.append("feed: an item is no object")
    for number, item in enumerate(items):
        found += [f"item {number}: {fault}" for fault in _wrong(item, ITEM, ("id",))]
        if not {"content_html", "content_text"} & item.keys():
            found.append(f"item {number}: has no content")
    if len({str(item.get("id")) for item in items}) < len(items):
        found.append("feed: two items have one id")
    return found


def _wrong(given: dict[str, Any], checks: dict[str, Check], needed: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in needed if name not in given)
    for name, value in given.items():
        if name in checks and not checks[name](value):
            yield f"{name} is {value!r}"
        elif name not in checks and not name.startswith("_"):
            yield f"{name} is not in the specification"
