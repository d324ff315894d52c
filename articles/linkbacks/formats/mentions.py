"""Every address that a page links to, found in the way of its media type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

from articles.linkbacks.formats.addresses import resolve
from articles.linkbacks.formats.fetched_page import FetchedPage

_LINKS = {"a": "href", "area": "href"}
_EMBEDS = {"img": "src", "video": "src", "audio": "src", "source": "src"}
_URL_IN_TEXT = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_SENTENCE_ENDS = ".,;:!?)]'"


def is_searchable(page: FetchedPage) -> bool:
    return page.is_html or _is_json(page) or page.media_type == "text/plain"


def mentions(page: FetchedPage, with_embeds: bool) -> Iterator[tuple[str, etree._Element | None]]:
    """(address, element): what is no HTML has no element; pictures, sound and film count with `with_embeds`."""
    if page.is_html:
        yield from _in_html(page, _LINKS | _EMBEDS if with_embeds else _LINKS)
    elif _is_json(page):
        yield from ((text, None) for text in _json_strings(page.text))
    elif page.media_type == "text/plain":
        yield from ((url, None) for url in _urls_in_text(page.text))


def _is_json(page: FetchedPage) -> bool:
    return page.media_type == "application/json" or page.media_type.endswith("+json")


def _in_html(page: FetchedPage, attributes: dict[str, str]) -> Iterator[tuple[str, etree._Element]]:
    for element in () if page.tree is None else page.tree.iter(*attributes):
        value = element.get(attributes[str(element.tag)])
        url = resolve(page.base_url, str(value)) if value is not None else None
        if url:
            yield url, element


def _json_strings(text: str) -> Iterator[str]:
    try:
        todo = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            todo.extend(value.values() if isinstance(value, dict) else value)


def _urls_in_text(text: str) -> Iterator[str]:
    for found in _URL_IN_TEXT.finditer(text):
        yield found[0]
        yield found[0].rstrip(_SENTENCE_ENDS)
