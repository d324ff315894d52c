"""What a body asks for when it is shown: a picture, or a related article, by reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A place for one of our pictures. An empty caption means: the picture's own."""

    image_id: int
    caption_html: str
    align: str
    link: str


@dataclass(frozen=True, slots=True)
class AlsoReadReference:
    """One of our articles by id, or another site's page by address and title."""

    article_id: int | None
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class References:
    image_ids: tuple[int, ...]
    article_ids: tuple[int, ...]
