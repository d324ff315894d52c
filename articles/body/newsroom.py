"""What a body may ask of the archive; the answers live outside this package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Newsroom(Protocol):
    """Each question is asked at most once for a body, with everything the body wants to know."""

    @property
    def own_article_id(self) -> int | None:
        """The article being cleaned, when it has an id already."""

    def images_by_attachment(self, attachment_ids: Collection[int], /) -> Mapping[int, int]:
        """WordPress attachment id to image id."""

    def images_by_source(self, sources: Collection[str], /) -> Mapping[str, int]:
        """The `src` of a picture as written (URL or path, `-300x200` sizes too) to image id."""

    def articles_by_url(self, urls: Collection[str], /) -> Mapping[str, int]:
        """URL as written, absolute or site-relative, to article id."""

    def articles_by_headline(self, keys: Collection[str], /) -> Mapping[str, int]:
        """`headline_key` to article id, only where one article alone has that headline."""

    def known_images(self, ids: Collection[int], /) -> set[int]: ...

    def known_articles(self, ids: Collection[int], /) -> set[int]: ...

    def is_own_url(self, url: str, /) -> bool:
        """Whether the URL belongs to this site, whatever it leads to."""


class EmptyNewsroom:
    """Knows nothing: every reference stays unresolved."""

    own_article_id: int | None = None

    def images_by_attachment(self, attachment_ids: Collection[int], /) -> Mapping[int, int]:
        return {}

    def images_by_source(self, sources: Collection[str], /) -> Mapping[str, int]:
        return {}

    def articles_by_url(self, urls: Collection[str], /) -> Mapping[str, int]:
        return {}

    def articles_by_headline(self, keys: Collection[str], /) -> Mapping[str, int]:
        return {}

    def known_images(self, ids: Collection[int], /) -> set[int]:
        return set()

    def known_articles(self, ids: Collection[int], /) -> set[int]:
        return set()

    def is_own_url(self, url: str, /) -> bool:
        return url.startswith("/") and not url.startswith("//")
