"""Dashes and ellipses as a printer sets them, when a body is shown: `--` is an em dash, `...` one character (E50).

What is stored stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from articles.body.blocks import Block, Figure, Paragraph
from articles.body.inline import Inline, Segment

TYPED = re.compile(r"(?<![-.])(?:-{2,3}(?!-)|\.{3}(?!\.))")
_SET = {"-": "—", ".": "…"}
_VERBATIM = frozenset({"code", "kbd", "samp", "pre"})


def typeset(blocks: Iterable[Block]) -> list[Block]:
    """All text but code. A row of hyphens or dots that is longer is a line someone drew, and stays."""
    return [_block(block) for block in blocks]


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Figure) and block.caption:
        return replace(block, caption=tuple(map(_paragraph, block.caption)))
    return block


def _paragraph(paragraph: Paragraph) -> Paragraph:
    if paragraph.name in _VERBATIM or not TYPED.search(paragraph.text):
        return paragraph
    return replace(paragraph, inline=Inline(map(_segment, paragraph.inline.segments)))


def _segment(segment: Segment) -> Segment:
    if any(mark.name in _VERBATIM for mark in segment.marks):
        return segment
    return Segment(TYPED.sub(as_set, segment.text), segment.marks)


def as_set(typed: re.Match[str]) -> str:
    """The one character for what `TYPED` found."""
    return _SET[typed[0][0]]
