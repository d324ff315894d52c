"""Pages of other sites, as a fetch brings them."""

from __future__ import annotations

from articles.linkbacks.formats.fetched_page import FetchedPage

PAGE_URL = "https://t.example/posts/1"


def make_page(
    html: str | bytes = "", *headers: tuple[str, str], url: str = PAGE_URL, kind: str = "text/html"
) -> FetchedPage:
    body = html if isinstance(html, bytes) else html.encode()
    return FetchedPage(url, [("Content-Type", kind), *headers], body)
