"""The pictures and articles a stored body needs before it can be shown."""

from __future__ import annotations

from articles.body.blocks import AlsoRead, Figure
from articles.body.shown import References
from articles.body.stored import read_stored
from articles.body.usual import usual_references


def references(html: str) -> References:
    """In the order of the body, each once."""
    found = usual_references(html)
    return references_by_blocks(html) if found is None else found


def references_by_blocks(html: str) -> References:
    """The same of a body of any form."""
    blocks = read_stored(html)
    images = (block.image_id for block in blocks if isinstance(block, Figure))
    articles = (block.article_id for block in blocks if isinstance(block, AlsoRead))
    return References(
        tuple(dict.fromkeys(id for id in images if id is not None)),
        tuple(dict.fromkeys(id for id in articles if id is not None)),
    )
