"""Places that only another system could fill, such as a block WordPress made anew each time it was shown.

What was written there stays in the body for the editor to see, marked; readers are shown nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.body.blocks import Block, Figure, Paragraph
from articles.body.containers import without_empty
from articles.body.inline import Inline
from articles.body.tokens import Tag

PLACEHOLDER = Tag("span", (("data-unresolved", "block"),))
WRITTEN = 'data-unresolved="block"'


def without_placeholders(blocks: list[Block]) -> list[Block]:
    return without_empty(list(_kept(blocks)))


def is_literal(inline: Inline, position: int) -> bool:
    """Whether text is shown, or kept, as it is written: in program text, and in a placeholder."""
    return inline.mark_at(position, "code") is not None or inline.has_mark(position, PLACEHOLDER)


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _shown(block)
        elif isinstance(block, Figure):
            yield replace(block, caption=tuple(shown for part in block.caption for shown in _shown(part)))
        else:
            yield block


def _shown(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph without its placeholders, if that leaves anything of it."""
    kept = [segment for segment in paragraph.inline.segments if PLACEHOLDER not in segment.marks]
    if len(kept) == len(paragraph.inline.segments):
        yield paragraph
    elif (inline := Inline(kept)).text.strip():
        yield replace(paragraph, inline=inline.cut(0, len(inline.text)))
