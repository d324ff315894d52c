"""Elements of an export as our own values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from articles.slugs import slugify
from articles.wordpress.reading.items import Comment, Item, Meta, Position, Term
from articles.wordpress.reading.names import short
from articles.wordpress.reading.repairs import Repair

FIELDS = frozenset(
    "title link pubDate guid description dc:creator content:encoded excerpt:encoded wfw:commentRss".split()
    + """wp:post_id wp:post_type wp:post_date wp:post_date_gmt wp:post_modified wp:post_modified_gmt wp:post_name
    wp:status wp:post_password wp:comment_status wp:ping_status wp:post_parent wp:menu_order wp:is_sticky
    wp:attachment_url""".split()
)
_NAMING = frozenset({"title", "link", "guid", "wp:post_id", "content:encoded"})
_LONGEST_NUMBER = 18


class Where(NamedTuple):
    """Where an item stands, and what it took to read it."""

    position: Position
    after: Position
    repairs: tuple[Repair, ...] = ()


def names_itself(node: Element) -> bool:
    """Whether it says anything that makes it an item of its own."""
    return any(short(child.tag) in _NAMING for child in node)


def item(node: Element, where: Where) -> Item:
    """The first of each field counts."""
    row, meta, comments, terms, unknown = _sorted(node)
    return Item(
        position=where.position,
        after=where.after,
        post_id=number(row.get("wp:post_id", "")),
        post_type=row.get("wp:post_type") or "post",
        title=row.get("title", ""),
        link=row.get("link", ""),
        guid=row.get("guid", ""),
        creator=row.get("dc:creator", ""),
        pub_date=row.get("pubDate", ""),
        description=row.get("description", ""),
        content=row.get("content:encoded", ""),
        excerpt=row.get("excerpt:encoded", ""),
        post_date=row.get("wp:post_date", ""),
        post_date_gmt=row.get("wp:post_date_gmt", ""),
        post_modified=row.get("wp:post_modified", ""),
        post_modified_gmt=row.get("wp:post_modified_gmt", ""),
        post_name=row.get("wp:post_name", ""),
        status=row.get("wp:status", ""),
        password=row.get("wp:post_password", ""),
        comment_status=row.get("wp:comment_status", ""),
        ping_status=row.get("wp:ping_status", ""),
        post_parent=number(row.get("wp:post_parent", "")),
        menu_order=number(row.get("wp:menu_order", "")),
        is_sticky=row.get("wp:is_sticky") == "1",
        attachment_url=row.get("wp:attachment_url", ""),
        terms=tuple(item_terms(terms)),
        meta=tuple(map(_meta, meta)),
        comments=tuple(map(_comment, comments)),
        unknown=tuple(unknown),
        repairs=where.repairs,
    )


def item_terms(nodes: Iterable[Element]) -> Iterator[Term]:
    """In order, each once. WXR 1.0 has a bare twin of each; a bare one without a twin gets a slug of its own."""
    nodes = list(nodes)
    full = {(text(node), node.get("domain", "category")) for node in nodes if node.get("nicename")}
    full |= {(name, "category") for name, _domain in full}
    seen = set()
    for node in nodes:
        name, domain, slug = text(node), node.get("domain", "category"), node.get("nicename", "")
        if not slug and (not name or (name, domain) in full):
            continue
        term = Term(slug or slugify(name), name, domain="post_tag" if domain == "tag" else domain)
        if (term.slug, term.domain) not in seen:
            seen.add((term.slug, term.domain))
            yield term


def row(node: Element) -> dict[str, str]:
    """A container's fields by name; the first of each counts."""
    found: dict[str, str] = {}
    for child in node:
        found.setdefault(short(child.tag), text(child))
    return found


def metas(node: Element, name: str) -> tuple[Meta, ...]:
    return tuple(_meta(child) for child in node if short(child.tag) == name)


def text(node: Element) -> str:
    return exact_text(node).strip()


def exact_text(node: Element) -> str:
    """With tags that nobody wrapped in CDATA as a part of it."""
    if not len(node):
        return node.text or ""
    try:
        return (node.text or "") + "".join(tostring(child, "unicode") for child in node)
    except RecursionError:
        return "".join(node.itertext())


def number(text: str) -> int:
    text = text.strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0


class _Sorted(NamedTuple):
    row: dict[str, str]
    meta: list[Element]
    comments: list[Element]
    terms: list[Element]
    unknown: list[str]


def _sorted(node: Element) -> _Sorted:
    found = _Sorted({}, [], [], [], [])
    containers = {"wp:postmeta": found.meta, "wp:comment": found.comments, "category": found.terms}
    for child in node:
        name = short(child.tag)
        if name in FIELDS:
            if not found.row.get(name):
                found.row[name] = text(child)
        elif name in containers:
            containers[name].append(child)
        else:
            found.unknown.append(name)
    return found


def _meta(node: Element) -> Meta:
    """The value as it is: what PHP serialised counts its bytes."""
    key = value = ""
    for child in node:
        name = short(child.tag)
        if name == "wp:meta_key":
            key = text(child)
        elif name == "wp:meta_value":
            value = exact_text(child)
    return Meta(key, value)


def _comment(node: Element) -> Comment:
    found = row(node)
    return Comment(
        comment_id=number(found.get("wp:comment_id", "")),
        author=found.get("wp:comment_author", ""),
        author_email=found.get("wp:comment_author_email", ""),
        author_url=found.get("wp:comment_author_url", ""),
        author_ip=found.get("wp:comment_author_IP", ""),
        date=found.get("wp:comment_date", ""),
        date_gmt=found.get("wp:comment_date_gmt", ""),
        content=found.get("wp:comment_content", ""),
        approved=found.get("wp:comment_approved", ""),
        kind=found.get("wp:comment_type") or "comment",
        parent=number(found.get("wp:comment_parent", "")),
        user_id=number(found.get("wp:comment_user_id", "")),
        meta=metas(node, "wp:commentmeta"),
    )
