"""The pictures and articles a stored body needs before it can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from articles.body.blocks import AlsoRead, Figure
from articles.body.stored import read_stored


@dataclass(frozen=True, slots=True)
class References:
    image_ids: tuple[int, ...]
    article_ids: tuple[int, ...]


def references(html: str) -> References:
    """In the order of the body, each once."""
    blocks = read_stored(html)
    images = (block.image_id for block in blocks if isinstance(block, Figure))
    articles = (block.article_id for block in blocks if isinstance(block, AlsoRead))
    return References(
        tuple(dict.fromkeys(id for id in images if id is not None)),
        tuple(dict.fromkeys(id for id in articles if id is not None)),
    )
