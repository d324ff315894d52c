"""Changes where a body's links lead when it is shown; what is stored stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from articles.body.blocks import AlsoRead, Block, Figure, Paragraph
from articles.body.inline import Inline, Segment
from articles.body.tokens import Tag

Address = Callable[[str], str]


def with_addresses(blocks: Iterable[Block], address: Address) -> list[Block]:
    """Each `href` of a link in text or caption, and the link of a picture, through `address`."""
    return [_block(block, address) for block in blocks]


def _block(block: Block, address: Address) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, address)
        case Figure():
            caption = tuple(_paragraph(paragraph, address) for paragraph in block.caption)
            return replace(block, caption=caption, link=address(block.link) if block.link else "")
        case AlsoRead(article_id=None):
            return replace(block, link=_link(block.link, address))
    return block


def _paragraph(paragraph: Paragraph, address: Address) -> Paragraph:
    segments = paragraph.inline.segments
    if not any(mark.name == "a" for segment in segments for mark in segment.marks):
        return paragraph
    changed = (Segment(text, tuple(_link(mark, address) for mark in marks)) for text, marks in segments)
    return replace(paragraph, inline=Inline(changed))


def _link(mark: Tag, address: Address) -> Tag:
    if mark.name != "a" or not mark.get("href"):
        return mark
    return Tag("a", tuple((name, address(value) if name == "href" else value) for name, value in mark.attributes))
