"""A reader's comment: what strangers typed, as few and safe elements as talking needs."""

from __future__ import annotations

import re

import nh3

from articles.body.blocks import Block, Close, Open, Paragraph
from articles.body.inline import Inline, link_at
from articles.body.layout import lay_out
from articles.body.tokens import Tag, read_pasted, without_controls
from articles.body.write import write

LONGEST = 10_000
"""Characters of source that readers are shown; nobody says more who wants to be read."""
_QUOTE = "blockquote"
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’]{3,500}")
_NO_PART = ".,;:!?)]}…"
_CLEANER = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "p", "strong"},
    attributes={"a": {"href"}, "*": set()},
    url_schemes={"http", "https"},
    link_rel="ugc nofollow noopener",
)


def comment_html(source: str) -> str:
    """Safe HTML: lines and paragraphs kept, addresses made links that vouch for nothing."""
    source = source if len(source) <= LONGEST else source[:LONGEST] + "…"
    blocks = lay_out(read_pasted(without_controls(source)), lines=True)
    return _CLEANER.clean(write([plain for block in blocks if (plain := _plain(block))]))


def _plain(block: Block) -> Block | None:
    """Headings, lists and tables become the paragraphs in them; pictures and rules go."""
    if isinstance(block, Paragraph):
        return Paragraph(_linked(block.inline), "p") if block.inline else None
    is_quote = (isinstance(block, Open) and block.tag.name == _QUOTE) or (
        isinstance(block, Close) and block.name == _QUOTE
    )
    return block if is_quote else None


def _linked(inline: Inline) -> Inline:
    for match in reversed(list(_ADDRESS.finditer(inline.text))):
        href = match[0].rstrip(_NO_PART)
        if link_at(inline, match.start()) is None:
            inline = inline.marked([(match.start(), match.start() + len(href))], Tag("a", (("href", href),)))
    return inline
