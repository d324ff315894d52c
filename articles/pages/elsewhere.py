"""An article as other sites show it: among what a search engine found, and as the card of a link.

Both are read from what the article's page says of itself, so that neither can say anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from articles.pages.article import ArticlePage
from articles.pages.dates import day
from articles.pages.head import Head, absolute
from articles.pictures import WIDE, Shared


@dataclass(frozen=True)
class SearchResult:
    """`places`: the sections it stands in, from the top down; search engines show them instead of the path.

    `date` in the article's language. Not `is_ours` where the canonical address is another site's.
    """

    title: str
    host: str
    places: list[str]
    description: str
    date: str
    is_ours: bool


@dataclass(frozen=True)
class SocialCard:
    """`is_cut`: the picture is the copy that was made for cards, not one that stands in for it."""

    title: str
    host: str
    site: str
    description: str
    picture: Shared | None
    alt_text: str
    is_cut: bool


def search_result(page: ArticlePage) -> SearchResult:
    """Of its head and its structured data."""
    told = page.structured
    _front, *line = told["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    return SearchResult(
        title=page.head.title,
        host=_host(page.head),
        places=[place["name"] for place in line],
        description=page.head.description,
        date=_date(told["dateModified"], page.head.language),
        is_ours=page.head.canonical_url.startswith(absolute("/")),
    )


def social_card(page: ArticlePage) -> SocialCard:
    """Of what its head says to other sites."""
    head = page.head
    return SocialCard(
        title=head.shared_title,
        host=_host(head),
        site=settings.SITE_NAME,
        description=head.description,
        picture=head.shared,
        alt_text=head.image.alt_text if head.image else "",
        is_cut=bool(head.image and WIDE in head.image.shared),
    )


def _date(told: str, language: str) -> str:
    with translation.override(language):
        return day(datetime.fromisoformat(told))


def _host(head: Head) -> str:
    return urlsplit(head.canonical_url).netloc
