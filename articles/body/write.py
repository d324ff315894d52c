"""Blocks to HTML: the only place that writes the body's markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from articles.body.blocks import AlsoRead, Block, Close, Figure, Open, Paragraph, Rule
from articles.body.inline import Inline, Marks
from articles.body.tokens import Attributes, Tag

TEXT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
ATTRIBUTE_ESCAPES = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
BARE_IN = frozenset({"li", "td", "th"})


def write(
    blocks: Sequence[Block],
    figure: Callable[[Figure], str] | None = None,
    also_read: Callable[[AlsoRead], str] | None = None,
    paragraph: Callable[[Paragraph], str] | None = None,
    inline: Callable[[Inline], str] | None = None,
) -> str:
    """Each block by its writer, the stored form's by default; one line for each outside lists and tables.

    `inline` writes text that needs no `<p>` in its item or cell.
    """
    writers = (figure or write_figure, also_read or write_also_read, paragraph or write_paragraph)
    pieces: list[str] = []
    depth, bare = 0, _bare(blocks)
    for index, block in enumerate(blocks):
        depth += isinstance(block, Open) - isinstance(block, Close)
        if isinstance(block, Paragraph) and index in bare:
            pieces.append((inline or write_inline)(block.inline))
        else:
            pieces.append(_written(block, *writers))
        if not depth:
            pieces.append("\n")
    return "".join(pieces).strip("\n")


def _written(
    block: Block,
    figure: Callable[[Figure], str],
    also_read: Callable[[AlsoRead], str],
    paragraph: Callable[[Paragraph], str],
) -> str:
    match block:
        case Paragraph():
            return paragraph(block)
        case Figure():
            return figure(block)
        case AlsoRead():
            return also_read(block)
        case Open():
            return opening(block.tag.name, block.tag.attributes)
        case Close():
            return f"</{block.name}>"
        case Rule():
            return "<hr>"


def _bare(blocks: Sequence[Block]) -> set[int]:
    """Paragraphs that are the only text of their item or cell, so need no `<p>`."""
    bare: set[int] = set()
    own: list[list[int]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Open):
            own.append([])
        elif isinstance(block, Close):
            paragraphs = own.pop()
            if block.name in BARE_IN and len(paragraphs) == 1:
                bare.update(paragraphs)
        elif own and isinstance(block, Paragraph) and block.name == "p":
            own[-1] += [index, index] if block.attributes else [index]
    return bare


def write_paragraph(paragraph: Paragraph) -> str:
    name = paragraph.name
    return f"{opening(name, paragraph.attributes)}{write_inline(paragraph.inline, name)}</{name}>"


def escaped_text(text: str, _marks: Marks) -> str:
    return text.translate(TEXT_ESCAPES)


def write_inline(inline: Inline, within: str = "p", escape: Callable[[str, Marks], str] = escaped_text) -> str:
    pieces: list[str] = []
    current: Marks = ()
    for text, marks in inline.segments:
        if marks or current:
            pieces += _between(current, marks)
        escaped = escape(text, marks)
        pieces.append(escaped if within == "pre" else escaped.replace("\n", "<br>"))
        current = marks
    return "".join([*pieces, *_between(current, ())])


def _between(current: Marks, wanted: Marks) -> Iterable[str]:
    shared = 0
    while shared < min(len(current), len(wanted)) and current[shared] == wanted[shared]:
        shared += 1
    yield from (f"</{mark.name}>" for mark in reversed(current[shared:]))
    yield from (opening(mark.name, mark.attributes) for mark in wanted[shared:])


def opening(name: str, attributes: Attributes = ()) -> str:
    written = (f' {key}="{value.translate(ATTRIBUTE_ESCAPES)}"' for key, value in attributes)
    return f"<{name}{''.join(written)}>"


def write_caption(caption: Sequence[Paragraph]) -> str:
    """One paragraph is written without its `<p>`."""
    if len(caption) == 1 and not caption[0].attributes:
        return write_inline(caption[0].inline)
    return "".join(write_paragraph(paragraph) for paragraph in caption)


def write_figure(figure: Figure) -> str:
    caption = write_caption(figure.caption)
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"{opening('figure', _figure_attributes(figure))}{figcaption}</figure>"


def _figure_attributes(figure: Figure) -> Attributes:
    unresolved = figure.image_id is None
    values = {
        "data-align": figure.align,
        "data-alt": figure.alt if unresolved else "",
        "data-attachment": figure.attachment if unresolved else None,
        "data-image": figure.image_id,
        "data-link": figure.link,
        "data-missing": figure.missing if unresolved else None,
        "data-src": figure.source if unresolved else "",
        "data-unresolved": "caption" if unresolved else "",
    }
    return tuple((name, str(value)) for name, value in values.items() if value)


def write_also_read(also_read: AlsoRead) -> str:
    if also_read.article_id is not None:
        return f'<aside data-also-read="{also_read.article_id}"></aside>'
    link = f"{opening('a', also_read.link.attributes)}{also_read.title.translate(TEXT_ESCAPES)}</a>"
    return f'<aside data-also-read="">{link}</aside>'


def links_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The addresses an editor linked to, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _links_of(block.inline)
        elif isinstance(block, Figure):
            yield from links_in(block.caption)
        elif isinstance(block, AlsoRead) and block.article_id is None:
            yield block.link.get("href")


def _links_of(inline: Inline) -> Iterator[str]:
    last: Tag | None = None
    for _, marks in inline.segments:
        link = next((mark for mark in marks if mark.name == "a"), None)
        if link and link != last:
            yield link.get("href")
        last = link
