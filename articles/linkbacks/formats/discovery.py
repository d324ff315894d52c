"""Where a page that we link to wants to be told: its webmention, pingback and trackback endpoints.

The endpoints are addresses a stranger chose: the fetcher's gate decides whether they may be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urldefrag

from lxml import etree

from articles.linkbacks.formats.addresses import is_web_address, resolve, same_resource
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.link_header import links_in
from articles.linkbacks.formats.rdf import pings_in

_PINGBACK_LINK = re.compile(r'<link rel="pingback" href="([^"]{1,2048})" ?/?>')
_PINGBACK_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


@dataclass(frozen=True)
class Endpoints:
    webmention: str | None = None
    pingback: str | None = None
    trackback: str | None = None


def discover(page: FetchedPage, target: str) -> Endpoints:
    """All three; `target` is the link as it stands in the article, before any redirect."""
    return Endpoints(webmention_endpoint(page), pingback_endpoint(page), trackback_endpoint(page, target))


def webmention_endpoint(page: FetchedPage) -> str | None:
    """The first of the `Link` headers, else the first `<link>` or `<a>` of the document."""
    for url in chain(_webmention_headers(page), _webmention_elements(page)):
        if url:
            return urldefrag(url).url
    return None


def _webmention_headers(page: FetchedPage) -> Iterator[str | None]:
    for link in links_in(page.header_values("Link")):
        if "webmention" in link.rels and "anchor" not in link.parameters:
            yield resolve(page.url, link.href)


def _webmention_elements(page: FetchedPage) -> Iterator[str | None]:
    for href in _hrefs(page, "webmention", "link", "a"):
        yield resolve(page.base_url, href)


def pingback_endpoint(page: FetchedPage) -> str | None:
    """The `X-Pingback` header wins; then the specification's literal text; then any such `<link>`."""
    header = next(iter(page.header_values("X-Pingback")), "").strip()
    url = header or _pingback_link(page)
    return url if url and is_web_address(url) else None


def _pingback_link(page: FetchedPage) -> str | None:
    # The literal text may stand in a comment or a script: it counts when the document has that link too.
    in_document = {href.strip(): None for href in _hrefs(page, "pingback", "link")}
    literal = (_expanded(found[1]) for found in _PINGBACK_LINK.finditer(page.text if in_document else ""))
    return next((href for href in literal if href in in_document), next(iter(in_document), None))


def _expanded(href: str) -> str:
    for entity, character in _PINGBACK_ENTITIES:
        href = href.replace(entity, character)
    return href


def trackback_endpoint(page: FetchedPage, target: str) -> str | None:
    """The ping address of the RDF block whose identifier is the target, or where it redirected to."""
    for identifier, ping in pings_in(page.text if page.is_html else ""):
        if any(same_resource(identifier, url) for url in (target, page.url)):
            return ping if is_web_address(ping) else None
    return None


def _hrefs(page: FetchedPage, rel: str, *tags: str) -> Iterator[str]:
    elements: Iterator[etree._Element] = iter(()) if page.tree is None else page.tree.iter(*tags)
    for element in elements:
        if rel in str(element.get("rel", "")).lower().split() and "href" in element.attrib:
            yield str(element.attrib["href"])
