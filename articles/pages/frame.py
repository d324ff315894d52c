"""What stands over and under every page, rendered once for all pages on which it is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import clock
from articles.models import Section
from articles.pages.dates import zone as zone_of
from articles.pages.head import Head
from articles.pages.markup import parts
from articles.pages.menu import Menu

Places = tuple[tuple[str, str], ...]
"""Path and name of each section, or of each standing page."""


def masthead(head: Head, menu: Menu, line: Sequence[Section] = ()) -> SafeString:
    """`line`: the sections that the page stands in, from the top down."""
    top = line[0].path if line else ""
    is_top = bool(top) and top == head.address
    today = timezone.localdate(clock.now())
    return _masthead(head.kind.startswith("front"), _places(menu.strip), top, is_top, today, *_site())


def footer(menu: Menu) -> SafeString:
    now = clock.now()
    standing = tuple((page.path, page.title) for page in menu.standing)
    return _footer(_places(menu.top), standing, timezone.localtime(now).year, zone_of(now), *_site())


def _places(sections: list[Section]) -> Places:
    return tuple((section.path, section.name) for section in sections)


def _site() -> tuple[Any, ...]:
    """What else shapes all that is rendered."""
    return settings.SITE_NAME, settings.LANGUAGE_CODE, get_language()


@lru_cache(maxsize=0 if settings.DEBUG else 128)
def _masthead(is_front: bool, strip: Places, top: str, is_top: bool, today: date, *_site: Any) -> SafeString:
    return parts.masthead(is_front, strip, top, is_top, today)


@lru_cache(maxsize=0 if settings.DEBUG else 16)
def _footer(sections: Places, standing: Places, year: int, zone: str, *_site: Any) -> SafeString:
    return parts.footer(sections, standing, year, zone)
