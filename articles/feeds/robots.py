"""robots.txt: what no program should ask for, which AI crawlers the newsroom refuses, and where the sitemaps are."""

from __future__ import annotations

from articles.models import Crawler
from articles.page_keys import CRAWLERS, depends_on
from articles.pages.markup import render


def text() -> str:
    """One query."""
    depends_on(CRAWLERS)
    return render("feeds/robots.txt", refused=list(Crawler.objects.refused()))
