"""Does this page link to us, and how: a fetched source page in, a few plain facts out.

Hostile pages can take seconds and much memory here: it is meant to run in a process that can be killed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from articles.linkbacks.formats.addresses import normal_form, resolve
from articles.linkbacks.formats.excerpts import excerpt_round, page_title
from articles.linkbacks.formats.fetched_page import FetchedPage

_LINKS = {"a": "href", "area": "href"}
_EMBEDS = {"img": "src", "video": "src", "audio": "src", "source": "src"}
_MOST_LOOKED_AT = 20
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size|width|height)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_URL_IN_TEXT = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_SENTENCE_ENDS = ".,;:!?)]'"


@dataclass(frozen=True)
class Examined:
    """`target` is the address that is linked, None when none is; `is_readable` is False for a type nobody can search.

    `title` and `excerpt` are plain text. `is_gone` is the page's own word that it was deleted.
    """

    title: str
    target: str | None = None
    excerpt: str = ""
    link_count: int = 0
    is_hidden: bool = False
    is_nofollow: bool = False
    is_gone: bool = False
    is_readable: bool = True


def examine(page: FetchedPage, targets: Collection[str], with_embeds: bool = False) -> Examined:
    """Looks for a link to exactly one of `targets`; pictures, sound and film count with `with_embeds`."""
    wanted = {form: url for url in targets if (form := normal_form(url))}
    title = page_title(page)
    if page.is_html:
        return _in_html(page, wanted, title, _LINKS | _EMBEDS if with_embeds else _LINKS)
    if page.media_type == "application/json" or page.media_type.endswith("+json"):
        return Examined(title, _first_wanted(_json_strings(page.text), wanted))
    if page.media_type == "text/plain":
        return Examined(title, _first_wanted(_urls_in_text(page.text), wanted))
    return Examined(title, is_readable=False)


def _in_html(page: FetchedPage, wanted: dict[str, str], title: str, attributes: dict[str, str]) -> Examined:
    tree = page.tree
    if tree is None:
        return Examined(title)
    found = list(islice(_links_to(wanted, page, tree, attributes), _MOST_LOOKED_AT))
    count, is_gone = sum(1 for _ in tree.iter("a")), _says_gone(tree)
    if not found:
        return Examined(title, link_count=count, is_gone=is_gone)
    target, link = min(found, key=lambda one: _is_hidden(one[1]))
    return Examined(
        title,
        target,
        excerpt_round(link),
        link_count=count,
        is_hidden=_is_hidden(link),
        is_nofollow="nofollow" in str(link.get("rel", "")).lower().split(),
        is_gone=is_gone,
    )


def _links_to(
    wanted: dict[str, str], page: FetchedPage, tree: etree._Element, attributes: dict[str, str]
) -> Iterator[tuple[str, etree._Element]]:
    for element in tree.iter(*attributes):
        value = element.get(attributes[str(element.tag)])
        target = _first_wanted([resolve(page.base_url, str(value)) or ""], wanted) if value is not None else None
        if target:
            yield target, element


def _first_wanted(urls: Iterable[str], wanted: dict[str, str]) -> str | None:
    forms = (normal_form(url) for url in urls)
    return next((wanted[form] for form in forms if form in wanted), None)


def _is_hidden(link: etree._Element) -> bool:
    return any(
        "hidden" in element.attrib or _INVISIBLE.search(str(element.get("style", "")))
        for element in (link, *link.iterancestors())
    )


def _says_gone(tree: etree._Element) -> bool:
    """A status planted in the text, by a reader's comment, does not count: only the head's."""
    head = tree.find("head")
    metas = [] if head is None else head.findall("meta")
    return any(
        str(meta.get("http-equiv", "")).lower() == "status" and str(meta.get("content", "")).strip().startswith("410")
        for meta in metas
    )


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
