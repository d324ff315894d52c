"""Headlines with their times, newest first: what stands beside a page."""

from __future__ import annotations

from django.utils import timezone

from articles.models import Article
from articles.page_keys import ALL_LIST, depends_on
from articles.pages.queries import LATEST


def latest() -> list[Article]:
    """One query."""
    depends_on(ALL_LIST)
    return LATEST.rows(now=timezone.now())
