"""What another site's page says of itself: title, author, own address, that it is gone. None of it is proof."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from lxml import etree

from articles.linkbacks.formats.addresses import resolve
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.plain_text import cropped

_LONGEST = 249
# By name: `h-full` and `h-screen` are classes of a style sheet.
_MICROFORMATS = frozenset(
    "h-adr h-app h-card h-cite h-entry h-event h-feed h-geo h-item h-listing h-product h-recipe h-review".split()
)


def page_title(page: FetchedPage) -> str:
    """At most 250 characters; the host's name when the page has no title. Never empty."""
    tree = page.tree
    titles = iter(()) if tree is None else chain(_meta(tree, "property", "og:title"), _titles(tree), _entry_names(tree))
    return _first(chain(titles, (urlsplit(page.url).hostname or "", page.url)))


def page_author(page: FetchedPage) -> str:
    """At most 250 characters; empty when the page names nobody. Whoever signs, nothing is fetched to ask."""
    tree = page.tree
    return "" if tree is None else _first(chain(_entry_authors(tree), _meta(tree, "name", "author")))


def canonical_address(page: FetchedPage) -> str:
    """Where the page says that it belongs, to be shown and never followed; empty when it does not say."""
    for link in _in_head(page.tree, "link"):
        if "canonical" in str(link.get("rel", "")).lower().split() and "href" in link.attrib:
            return resolve(page.base_url, str(link.attrib["href"])) or ""
    return ""


def says_gone(page: FetchedPage) -> bool:
    """A status planted in the text, by a reader's comment, does not count: only the head's."""
    return any(
        str(meta.get("http-equiv", "")).lower() == "status" and str(meta.get("content", "")).strip().startswith("410")
        for meta in _in_head(page.tree, "meta")
    )


def _in_head(tree: etree._Element | None, tag: str) -> list[etree._Element]:
    head = None if tree is None else tree.find("head")
    return [] if head is None else head.findall(tag)


def _first(texts: Iterator[str]) -> str:
    return next(filter(None, (cropped(text, _LONGEST) for text in texts)), "")


def _meta(tree: etree._Element, attribute: str, name: str) -> Iterator[str]:
    for element in tree.iter("meta"):
        if str(element.get(attribute, "")).strip().lower() == name:
            yield str(element.get("content", ""))


def _titles(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter("title"):
        if next(element.iterancestors("svg"), None) is None:
            yield _text(element)


def _entry_names(tree: etree._Element) -> Iterator[str]:
    return (_text(element) for element in _of_entry(tree, "p-name"))


def _entry_authors(tree: etree._Element) -> Iterator[str]:
    for author in _of_entry(tree, "p-author"):
        named = next((element for element in author.iter() if "p-name" in _classes(element)), author)
        yield _text(named)
        yield from (str(picture.get("alt", "")) for picture in named.iter("img"))


def _of_entry(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that class which belong to the page's first entry itself: not to its author, nor to a comment."""
    entry = next((element for element in tree.iter() if "h-entry" in _classes(element)), None)
    for element in () if entry is None else entry.iterdescendants():
        if name in _classes(element) and _belongs_to(element) is entry:
            yield element


def _belongs_to(element: etree._Element) -> etree._Element | None:
    return next((above for above in element.iterancestors() if not _MICROFORMATS.isdisjoint(_classes(above))), None)


def _classes(element: etree._Element) -> list[str]:
    return str(element.get("class", "")).split()


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
