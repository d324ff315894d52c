"""`<figure>` and `<img>` tags, stored ones and pasted ones, to pictures' places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.body.attributes import kept_attributes, number, web_address
from articles.body.blocks import Figure
from articles.body.layout import paragraphs_of
from articles.body.tokens import Tag, Token

LINE = Tag("div")
ATTACHMENT = re.compile(r"(?:wp-image-|attachment_)([0-9]{1,15})(?![0-9])")
ALIGN_CLASS = re.compile(r"\balign(left|right|center|wide|full)\b")
LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original")
EMOJI_CLASSES = frozenset({"emoji", "wp-smiley"})


def read_pictures(tokens: Sequence[Token]) -> Iterator[Token | Figure]:
    position, link = 0, ""
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if not isinstance(token, Tag):
            yield token
        elif token.name == "figure" and not token.closing:
            end = _figure_end(tokens, position)
            yield from _figure(token, tokens[position:end])
            position = end
        elif token.name == "img":
            yield picture(token, link)
        else:
            link = _link(token, link)
            yield token


def picture(img: Tag, link: str = "") -> Figure | str:
    """An `<img>`; a smiley is the text it stands for."""
    if EMOJI_CLASSES & set(img.get("class").split()):
        return img.get("alt")
    sources = [web_address(img.get(name)) for name in ("src", *LAZY_SOURCES)]
    return Figure(
        attachment=attachment_in(img.get("class")),
        source=next(filter(None, sources), ""),
        alt=" ".join(img.get("alt").split()),
        align=align_in(img.get("class")) or align_in(f"align{img.get('align')}"),
        link=web_address(link),
    )


def attachment_in(value: str) -> int | None:
    """The WordPress id in `attachment_213728` or `wp-image-213728`."""
    match = ATTACHMENT.search(value)
    return number(match[1].lstrip("0")) if match else None


def align_in(value: str) -> str:
    match = ALIGN_CLASS.search(value)
    return match[1] if match else ""


def _figure_end(tokens: Sequence[Token], position: int) -> int:
    """Figures do not nest: the next figure or related link ends one that is still open."""
    while position < len(tokens):
        token = tokens[position]
        if isinstance(token, Tag) and (token.name == "figure" or "data-also-read" in dict(token.attributes)):
            return position
        position += 1
    return position


def _figure(tag: Tag, content: Sequence[Token]) -> Iterator[Token | Figure]:
    """The picture with its caption; then whatever else was inside."""
    pictures, caption, others = _parted(content)
    stored = dict(kept_attributes(Tag("figure", tag.attributes)))
    is_reference = bool(stored.keys() & {"data-image", "data-unresolved"}) or bool(tag.get("data-image"))
    if not is_reference and not pictures:
        yield from (LINE, *others, LINE.end, LINE, *caption, LINE.end)
        return
    first = pictures[0] if pictures else Figure()
    yield Figure(
        image_id=number(stored.get("data-image", "")),
        attachment=number(stored.get("data-attachment", "")) or first.attachment or attachment_in(tag.get("id")),
        source=stored.get("data-src", first.source),
        alt=stored.get("data-alt", first.alt),
        missing=number(stored.get("data-missing", "")),
        align=stored.get("data-align", "") or align_in(tag.get("class")) or first.align,
        link=stored.get("data-link", first.link),
        caption=paragraphs_of(caption),
    )
    yield from pictures[1:]
    yield from (LINE, *others, LINE.end)


def _parted(content: Sequence[Token]) -> tuple[list[Figure], list[Token], list[Token]]:
    """The pictures, the caption and the rest of a figure's content."""
    pictures: list[Figure] = []
    caption: list[Token] = []
    others: list[Token] = []
    within, link = others, ""
    for token in content:
        if isinstance(token, Tag) and token.name == "figcaption":
            within = others if token.closing else caption
            within += (LINE, LINE.end)
        elif isinstance(token, Tag) and token.name == "img":
            found = picture(token, link)
            pictures.append(found) if isinstance(found, Figure) else within.append(found)
        else:
            link = _link(token, link)
            within.append(token)
    return pictures, caption, others


def _link(token: Token, link: str) -> str:
    """The address of the link that is open after the token."""
    if isinstance(token, Tag) and token.name == "a":
        return "" if token.closing else token.get("href")
    return link
