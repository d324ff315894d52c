"""What a page is made of, by name: collected while it renders, so that a change drops the pages it changes only.

A row names itself when it is loaded (`models.named`): `article:42 image:7 tag:7 author:4 page:3`; any section names
`menu`, for the tree stands on every page, with the standing pages under it. A list names what decides who stands in
it: `section-list:3 tag-list:7 author-list:4`, `all-list` for everything that is published, `front` for that with the
lead pictures; `section-front:3` for what editors put on a section's page; `corrections`; `crawlers` for robots.txt;
`sitemap` for its index; `most-read:hi` for what was read most in a language.
What changes under which name is said in `page_cache.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

ALL_LIST, FRONT, MENU = "all-list", "front", "menu"
CORRECTIONS, CRAWLERS, SITEMAP = "corrections", "crawlers", "sitemap"
EVERYTHING = "everything"
"""Every page there is; none names it here, and all do to a cache in front."""


@dataclass
class PageKeys:
    """The names, and the moment at which the page ends without any change; None where there is none."""

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None


_collecting: ContextVar[PageKeys | None] = ContextVar("page_keys", default=None)


@contextmanager
def collected() -> Iterator[PageKeys]:
    """Collects what is named within; one inside another has names of its own."""
    found = PageKeys()
    token = _collecting.set(found)
    try:
        yield found
    finally:
        _collecting.reset(token)


def depends_on(*keys: str) -> None:
    """Names what the page in the making shows; outside of one nothing happens."""
    if (page := _collecting.get()) is not None:
        page.keys.update(keys)


def ends_at(moment: datetime) -> None:
    """The page in the making is right only before that moment."""
    if (page := _collecting.get()) is not None:
        page.until = min(page.until or moment, moment)


def section_list(section_id: int) -> str:
    return f"section-list:{section_id}"


def section_front(section_id: int) -> str:
    return f"section-front:{section_id}"


def tag_list(tag_id: int) -> str:
    return f"tag-list:{tag_id}"


def author_list(author_id: int) -> str:
    return f"author-list:{author_id}"


def most_read(language: str) -> str:
    return f"most-read:{language}"
