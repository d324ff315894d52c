"""Stored bodies read back into blocks, asking nobody."""

from __future__ import annotations

from collections.abc import Iterator

from articles.body.asides import Aside, as_stored, read_asides
from articles.body.blocks import AlsoRead, Block, Figure
from articles.body.layout import lay_out
from articles.body.pictures import read_pictures
from articles.body.placeholders import WRITTEN, without_placeholders
from articles.body.sanitize import sanitize
from articles.body.tokens import Token, read_tokens


def read_stored(html: str) -> list[Block]:
    """The blocks readers see of a cleaned body; anything that came into it since is sanitised away."""
    blocks = read_whole(html)
    return without_placeholders(blocks) if WRITTEN in html else blocks


def read_whole(html: str) -> list[Block]:
    """The same with the marked places that only another system could fill."""
    return lay_out(_tokens(html))


def _tokens(html: str) -> Iterator[Token | Figure | AlsoRead]:
    for token in read_asides(list(read_pictures(read_tokens(sanitize(html))))):
        if isinstance(token, Aside):
            yield from as_stored(token)
        else:
            yield token
