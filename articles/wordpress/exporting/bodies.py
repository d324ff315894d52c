"""A stored body as the content of a WordPress post, which our own import reads back as that body; knows no model.

It is written as the classic editor keeps it, with `[caption]` round pictures, and with each paragraph's own `<p>`:
so neither WordPress nor we have to guess where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from articles.body.blocks import AlsoRead, Block, Close, Figure, Open, Paragraph
from articles.body.inline import Inline, Segment
from articles.body.known_articles import UNRESOLVED
from articles.body.media import media_kind, player_link
from articles.body.placeholders import PLACEHOLDER
from articles.body.shortcode import CAPTION_TAG
from articles.body.stored import read_whole
from articles.body.tokens import Tag
from articles.body.write import TEXT_ESCAPES, opening, write, write_figure
from articles.wordpress.exporting.places import Picture, Places, Target
from articles.wordpress.exporting.words import escaped, inline_html
from articles.wordpress.own_fields import ALSO_READ_BLOCK, OWN_CAPTION

UNKNOWN_WIDTH = 700
"""WordPress drops the caption of a picture that has no width."""
_BLOCK = re.compile(r"wp:(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*(?: \{[^<>]*\})?")
_UNQUOTABLE = re.compile(r'["\[\]<>\s]')


def content_of(stored: str, places: Places) -> str:
    blocks = [_with_full_links(block, places) for block in read_whole(stored)]
    return "\n\n".join(filter(None, (_whole(part, places) for part in _top_level(blocks))))


def _top_level(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Each block with all it holds."""
    depth = 0
    part: list[Block] = []
    for block in blocks:
        depth += isinstance(block, Open) - isinstance(block, Close)
        part.append(block)
        if not depth:
            yield part
            part = []


def _whole(part: list[Block], places: Places) -> str:
    """Block comments may stand between blocks only: within one they would cut it in two."""
    return _block_comment(part[0], places) or write(
        part,
        figure=lambda block: _figure(block, places),
        also_read=lambda block: _also_read(block, places),
        paragraph=lambda block: _paragraph(block, places),
        inline=inline_html,
    )


def _block_comment(block: Block, places: Places) -> str:
    if isinstance(block, AlsoRead):
        target = places.targets.get(block.article_id or 0)
        return f'<!-- wp:{ALSO_READ_BLOCK} {{"post":{target.number}}} /-->' if target and _is_hidden(target) else ""
    if isinstance(block, Paragraph) and _is_all(block, PLACEHOLDER):
        return f"<!-- {block.text} /-->" if _BLOCK.fullmatch(block.text) and "--" not in block.text else ""
    return ""


def _is_all(paragraph: Paragraph, mark: Tag) -> bool:
    is_plain = paragraph.name == "p" and not paragraph.attributes
    return is_plain and paragraph.inline.segments == (Segment(paragraph.text, (mark,)),)


def _is_hidden(target: Target) -> bool:
    """Also one whose headline would read as a caption's tag."""
    return not target.is_public or bool(CAPTION_TAG.search(target.headline))


def _with_full_links(block: Block, places: Places) -> Block:
    match block:
        case Paragraph():
            return replace(block, inline=_linked(block.inline, places))
        case Figure():
            caption = tuple(replace(part, inline=_linked(part.inline, places)) for part in block.caption)
            return replace(block, caption=caption, link=places.link(block.link) if block.link else "")
        case AlsoRead(article_id=None):
            return replace(block, link=_full(block.link, places))
        case _:
            return block


def _linked(inline: Inline, places: Places) -> Inline:
    """The link of a player stays within the site: only so it is one."""
    player = player_link(inline)
    if not any(mark.name == "a" or mark == UNRESOLVED for _, marks in inline.segments for mark in marks):
        return inline
    return Inline(
        Segment(text, tuple(mark if mark == player else _full(mark, places) for mark in marks if mark != UNRESOLVED))
        for text, marks in inline.segments
    )


