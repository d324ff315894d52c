"""A page as another site sent it, and its tree without what is no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from articles.linkbacks.formats.addresses import resolve
from articles.linkbacks.formats.charsets import decode_page

HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
# Their insides are no part of the page: a link there is not one. What <noscript> holds does count.
NOT_CONTENT = (
    *("script", "style", "template", "textarea", "iframe"),
    *("xmp", "noembed", "noframes", "plaintext"),
)


@dataclass(frozen=True)
class FetchedPage:
    """`url` is the final one; header names in any case, repeated ones as pairs of their own."""

    url: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header_values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @cached_property
    def media_type(self) -> str:
        return media_type_and_charset(self._content_type)[0]

    @cached_property
    def text(self) -> str:
        return decode_page(self.body, media_type_and_charset(self._content_type)[1])

    @cached_property
    def is_html(self) -> bool:
        return self.media_type in HTML_TYPES

    @cached_property
    def tree(self) -> etree._Element | None:
        return content_tree(self.text) if self.is_html else None

    @cached_property
    def base_url(self) -> str:
        """What relative addresses start from: the first `<base href>` as in a browser, else the page."""
        for element in [] if self.tree is None else self.tree.iter("base"):
            if "href" in element.attrib:
                return resolve(self.url, str(element.attrib["href"])) or self.url
        return self.url

    @property
    def _content_type(self) -> str:
        return next(iter(self.header_values("Content-Type")), "")


def media_type_and_charset(content_type: str) -> tuple[str, str]:
    """`text/html; Charset="UTF-8"` to `("text/html", "UTF-8")`; empty where nothing is said."""
    media_type, _, parameters = content_type.partition(";")
    for parameter in parameters.split(";")[:10]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'")
    return media_type.strip().lower(), ""


def content_tree(html: str) -> etree._Element | None:
    """The tree without comments, scripts and the like; None for a page that holds nothing.

    Raises MemoryError when it does not fit: half a tree would look like a page that lost its links.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    parser.feed(html.encode("utf-8", "replace"))
    root = parser.close()
    error = parser.feed_error_log.last_error
    if error and error.type == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError
    if root is not None:
        etree.strip_elements(root, *NOT_CONTENT, with_tail=False)
    return root
