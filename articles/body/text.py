"""What a body says: its words without its markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from articles.body.blocks import AlsoRead, Block, Figure, Paragraph
from articles.body.stored import read_stored
from articles.body.usual import usual_opening


def headline_key(text: str) -> str:
    """Letters, marks and digits only, in one case: two headlines that read the same have one key."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


def plain_text(html: str) -> str:
    """The visible words, paragraphs apart by a blank line."""
    return "\n\n".join(texts_of(read_stored(html)))


def first_words(html: str) -> str:
    """The first paragraph of what it says."""
    found = usual_opening(html)
    return plain_text(html).partition("\n\n")[0] if found is None else found


def word_count(html: str) -> int:
    return len(plain_text(html).split())


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Figure) and block.caption:
            yield block.caption_text
        elif isinstance(block, AlsoRead) and block.title:
            yield block.title
