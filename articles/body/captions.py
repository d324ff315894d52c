"""`[caption]` shortcodes become pictures' places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from articles.body.blocks import Block, Figure, Paragraph
from articles.body.containers import without_empty
from articles.body.draft import Draft
from articles.body.inline import Inline, Range, Segment
from articles.body.placeholders import is_literal
from articles.body.shortcode import CAPTION_TAG, CaptionTag

MAX_NESTED = 8
WRONG_CASE = re.compile(r"\[(?!(?:wp_)?caption)(?i:(?:wp_)?caption)\b")


class Role(Enum):
    TEXT = "stays as it is written"
    OPENS = "begins a caption"
    CLOSES = "ends one"
    ALONE = "is a caption by itself"
    VANISHES = "was never closed and says nothing"


@dataclass(eq=False, slots=True)
class Place:
    """A caption tag in the body; a closing one has no `tag`."""

    block: int
    start: int
    end: int
    tag: CaptionTag | None
    role: Role = Role.TEXT
    escaped: bool = False


@dataclass(slots=True)
class Frame:
    """An open caption and what was read inside it."""

    tag: CaptionTag
    content: list[Block] = field(default_factory=list)
    nested: list[Block] = field(default_factory=list)


def read_captions(draft: Draft) -> None:
    for block in draft.blocks:
        if isinstance(block, Paragraph) and (wrong := WRONG_CASE.search(block.text)):
            draft.report("caption", block.text[wrong.start() :])
    for _ in range(MAX_NESTED):
        places = find_places(draft.blocks)
        _settle_unclosed(draft, places)
        acting = [place for place in places if place.role is not Role.TEXT]
        if not acting:
            return
        # A list that held nothing but a stray tag goes, and may have parted a caption until now.
        draft.blocks = without_empty(list(_replaced(draft.blocks, acting)))


def find_places(blocks: Sequence[Block]) -> list[Place]:
    """Every caption tag, paired. A caption holds paragraphs and pictures, no list, table or box."""
    places: list[Place] = []
    unclosed: list[Place] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.name not in ("pre", "caption"):
            for place in _places_in(index, block.inline):
                _pair(blocks, place, unclosed)
                places.append(place)
        elif not isinstance(block, Figure):
            unclosed.clear()
    return places


def _places_in(index: int, inline: Inline) -> Iterator[Place]:
    if "caption" not in inline.text:
        return
    for match in CAPTION_TAG.finditer(inline.text):
        if not is_literal(inline, match.start()):
            attributes = match["attributes"]
            tag = None if attributes is None else CaptionTag.read(attributes)
            yield Place(index, match.start(), match.end(), tag)


def _pair(blocks: Sequence[Block], place: Place, unclosed: list[Place]) -> None:
    if place.tag is None:
        if unclosed:
            opener = unclosed.pop()
            opener.escaped = place.escaped = _is_escaped(blocks, opener, place)
            if not place.escaped:
                opener.role, place.role = Role.OPENS, Role.CLOSES
    elif place.tag.alone:
        place.escaped = _is_escaped(blocks, place, place)
    elif len(unclosed) < MAX_NESTED:
        unclosed.append(place)


def _is_escaped(blocks: Sequence[Block], opener: Place, closer: Place) -> bool:
    """Double brackets round the whole, `[[caption]…[/caption]]`, mean: not a caption."""
    before, after = _text(blocks, opener), _text(blocks, closer)
    return before.startswith("[", max(0, opener.start - 1), opener.start) and after.startswith("]", closer.end)


def _text(blocks: Sequence[Block], place: Place) -> str:
    block = blocks[place.block]
    return block.text if isinstance(block, Paragraph) else ""


def _settle_unclosed(draft: Draft, places: Sequence[Place]) -> None:
    """An opening tag without an end is a caption when it says one; else it goes, and is reported."""
    for place in places:
        if place.tag and place.role is Role.TEXT and not place.escaped:
            text = _text(draft.blocks, place)
            if place.tag.caption or (place.tag.alone and place.tag.attachment):
                place.role = Role.ALONE
            else:
                draft.report("caption", text[place.start :])
                place.role = Role.VANISHES


def _replaced(blocks: Sequence[Block], places: Sequence[Place]) -> Iterator[Block]:
    """The blocks with a figure for each caption, each paragraph parted where a tag stood.

    Parted, also where one vanishes: what is left on both sides must not read as another tag.
    """
    frames: list[Frame] = []
    waiting = list(reversed(places))
    for index, block in enumerate(blocks):
        position, continues = 0, isinstance(block, Paragraph) and block.continues
        while isinstance(block, Paragraph) and waiting and waiting[-1].block == index:
            place = waiting.pop()
            yield from _put(frames, replace(block.cut(position, place.start), continues=continues))
            yield from _turn(frames, place)
            position, continues = place.end, False
        if isinstance(block, Paragraph) and position:
            block = block.cut(position, len(block.text))
        yield from _put(frames, block)


def _turn(frames: list[Frame], place: Place) -> Iterator[Block]:
    if place.tag and place.role is Role.OPENS:
        frames.append(Frame(place.tag))
    elif place.tag and place.role is Role.ALONE:
        yield from _put(frames, *figures(Frame(place.tag)))
    elif place.role is Role.CLOSES:
        finished = figures(frames.pop())
        if frames:
            frames[-1].nested += finished
        else:
            yield from finished


def _put(frames: list[Frame], *blocks: Block) -> Iterator[Block]:
    visible = [block for block in blocks if not isinstance(block, Paragraph) or block.inline]
    if frames:
        frames[-1].content += visible
    else:
        yield from visible


def figures(frame: Frame) -> list[Block]:
    """The figure of a caption, and after it what else stood inside: more pictures, nested captions."""
    pictures = [block for block in frame.content if isinstance(block, Figure)]
    texts = _rejoined(frame.content)
    if not pictures and texts and _is_embed(texts[0]):
        return [texts[0], *frame.tag.caption, *texts[1:], *frame.nested]
    if not pictures and not frame.tag.caption and len(texts) == 1:
        texts = [_halved(texts[0])]
    first = pictures[0] if pictures else Figure()
    figure = replace(
        first,
        attachment=frame.tag.attachment or first.attachment,
        align=frame.tag.align or first.align,
        caption=(*frame.tag.caption, *first.caption, *map(_plain, texts)),
    )
    return [*([figure] if figure != Figure() else []), *pictures[1:], *frame.nested]


def _plain(paragraph: Paragraph) -> Paragraph:
    return Paragraph(paragraph.inline, "p", paragraph.attributes)


def _rejoined(blocks: Sequence[Block]) -> list[Paragraph]:
    """The text, with a sentence that a picture cut in two made whole."""
    texts: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        if block.continues and texts:
            joined = texts[-1].inline + Inline([Segment(" ", ())]) + block.inline
            texts[-1] = replace(texts[-1], inline=joined)
        else:
            texts.append(block)
    return texts


def _halved(paragraph: Paragraph) -> Paragraph:
    """Alternative text and caption in one, "T T", to "T"."""
    words = paragraph.text.split()
    half = len(words) // 2
    if len(words) % 2 or not words or words[:half] != words[half:]:
        return paragraph
    positions = [match.start() for match in re.finditer(r"\S+", paragraph.text)]
    return paragraph.cut(positions[half], len(paragraph.text))


def _is_embed(paragraph: Paragraph) -> bool:
    """A link that shows its own address: what a player of another site was turned into."""
    link = paragraph.inline.mark_at(0, "a")
    return link is not None and link.get("href") == paragraph.text


def unescaped(blocks: Sequence[Block]) -> list[Block]:
    """`[[caption]…[/caption]]` as it is shown: one pair of brackets less."""
    brackets: dict[int, list[Range]] = {}
    for place in find_places(blocks):
        if place.escaped and place.tag:
            brackets.setdefault(place.block, []).append((place.start - 1, place.start))
        if place.escaped and (place.tag is None or place.tag.alone):
            brackets.setdefault(place.block, []).append((place.end, place.end + 1))
    return [
        replace(block, inline=block.inline.dropped(sorted(brackets[index])))
        if index in brackets and isinstance(block, Paragraph)
        else block
        for index, block in enumerate(blocks)
    ]
