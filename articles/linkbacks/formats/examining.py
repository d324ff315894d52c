"""Does this page link to us, and how: a fetched source page in, a few plain facts out.

Hostile pages can take seconds and much memory here: `parsing` runs it in a process that can be killed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from lxml import etree

from articles.linkbacks.formats.addresses import normal_form
from articles.linkbacks.formats.excerpts import excerpt_round
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.mentions import is_searchable, mentions
from articles.linkbacks.formats.self_description import canonical_address, page_author, page_title, says_gone

_MOST_LOOKED_AT = 20
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size|width|height)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Examined:
    """`target` is the address that is linked, None when it is not; `is_readable` is False for a type nobody can search.

    `title`, `author`, `excerpt` and `link_text` are plain text; the link's text stands in the excerpt, unless it is
    empty. `canonical` is an address the page claims. `is_gone` is the page's own word that it was deleted.
    """

    title: str
    author: str = ""
    canonical: str = ""
    target: str | None = None
    excerpt: str = ""
    link_text: str = ""
    link_count: int = 0
    is_hidden: bool = False
    is_nofollow: bool = False
    is_gone: bool = False
    is_readable: bool = True


def examine(page: FetchedPage, targets: Collection[str], with_embeds: bool = False) -> dict[str, Examined]:
    """Looks for a link to exactly each of `targets`; pictures, sound and film count with `with_embeds`."""
    forms = {target: normal_form(target) for target in targets}
    found = _found(page, {form for form in forms.values() if form}, with_embeds)
    itself = _itself(page)
    return {target: _linking(itself, target, found.get(form or "", [])) for target, form in forms.items()}


def _itself(page: FetchedPage) -> Examined:
    return Examined(
        page_title(page),
        page_author(page),
        canonical_address(page),
        link_count=0 if page.tree is None else sum(1 for _ in page.tree.iter("a")),
        is_gone=says_gone(page),
        is_readable=is_searchable(page),
    )


def _found(page: FetchedPage, wanted: set[str], with_embeds: bool) -> dict[str, list[etree._Element | None]]:
    """The first links to each wanted address, by its normal form."""
    found: dict[str, list[etree._Element | None]] = {}
    for url, element in mentions(page, with_embeds):
        form = normal_form(url)
        if form in wanted and len(found.setdefault(form, [])) < _MOST_LOOKED_AT:
            found[form].append(element)
    return found


def _linking(itself: Examined, target: str, mentioned: list[etree._Element | None]) -> Examined:
    links = [element for element in mentioned if element is not None]
    if not links:
        return replace(itself, target=target) if mentioned else itself
    link = min(links, key=_is_hidden)
    excerpt, words = excerpt_round(link)
    return replace(
        itself,
        target=target,
        excerpt=excerpt,
        link_text=words,
        is_hidden=_is_hidden(link),
        is_nofollow="nofollow" in str(link.get("rel", "")).lower().split(),
    )


def _is_hidden(link: etree._Element) -> bool:
    return any(
        "hidden" in element.attrib or _INVISIBLE.search(str(element.get("style", "")))
        for element in (link, *link.iterancestors())
    )
