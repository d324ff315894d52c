"""Text as XML, well-formed whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from articles.wordpress.reading import Comment, Item, Meta, Term

# XML 1.0 has no way to write them: controls, halves of characters, two non-characters.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Line ends become what every XML parser makes of them."""
    return _IMPOSSIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cdata(text: str) -> str:
    return f"<![CDATA[{legal(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def escaped(text: str) -> str:
    """For attributes, and for elements that WordPress writes without CDATA."""
    return escape(legal(text))


def line(depth: int, name: str, value: str) -> str:
    """One element; the value is XML already."""
    tabs = "\t" * depth
    return f"{tabs}<{name}>{value}</{name}>\n"


def item_xml(item: Item) -> Iterator[str]:
    """In WordPress's own order, an element a line: its importer's regular expressions need that."""
    yield "\t<item>\n"
    yield from _fields(item)
    for term in item.terms:
        named = f'domain="{escaped(term.domain)}" nicename="{escaped(term.slug)}"'
        yield f"\t\t<category {named}>{cdata(term.name)}</category>\n"
    yield from metas(2, "wp:postmeta", item.meta)
    for comment in item.comments:
        yield from _comment(comment)
    yield "\t</item>\n"


def _fields(item: Item) -> Iterator[str]:
    yield line(2, "title", cdata(item.title))
    yield line(2, "link", escaped(item.link))
    yield line(2, "pubDate", escaped(item.pub_date))
    yield line(2, "dc:creator", cdata(item.creator))
    yield f'\t\t<guid isPermaLink="false">{escaped(item.guid)}</guid>\n'
    yield line(2, "description", "")
    yield line(2, "content:encoded", cdata(item.content))
    yield line(2, "excerpt:encoded", cdata(item.excerpt))
    yield line(2, "wp:post_id", str(item.post_id))
    for name in ("post_date", "post_date_gmt", "post_modified", "post_modified_gmt", "comment_status", "ping_status"):
        yield line(2, f"wp:{name}", cdata(getattr(item, name)))
    yield line(2, "wp:post_name", cdata(item.post_name))
    yield line(2, "wp:status", cdata(item.status))
    yield line(2, "wp:post_parent", str(item.post_parent))
    yield line(2, "wp:menu_order", str(item.menu_order))
    yield line(2, "wp:post_type", cdata(item.post_type))
    yield line(2, "wp:post_password", cdata(item.password))
    yield line(2, "wp:is_sticky", str(int(item.is_sticky)))
    if item.attachment_url:
        yield line(2, "wp:attachment_url", cdata(item.attachment_url))


def _comment(comment: Comment) -> Iterator[str]:
    yield "\t\t<wp:comment>\n"
    yield line(3, "wp:comment_id", str(comment.comment_id))
    yield line(3, "wp:comment_author", cdata(comment.author))
    yield line(3, "wp:comment_author_email", cdata(comment.author_email))
    yield line(3, "wp:comment_author_url", escaped(comment.author_url))
    yield line(3, "wp:comment_author_IP", cdata(comment.author_ip))
    yield line(3, "wp:comment_date", cdata(comment.date))
    yield line(3, "wp:comment_date_gmt", cdata(comment.date_gmt))
    yield line(3, "wp:comment_content", cdata(comment.content))
    yield line(3, "wp:comment_approved", cdata(comment.approved))
    yield line(3, "wp:comment_type", cdata(comment.kind))
    yield line(3, "wp:comment_parent", str(comment.parent))
    yield line(3, "wp:comment_user_id", str(comment.user_id))
    yield from metas(3, "wp:commentmeta", comment.meta)
    yield "\t\t</wp:comment>\n"


def metas(depth: int, name: str, pairs: Iterable[Meta]) -> Iterator[str]:
    tabs = "\t" * depth
    for key, value in pairs:
        yield f"{tabs}<{name}>\n{line(depth, 'wp:meta_key', cdata(key))}"
        yield f"{line(depth, 'wp:meta_value', cdata(value))}{tabs}</{name}>\n"


def category_xml(term: Term) -> Iterator[str]:
    yield f"\t<wp:category>\n{line(2, 'wp:term_id', str(term.term_id))}"
    yield line(2, "wp:category_nicename", cdata(term.slug))
    yield line(2, "wp:category_parent", cdata(term.parent))
    yield line(2, "wp:cat_name", cdata(term.name))
    yield from _described("wp:category", "wp:category_description", term)


def tag_xml(term: Term) -> Iterator[str]:
    yield f"\t<wp:tag>\n{line(2, 'wp:term_id', str(term.term_id))}"
    yield line(2, "wp:tag_slug", cdata(term.slug))
    yield line(2, "wp:tag_name", cdata(term.name))
    yield from _described("wp:tag", "wp:tag_description", term)


def term_xml(term: Term) -> Iterator[str]:
    yield f"\t<wp:term>\n{line(2, 'wp:term_id', str(term.term_id))}"
    yield line(2, "wp:term_taxonomy", cdata(term.domain))
    yield line(2, "wp:term_slug", cdata(term.slug))
    yield line(2, "wp:term_parent", cdata(term.parent))
    yield line(2, "wp:term_name", cdata(term.name))
    yield from _described("wp:term", "wp:term_description", term)


def _described(element: str, name: str, term: Term) -> Iterator[str]:
    if term.description:
        yield line(2, name, cdata(term.description))
    yield from metas(2, "wp:termmeta", term.meta)
    yield f"\t</{element}>\n"
