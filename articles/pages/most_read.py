"""What was read most, in the language of a page: asked for with another part of it, so that it costs no query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import MostRead
from articles.page_keys import most_read as key_of
from articles.pages.asked import Asked, found
from articles.pages.markup import parts
from articles.pages.queries import MOST_READ

FEWEST = 3
"""With less there is nothing to compare, and no list."""
_BYTES = 2_500


def with_most_read(other: Asked, language: str, now: datetime | None = None) -> tuple[Any, list[SafeString]]:
    """That part, and the lines of the most read in the language; none where the newsroom shows none."""
    if not settings.MOST_READ:
        return found(other, now=now)[0], []
    asked = Asked(
        name=f"most read {language} for {get_language()}",
        query=MOST_READ,
        make=_lines,
        keys=frozenset([key_of(language)]),
        shown=lambda row: row.article,
        size=_BYTES,
        values={"language": language},
    )
    part, lines = found(other, asked, now=now)
    return part, lines


def _lines(rows: list[MostRead]) -> list[SafeString]:
    """Each with its number: a place whose article was withdrawn leaves no gap."""
    if len(rows) < FEWEST:
        return []
    return [parts.read_line(number, row.article) for number, row in enumerate(rows, 1)]