def _full(mark: Tag, places: Places) -> Tag:
    if mark.name != "a":
        return mark
    values = ((name, places.link(value) if name == "href" else value) for name, value in mark.attributes)
    return replace(mark, attributes=tuple(values))


def _paragraph(paragraph: Paragraph, places: Places) -> str:
    href = paragraph.text
    if _is_all(paragraph, Tag("a", (("href", href),))) and (kind := media_kind(href)) and not _UNQUOTABLE.search(href):
        return f'[{kind} src="{places.link(href)}"][/{kind}]'
    if _is_all(paragraph, PLACEHOLDER):
        written = opening(PLACEHOLDER.name, PLACEHOLDER.attributes)
        return f"<p>{written}{paragraph.text.translate(TEXT_ESCAPES)}</span></p>"
    name = paragraph.name
    return f"{opening(name, paragraph.attributes)}{inline_html(paragraph.inline, name)}</{name}>"


def _also_read(block: AlsoRead, places: Places) -> str:
    if block.article_id is None:
        return _labelled(opening("a", block.link.attributes), block.title)
    target = places.targets.get(block.article_id)
    if target is None:
        return ""
    return _labelled(opening("a", (("href", target.url),)), target.url if _is_hidden(target) else target.headline)


def _labelled(link: str, title: str) -> str:
    return f"<p><strong>ALSO READ: {link}{escaped(title, (Tag('a'),))}</a></strong></p>"


def _figure(figure: Figure, places: Places) -> str:
    picture = places.pictures.get(figure.image_id or 0)
    if picture is None:
        return _unresolved(figure)
    own = " ".join(picture.caption.split())
    caption = _caption(figure.caption) or escaped(own)
    if not caption:
        return _img(picture, figure)
    css = "" if figure.caption else f' class="{OWN_CAPTION}"'
    align, width = figure.align or "none", picture.width or UNKNOWN_WIDTH
    if _reads_as_tag([own, *(part.text for part in figure.caption)]):
        classes = f"wp-caption align{align} {'' if figure.caption else OWN_CAPTION}".strip()
        name = opening("figure", (("class", classes),))
        return f'{name}{_img(picture, figure)}<figcaption class="wp-caption-text">{caption}</figcaption></figure>'
    tag = f'[caption id="attachment_{picture.number}" align="align{align}" width="{width}"{css}]'
    return f"{tag}{_img(picture, replace(figure, align=''))} {caption}[/caption]"


def _reads_as_tag(texts: Iterable[str]) -> bool:
    return any(CAPTION_TAG.search(text) for text in texts)


def _caption(caption: Sequence[Paragraph]) -> str:
    if len(caption) == 1 and not caption[0].attributes:
        return inline_html(caption[0].inline)
    return "".join(f"{opening('p', part.attributes)}{inline_html(part.inline)}</p>" for part in caption)


def _img(picture: Picture, figure: Figure) -> str:
    align = f"align{figure.align} " if figure.align else ""
    size = (("width", str(picture.width)), ("height", str(picture.height))) if picture.width else ()
    css = f"{align}size-full wp-image-{picture.number}"
    image = opening("img", (("class", css), ("src", picture.src), ("alt", picture.alt), *size))
    return f"{opening('a', (('href', figure.link),))}{image}</a>" if figure.link else image


def _unresolved(figure: Figure) -> str:
    """In the form it is stored in, which says all that may find it; without a number that means nothing elsewhere."""
    place = write_figure(replace(figure, image_id=None, missing=None, caption=())).removesuffix("</figure>")
    css = (("class", f"wp-image-{figure.attachment}"),) if figure.attachment else ()
    image = opening("img", (*css, ("src", figure.source), ("alt", figure.alt))) if figure.source else ""
    caption = _caption(figure.caption)
    return f"{place}{image}{caption and f'<figcaption>{caption}</figcaption>'}</figure>"
