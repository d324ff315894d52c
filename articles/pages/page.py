"""A page that is no news: everything its template shows, in two queries more than it took to find."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import Page
from articles.pages import body_html
from articles.pages.head import Head, shortened


@dataclass(frozen=True)
class ShownPage:
    page: Page
    head: Head
    line: list[Page]
    body: SafeString


def shown_page(page: Page) -> ShownPage:
    """For a page that `for_page()` fetched."""
    description = shortened(body_html.opening(page))
    return ShownPage(
        page=page,
        head=Head("page", page.title, page.get_absolute_url(), description),
        line=page.line()[:-1],
        body=body_html.load(page).html(None),
    )
