"""What a post's content may ask of the site it comes from; the answers are the importer's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

MediaKind = Literal["audio", "video"]


class Site(Protocol):
    """All numbers are WordPress's own. An empty answer means: not known, or not yet."""

    def pictures_of(self, post_id: int | None, /) -> Sequence[int]:
        """Attachment numbers of a post's own pictures, by menu order, then number; None is the post at hand."""

    def media_of(self, post_id: int | None, kind: MediaKind, /) -> Sequence[str]:
        """Addresses of a post's own sound or film files, in the same order."""

    def file_of(self, attachment: int, /) -> str:
        """The address of an attachment's file."""

    def block(self, ref: int, /) -> str:
        """The raw content of a reusable block (`wp_block`)."""


class EmptySite:
    """Knows nothing: what would have to be asked stays as a marked place."""

    def pictures_of(self, post_id: int | None, /) -> Sequence[int]:
        return ()

    def media_of(self, post_id: int | None, kind: MediaKind, /) -> Sequence[str]:
        return ()

    def file_of(self, attachment: int, /) -> str:
        return ""

    def block(self, ref: int, /) -> str:
        return ""
