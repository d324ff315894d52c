"""What the bodies of one batch will ask, answered beforehand in a few queries: picklable, for other processes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.wordpress.content.markup import also_read_address
from articles.wordpress.content.site import MediaKind
from articles.wordpress.own_fields import ALSO_READ_BLOCK

_NUMBERS = re.compile(r"""(?:attachment_|wp-image-|"id":\s*|\bid=["']?attachment_)(\d{1,18})""")
_LISTS = re.compile(r"""\b(?:ids|include)(?:=["']?|":\s*\[)([\d,\s]{1,2000})""")
_ADDRESSES = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]{1,2048})"|'([^']{1,2048})')""", re.IGNORECASE)
_HIDDEN = re.compile(rf"""wp:{ALSO_READ_BLOCK}\s+\{{"post":\s*(\d{{1,18}})""")
_BLOCKS = re.compile(r"""wp:block\s+\{"ref":\s*(\d{1,18})""")


@dataclass(slots=True)
class Answers:
    """The newsroom (`articles.body.Newsroom`) and the site (`content.Site`) as far as these bodies need them.

    Headlines cannot be foreseen: a body that asks for some leaves them in `asked`, to be answered and run again.
    """

    own_article_id: int | None = None
    own_hosts: frozenset[str] = frozenset()
    attachments: dict[int, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    urls: dict[str, int] = field(default_factory=dict)
    headlines: dict[str, int] | None = None
    files: dict[int, str] = field(default_factory=dict)
    pictures: dict[int, list[int]] = field(default_factory=dict)
    media: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    own_post_id: int = 0
    asked: set[str] = field(default_factory=set)
    captions: dict[int, str] = field(default_factory=dict)
    """The pictures' own, where a body of an export of ours repeats them."""

    # For the body

    def images_by_attachment(self, attachment_ids: Collection[int], /) -> Mapping[int, int]:
        return {number: self.attachments[number] for number in attachment_ids if number in self.attachments}

    def images_by_source(self, sources: Collection[str], /) -> Mapping[str, int]:
        return {source: self.sources[source] for source in sources if source in self.sources}

    def articles_by_url(self, urls: Collection[str], /) -> Mapping[str, int]:
        return {url: self.urls[url] for url in urls if url in self.urls}

    def articles_by_headline(self, keys: Collection[str], /) -> Mapping[str, int]:
        if self.headlines is None:
            self.asked.update(keys)
            return {}
        return {key: self.headlines[key] for key in keys if key in self.headlines}

    def known_images(self, ids: Collection[int], /) -> set[int]:
        return {*self.attachments.values(), *self.sources.values()} & set(ids)

    def known_articles(self, ids: Collection[int], /) -> set[int]:
        return {*self.urls.values(), *(self.headlines or {}).values()} & set(ids)

    def is_own_url(self, url: str, /) -> bool:
        return (url.startswith("/") and not url.startswith("//")) or host_of(url) in self.own_hosts

    # For the conversion

    def pictures_of(self, post_id: int | None, /) -> Sequence[int]:
        return self.pictures.get(self.own_post_id if post_id is None else post_id, [])

    def media_of(self, post_id: int | None, kind: MediaKind, /) -> Sequence[str]:
        return self.media.get((self.own_post_id if post_id is None else post_id, kind), [])

    def file_of(self, attachment: int, /) -> str:
        return self.files.get(attachment, "")

    def block(self, ref: int, /) -> str:
        return self.blocks.get(ref, "")


_HOST = re.compile(r"https?://(?:www\.)?([^/?#:@]+)", re.IGNORECASE)


def host_of(url: str) -> str:
    """Without `www.`; empty for what is no web address. Cheap: it is asked of every link."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


@dataclass(slots=True)
class Mentions:
    """What the raw contents name, as far as a glance tells: too much does no harm."""

    numbers: set[int] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)

    @classmethod
    def in_contents(cls, contents: Iterable[str]) -> Mentions:
        found = cls()
        for content in contents:
            found.numbers.update(map(int, _NUMBERS.findall(content)))
            for listed in _LISTS.findall(content):
                found.numbers.update(int(word) for word in re.split(r"\D+", listed) if word and len(word) < 19)
            found.addresses.update(double or single for double, single in _ADDRESSES.findall(content))
            found.blocks.update(map(int, _BLOCKS.findall(content)))
            found.addresses.update(map(also_read_address, _HIDDEN.findall(content)))
        return found
