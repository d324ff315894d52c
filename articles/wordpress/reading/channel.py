"""The site an export comes from: its addresses, authors and terms, from all that stands outside items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

from articles.wordpress.reading.fields import metas, number, row, text
from articles.wordpress.reading.items import Term
from articles.wordpress.reading.names import OWN_NAMESPACE, short

_COMMENT = re.compile(
    r"""<!--\s*generator="(?P<name>[^"]{1,200})"\s+created="(?P<created>\d{4}-\d\d-\d\d \d\d:\d\d)"\s*-->"""
)
_TEXTS = frozenset(
    "title link description language generator pubDate wp:base_site_url wp:base_blog_url wp:wxr_version".split()
)
_OWN_HOME, _OWN_AUTHOR = f"{{{OWN_NAMESPACE}}}home", f"{{{OWN_NAMESPACE}}}author"
_TAXONOMIES = {"category": "category", "post_tag": "post_tag", "tag": "post_tag"}


@dataclass(frozen=True, slots=True)
class Author:
    login: str
    display_name: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    author_id: int = 0
    own: str = ""
    """What an export of ours says of the author beyond WordPress's fields (`wordpress.own_fields`)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`base_site_url` is the network's (`http://wordpress.com/` there) and never says where the articles are.

    A term that is written twice, as `wp:category` or `wp:tag` and again as `wp:term`, is in here once.
    """

    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    generator: str = ""
    base_site_url: str = ""
    base_blog_url: str = ""
    wxr_version: str = ""
    exported_at: datetime | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    """Of an export of ours: the sites that were moved into it before."""

    @property
    def home_url(self) -> str:
        return (self.base_blog_url or self.link).rstrip("/")

    def display_name(self, login: str) -> str:
        """Empty for a login that the export does not describe."""
        return next((author.display_name for author in self.authors if author.login == login), "")


def channel(node: Element, raw: str = "") -> Channel:
    """From the elements before, between or behind items; `raw` is the same as text, for the exporter's comment."""
    texts: dict[str, str] = {}
    for child in node:
        if (name := short(child.tag)) in _TEXTS:
            texts.setdefault(name, text(child))
    exporter = _COMMENT.search(raw)
    terms = _once(_TERMS[name](child) for child in node if (name := short(child.tag)) in _TERMS)
    return Channel(
        title=texts.get("title", ""),
        link=texts.get("link", ""),
        description=texts.get("description", ""),
        language=texts.get("language", ""),
        generator=texts.get("generator") or (exporter["name"] if exporter else ""),
        base_site_url=texts.get("wp:base_site_url", ""),
        base_blog_url=texts.get("wp:base_blog_url", ""),
        wxr_version=texts.get("wp:wxr_version", ""),
        exported_at=_moment(texts.get("pubDate", ""), exporter["created"] if exporter else ""),
        authors=_authors(_author(child) for child in node if short(child.tag) == "wp:author"),
        categories=tuple(term for term in terms if term.domain == "category"),
        tags=tuple(term for term in terms if term.domain == "post_tag"),
        terms=tuple(term for term in terms if term.domain not in ("category", "post_tag")),
        unknown=tuple(name for child in node if (name := short(child.tag)) not in _KNOWN),
        homes=tuple(text(child) for child in node if child.tag == _OWN_HOME),
    )


def merged(channels: Iterable[Channel]) -> Channel:
    """One of several: the first text of each kind; authors and terms of all, each once."""
    given = list(channels)
    return Channel(
        title=_first(one.title for one in given),
        link=_first(one.link for one in given),
        description=_first(one.description for one in given),
        language=_first(one.language for one in given),
        generator=_first(one.generator for one in given),
        base_site_url=_first(one.base_site_url for one in given),
        base_blog_url=_first(one.base_blog_url for one in given),
        wxr_version=_first(one.wxr_version for one in given),
        exported_at=next((one.exported_at for one in given if one.exported_at), None),
        authors=_authors(author for one in given for author in one.authors),
        categories=_once(term for one in given for term in one.categories),
        tags=_once(term for one in given for term in one.tags),
        terms=_once(term for one in given for term in one.terms),
        unknown=tuple(name for one in given for name in one.unknown),
        homes=tuple(dict.fromkeys(home for one in given for home in one.homes)),
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _authors(authors: Iterable[Author]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for author in authors:
        if author.login:
            found.setdefault(author.login, author)
    return tuple(found.values())


def _once(terms: Iterable[Term]) -> tuple[Term, ...]:
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        found.setdefault((term.domain, term.slug), term)
    return tuple(found.values())


def _author(node: Element) -> Author:
    found = row(node)
    return Author(
        login=found.get("wp:author_login", ""),
        display_name=found.get("wp:author_display_name", ""),
        email=found.get("wp:author_email", ""),
        first_name=found.get("wp:author_first_name", ""),
        last_name=found.get("wp:author_last_name", ""),
        author_id=number(found.get("wp:author_id", "")),
        own=found.get(_OWN_AUTHOR, ""),
    )


def _category(node: Element) -> Term:
    found = row(node)
    return Term(
        slug=found.get("wp:category_nicename", ""),
        name=found.get("wp:cat_name", ""),
        parent=found.get("wp:category_parent", ""),
        domain="category",
        description=found.get("wp:category_description", ""),
        term_id=number(found.get("wp:term_id", "")),
        meta=metas(node, "wp:termmeta"),
    )


def _tag(node: Element) -> Term:
    found = row(node)
    return Term(
        slug=found.get("wp:tag_slug", ""),
        name=found.get("wp:tag_name", ""),
        domain="post_tag",
        description=found.get("wp:tag_description", ""),
        term_id=number(found.get("wp:term_id", "")),
        meta=metas(node, "wp:termmeta"),
    )


def _term(node: Element) -> Term:
    found = row(node)
    taxonomy = found.get("wp:term_taxonomy", "")
    return Term(
        slug=found.get("wp:term_slug", ""),
        name=found.get("wp:term_name", ""),
        parent=found.get("wp:term_parent", ""),
        domain=_TAXONOMIES.get(taxonomy, taxonomy),
        description=found.get("wp:term_description", ""),
        term_id=number(found.get("wp:term_id", "")),
        meta=metas(node, "wp:termmeta"),
    )


_TERMS = {"wp:category": _category, "wp:tag": _tag, "wp:term": _term}
_KNOWN = _TEXTS | _TERMS.keys() | {"wp:author", "image", "cloud", _OWN_HOME}


def _moment(rfc822: str, created: str) -> datetime | None:
    try:
        if rfc822:
            return parsedate_to_datetime(rfc822).astimezone(UTC)
        return datetime.strptime(created, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
