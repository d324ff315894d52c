"""What an export holds, item by item: texts as the file has them, whitespace around them gone.

Times are `YYYY-MM-DD HH:MM:SS` (zeros or nothing where WordPress has none), numbers 0 where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.wordpress.reading.repairs import Repair

_COAUTHOR_PREFIX = "cap-"


class Position(NamedTuple):
    """A place in an export: which of its files, and the offset in that file's bytes as they are when unpacked.

    In a plain file that is the byte to go to. Of gzip, zip and UTF-16 the bytes before it are read again and skipped.
    """

    part: int = 0
    offset: int = 0


class Meta(NamedTuple):
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or term of any taxonomy. `domain` is the taxonomy, `parent` the parent's slug."""

    slug: str
    name: str
    parent: str = ""
    domain: str = ""
    description: str = ""
    term_id: int = 0
    meta: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment or a linkback; `kind` is never empty (`comment` where WordPress leaves it out)."""

    comment_id: int
    author: str
    author_email: str
    author_url: str
    author_ip: str
    date: str
    date_gmt: str
    content: str
    approved: str
    kind: str
    parent: int
    user_id: int
    meta: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `position` is where it starts, `after` where reading goes on behind it."""

    position: Position
    after: Position
    post_id: int
    post_type: str
    title: str
    link: str
    guid: str
    creator: str
    pub_date: str
    description: str
    content: str
    excerpt: str
    post_date: str
    post_date_gmt: str
    post_modified: str
    post_modified_gmt: str
    post_name: str
    status: str
    password: str
    comment_status: str
    ping_status: str
    post_parent: int
    menu_order: int
    is_sticky: bool
    attachment_url: str
    terms: tuple[Term, ...] = ()
    meta: tuple[Meta, ...] = ()
    comments: tuple[Comment, ...] = ()
    unknown: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def identity(self) -> str:
        """Names it within its export: the number, else the guid, else the link; empty when it has none of them."""
        return str(self.post_id) if self.post_id else self.guid or self.link

    def in_domain(self, domain: str) -> list[Term]:
        return [term for term in self.terms if term.domain == domain]

    def coauthors(self) -> list[str]:
        """Nicenames that Co-Authors Plus keeps as terms, in order."""
        return [term.slug.removeprefix(_COAUTHOR_PREFIX) for term in self.in_domain("author")]

    def meta_value(self, key: str) -> str:
        """The first of the key; empty when there is none."""
        return next(self.meta_values(key), "")

    def meta_values(self, key: str) -> Iterator[str]:
        return (meta.value for meta in self.meta if meta.key == key)


@dataclass(frozen=True, slots=True)
class BadItem:
    """An item that cannot be taken in: cut off, too long, or nothing to be told apart in it.

    `title` and `post_id` are what could still be read of it.
    """

    position: Position
    after: Position
    reason: str
    title: str = ""
    post_id: int = 0

    def __str__(self) -> str:
        return f"The item{f' “{self.title}”' if self.title else ''} {self.reason}."
