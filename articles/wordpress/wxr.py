"""Reads a WordPress export (WXR): splits it at its items, then parses each item by itself.

One broken item cannot stop the others, and memory does not grow with the file. The format is described in
WordPress's `wp-admin/includes/export.php`; elements are found by namespace, of any minor version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from articles.wordpress.splitter import ROOT, NotAnExport, split

_ILLEGAL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NAMESPACE = re.compile(r"\{[^}]*/export/1\.\d+/(excerpt/)?\}(\w+)")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


class BrokenItem(Exception):
    """One item cannot be read; the others can."""


@dataclass(frozen=True)
class Term:
    """A category or tag. `parent` is the parent's slug."""

    slug: str
    name: str
    parent: str = ""
    domain: str = ""
    description: str = ""


@dataclass(frozen=True)
class Comment:
    comment_id: int
    author: str
    author_url: str
    date_gmt: str
    content: str
    approved: str
    kind: str


@dataclass(frozen=True)
class Channel:
    title: str
    home_url: str
    language: str
    authors: dict[str, str]
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]


@dataclass(frozen=True)
class Item:
    """One item, texts as the file has them. Dates are `YYYY-MM-DD HH:MM:SS` or zeros."""

    title: str
    link: str
    creator: str
    content: str
    excerpt: str
    fields: dict[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()

    @property
    def post_id(self) -> int:
        return _number(self.fields.get("post_id", ""))

    @property
    def post_type(self) -> str:
        return self.fields.get("post_type", "post")

    def in_domain(self, domain: str) -> list[Term]:
        return [term for term in self.terms if term.domain == domain]


def read_channel(file: BinaryIO) -> Channel:
    """What stands before the first item: the site, its authors and its terms."""
    head = next(split(file))
    root = _parsed(head + b"</channel></rss>", head)
    channel = root.find("channel")
    if channel is None:
        raise NotAnExport("This is an RSS file without a channel, not a WordPress export.")
    rows = [(_plain(node.tag), {_plain(child.tag): _text(child) for child in node}) for node in channel]
    texts = {_plain(node.tag): _text(node) for node in channel if not len(node)}
    return Channel(
        title=texts.get("title", ""),
        home_url=(texts.get("base_blog_url") or texts.get("link", "")).rstrip("/"),
        language=texts.get("language", ""),
        authors={row["author_login"]: row.get("author_display_name", "") for tag, row in rows if "author_login" in row},
        categories=tuple(_category(row) for tag, row in rows if tag == "category" and row),
        tags=tuple(Term(row.get("tag_slug", ""), row.get("tag_name", "")) for tag, row in rows if tag == "tag"),
    )


def read_items(file: BinaryIO) -> Iterator[Item | BrokenItem]:
    """Every item in order; one that cannot be read comes as the reason why."""
    parts = split(file)
    root = ROOT.search(next(parts))
    opening = root[0] if root else b"<rss>"
    for part in parts:
        try:
            yield _item(_parsed(opening + part + b"</rss>", part)[0])
        except (BrokenItem, NotAnExport) as reason:
            yield BrokenItem(str(reason))


def _parsed(document: bytes, part: bytes) -> Element:
    try:
        return ElementTree.fromstring(_ILLEGAL.sub(b"", document), forbid_dtd=True)
    except (ParseError, ValueError, LookupError) as error:
        title = re.search(rb"<title>(?:<!\[CDATA\[)?([^<\]]{0,80})", part)
        named = f" “{title[1].decode(errors='replace')}”" if title else ""
        raise BrokenItem(f"The item{named} is broken XML ({error}).") from None
    except DefusedXmlException:
        raise NotAnExport("This file declares entities, which no WordPress export does; it is not read.") from None


def _item(node: Element) -> Item:
    fields = {_plain(child.tag): _text(child) for child in node if _NAMESPACE.match(child.tag) and not len(child)}
    return Item(
        title=_text(node.find("title")),
        link=_text(node.find("link")).strip(),
        creator=_text(node.find(_CREATOR)).strip(),
        content=_text(node.find(_CONTENT)),
        excerpt=next((_text(child) for child in node if child.tag.endswith("/excerpt/}encoded")), ""),
        fields={name: value.strip() for name, value in fields.items()},
        terms=tuple(_item_term(child) for child in node.findall("category") if child.get("nicename")),
        meta=dict(_meta(child) for child in node if _plain(child.tag) == "postmeta"),
        comments=tuple(_comment(child) for child in node if _plain(child.tag) == "comment"),
    )


def _item_term(node: Element) -> Term:
    return Term(slug=node.get("nicename", ""), name=_text(node), domain=node.get("domain", ""))


def _category(row: dict[str, str]) -> Term:
    slug, name = row.get("category_nicename", ""), row.get("cat_name", "")
    return Term(slug, name, row.get("category_parent", ""), "category", row.get("category_description", ""))


def _meta(node: Element) -> tuple[str, str]:
    row = {_plain(child.tag): _text(child) for child in node}
    return row.get("meta_key", ""), row.get("meta_value", "")


def _comment(node: Element) -> Comment:
    row = {_plain(child.tag): _text(child) for child in node}
    return Comment(
        comment_id=_number(row.get("comment_id", "")),
        author=row.get("comment_author", ""),
        author_url=row.get("comment_author_url", "").strip(),
        date_gmt=row.get("comment_date_gmt", "").strip(),
        content=row.get("comment_content", ""),
        approved=row.get("comment_approved", "").strip(),
        kind=row.get("comment_type", "").strip() or "comment",
    )


def _plain(tag: str) -> str:
    """`{http://wordpress.org/export/1.2/}post_id` → `post_id`."""
    match = _NAMESPACE.fullmatch(tag)
    return match[2] if match else tag


def _text(node: Element | None) -> str:
    return "".join(node.itertext()) if node is not None else ""


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 19 else 0
