"""A stored body as readers see it: sanitised once more, its references replaced by finished markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from articles.body.addresses import Address, with_addresses
from articles.body.blocks import AlsoRead, Block, Close, Figure, Open, Paragraph
from articles.body.captions import unescaped
from articles.body.dateline import DATELINE
from articles.body.media import media_kind, player_link
from articles.body.shown import AlsoReadReference, FigureReference
from articles.body.stored import read_stored
from articles.body.typography import typeset
from articles.body.usual import Opening, Piece, leads_elsewhere, usual
from articles.body.write import opening, write, write_caption, write_inline, write_paragraph


def render(
    html: str,
    figure: Callable[[FigureReference], str],
    also_read: Callable[[AlsoReadReference], str],
    lead_dateline_html: str = "",
    address: Address | None = None,
) -> str:
    """Safe HTML. Both callables return finished, trusted markup; an empty answer drops the place.

    `lead_dateline_html` opens the first paragraph when the body has no dateline of its own. `address` says where
    each link leads.
    """
    pieces = usual(html)
    if pieces is not None and not (address and leads_elsewhere(html, address)):
        return _by_lines(pieces, figure, also_read, lead_dateline_html)
    return render_by_blocks(html, figure, also_read, lead_dateline_html, address)


def render_by_blocks(
    html: str,
    figure: Callable[[FigureReference], str],
    also_read: Callable[[AlsoReadReference], str],
    lead_dateline_html: str = "",
    address: Address | None = None,
) -> str:
    """The same for a body of any form."""
    blocks = typeset(unescaped(read_stored(html)))
    blocks = with_addresses(blocks, address) if address else blocks
    lead = _first_paragraph(blocks) if lead_dateline_html and not _has_dateline(blocks) else None
    return write(
        blocks,
        figure=lambda place: _figure(place, figure),
        also_read=lambda place: also_read(_also_read(place)),
        paragraph=lambda block: _opened(block, lead_dateline_html) if block is lead else _paragraph(block),
    )


def _by_lines(
    pieces: Sequence[Piece],
    figure: Callable[[FigureReference], str],
    also_read: Callable[[AlsoReadReference], str],
    dateline_html: str,
) -> str:
    lines: list[str] = []
    for piece in pieces:
        match piece:
            case Opening():
                lines.append(f"{piece.tag}{dateline_html} — {piece.rest}" if dateline_html else piece.tag + piece.rest)
                dateline_html = ""
            case FigureReference():
                lines.append(figure(piece))
            case AlsoReadReference():
                lines.append(also_read(piece))
            case _:
                lines.append(piece)
    return "\n".join(lines).strip("\n")


def _figure(place: Figure, figure: Callable[[FigureReference], str]) -> str:
    """A picture nobody has found yet leaves its caption to read."""
    if place.image_id is None:
        return "".join(write_paragraph(paragraph) for paragraph in place.caption)
    return figure(FigureReference(place.image_id, write_caption(place.caption), place.align, place.link))


def _paragraph(paragraph: Paragraph) -> str:
    """A link to sound or film of ours, alone, gets a player before it; the link stays for who cannot play it."""
    link = player_link(paragraph.inline) if paragraph.name == "p" else None
    if link is None:
        return write_paragraph(paragraph)
    kind = media_kind(link.get("href"))
    source = opening(f"{kind} controls", (("preload", "none"), ("src", link.get("href"))))
    return f"{opening('p', paragraph.attributes)}{source}</{kind}> {write_inline(paragraph.inline)}</p>"


def _also_read(place: AlsoRead) -> AlsoReadReference:
    return AlsoReadReference(place.article_id, place.link.get("href"), place.title)


def _has_dateline(blocks: Sequence[Block]) -> bool:
    return any(
        DATELINE in segment.marks
        for block in blocks
        if isinstance(block, Paragraph)
        for segment in block.inline.segments
    )


def _first_paragraph(blocks: Sequence[Block]) -> Paragraph | None:
    depth = 0
    for block in blocks:
        depth += isinstance(block, Open) - isinstance(block, Close)
        if not depth and isinstance(block, Paragraph) and block.name == "p":
            return block
    return None


def _opened(paragraph: Paragraph, dateline_html: str) -> str:
    content = f"{dateline_html} — {write_inline(paragraph.inline)}"
    return f"{opening('p', paragraph.attributes)}{content}</p>"
