"""A label alone on its line, and the links or the headline that follow it on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.body.blocks import AlsoRead, Block, Close, Open, Paragraph
from articles.body.draft import Draft
from articles.body.inline import Inline, Range, link_at
from articles.body.known_articles import UNRESOLVED, KnownArticles, box_for
from articles.body.labels import is_bare_label
from articles.body.text import headline_key
from articles.body.tokens import Tag

LINE = re.compile(r"[^\n]+")
BETWEEN = re.compile(r"[\s\xa0|,;•·/&►»*-]*")


@dataclass(frozen=True, slots=True)
class Follower:
    """What may be a related link: the box it would be, or none when nobody knows it."""

    boxes: tuple[AlsoRead | None, ...]
    end: int
    """The line after it in the same paragraph, or the block after it in the body."""


def box_lists(blocks: Sequence[Block], known: KnownArticles, draft: Draft) -> list[Block]:
    boxed: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if isinstance(block, Paragraph) and block.name not in ("pre", "caption"):
            pieces, index = _boxed(block, blocks, index, known, draft)
            boxed += pieces
        else:
            boxed.append(block)
    return boxed


def _boxed(
    paragraph: Paragraph, blocks: Sequence[Block], after: int, known: KnownArticles, draft: Draft
) -> tuple[list[Block], int]:
    """The paragraph with what its bare label announces boxed, and the block to go on with."""
    lines = [match.span() for match in LINE.finditer(paragraph.text)]
    head = next((i for i, line in enumerate(lines) if _is_head(paragraph.inline, line)), None)
    if head is None:
        return [paragraph], after
    start, end = lines[head]
    if head + 1 < len(lines):
        found, next_block = _in_lines(paragraph.inline, lines[head + 1 :], known), after
    else:
        found = _in_blocks(blocks, after, known)
        next_block = found.end
    boxes = [box for box in found.boxes if box]
    if boxes and len(boxes) == len(found.boxes):
        rest = found.end if head + 1 < len(lines) else len(paragraph.text)
        pieces: tuple[Block, ...] = (paragraph.cut(0, start), *boxes, paragraph.cut(rest, len(paragraph.text)))
        return [piece for piece in pieces if not isinstance(piece, Paragraph) or piece.inline], next_block
    if found.boxes or paragraph.text[end - 1] in ":：|":
        draft.report("also-read", paragraph.text[start : end + 100])
        paragraph = Paragraph(paragraph.inline.marked([(start, end)], UNRESOLVED), paragraph.name, paragraph.attributes)
    return [paragraph], after


def _is_head(inline: Inline, line: Range) -> bool:
    return is_bare_label(inline.text[slice(*line)]) and link_at(inline, line[0]) is None


def _in_lines(inline: Inline, lines: Sequence[Range], known: KnownArticles) -> Follower:
    """The lines that are links, or the first when it is a known headline."""
    boxes: list[AlsoRead | None] = []
    end = 0
    for line in lines:
        links = list(_only_links(inline, line, known))
        if not links:
            break
        boxes += links
        end = line[1]
    if not boxes and (box := _titled(inline.text[slice(*lines[0])], known)):
        return Follower((box,), lines[0][1])
    return Follower(tuple(boxes), end)


def _in_blocks(blocks: Sequence[Block], after: int, known: KnownArticles) -> Follower:
    """A list of links, paragraphs of links, or one paragraph that is a known headline."""
    block = blocks[after] if after < len(blocks) else None
    if isinstance(block, Open) and block.tag.name in ("ul", "ol"):
        return _in_list(blocks, after, known)
    boxes: list[AlsoRead | None] = []
    index = after
    while index < len(blocks) and (links := _links_alone(blocks[index], known)):
        boxes += links
        index += 1
    if not boxes and isinstance(block, Paragraph) and (box := _titled(block.text, known)):
        return Follower((box,), after + 1)
    return Follower(tuple(boxes), index)


def _in_list(blocks: Sequence[Block], after: int, known: KnownArticles) -> Follower:
    boxes: list[AlsoRead | None] = []
    for index in range(after + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Close) and block.name in ("ul", "ol"):
            return Follower(tuple(boxes), index + 1)
        if isinstance(block, Paragraph) and (links := _links_alone(block, known)):
            boxes += links
        elif not (isinstance(block, Open) and block.tag.name == "li") and not isinstance(block, Close):
            break
    return Follower((), after)


def _links_alone(block: Block, known: KnownArticles) -> list[AlsoRead | None]:
    """The links of a paragraph that holds nothing else."""
    if not isinstance(block, Paragraph) or block.name != "p":
        return []
    lines = [list(_only_links(block.inline, line.span(), known)) for line in LINE.finditer(block.text)]
    return [box for line in lines for box in line] if all(lines) else []


def _only_links(inline: Inline, line: Range, known: KnownArticles) -> Iterator[AlsoRead | None]:
    """The links of a line; nothing at all when it holds other words."""
    spans = list(_links(inline, line))
    if spans and spans[-1] is not None:
        for link, start, end in (span for span in spans if span):
            yield box_for(link, inline.text[start:end], known)


def _links(inline: Inline, line: Range) -> Iterator[tuple[Tag, int, int] | None]:
    """Each link with its place; None at the first word outside a link."""
    position = _after(inline.text, line[0])
    while position < line[1]:
        link = link_at(inline, position)
        if link is None:
            yield None
            return
        end = min(line[1], inline.mark_end(position, link))
        yield link, position, end
        position = _after(inline.text, end)


def _after(text: str, position: int) -> int:
    match = BETWEEN.match(text, position)
    return match.end() if match else position


def _titled(line: str, known: KnownArticles) -> AlsoRead | None:
    article_id = known.by_headline.get(headline_key(line[:500]))
    return None if article_id is None or known.is_own(article_id) else AlsoRead(article_id)
