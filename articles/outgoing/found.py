"""The links of a body as they stand there, with the words that readers click."""

from __future__ import annotations

from dataclasses import dataclass

from articles.linkbacks.formats.addresses import normal_form
from articles.linkbacks.formats.fetched_page import content_tree
from articles.linkbacks.formats.plain_text import cropped

_LONGEST_TEXT = 200


@dataclass(frozen=True)
class Anchor:
    href: str
    text: str


@dataclass(frozen=True)
class BodyLinks:
    """`also_read` are the numbers of the articles that it offers."""

    anchors: tuple[Anchor, ...]
    also_read: frozenset[int]


def links_in(html: str) -> BodyLinks:
    """Of any body, clean or as it is being typed."""
    tree = content_tree(html) if html.strip() else None
    if tree is None:
        return BodyLinks((), frozenset())
    anchors = [
        Anchor(str(one.get("href", "")).strip(), cropped("".join(map(str, one.itertext())), _LONGEST_TEXT))
        for one in tree.iter("a")
    ]
    offered = (str(one.get("data-also-read", "")) for one in tree.iter("aside"))
    return BodyLinks(tuple(one for one in anchors if one.href), frozenset(map(int, filter(_is_number, offered))))


def pages_of(anchors: tuple[Anchor, ...]) -> dict[str, str]:
    """The addresses of the web among them, as they are asked for, with the words of the first link to each."""
    found: dict[str, str] = {}
    for one in anchors:
        if address := normal_form(one.href.partition("#")[0]):
            found.setdefault(address, one.text)
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
