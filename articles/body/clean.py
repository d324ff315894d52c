"""From what an editor pastes or an import brings to the clean body that is stored: the steps, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from articles.body.also_read import checked_asides, find_also_reads
from articles.body.asides import read_asides
from articles.body.blocks import AlsoRead, Figure
from articles.body.captions import read_captions
from articles.body.dateline import mark_dateline
from articles.body.draft import Dateline, Draft, Problem
from articles.body.embeds import replace_embeds
from articles.body.layout import lay_out
from articles.body.newsroom import EmptyNewsroom, Newsroom
from articles.body.pictures import read_pictures
from articles.body.resolve import resolve_pictures
from articles.body.sanitize import sanitize
from articles.body.shortcode import shield
from articles.body.tokens import Tag, Unseen, read_pasted, without_controls
from articles.body.vocabulary import CONTAINERS, LINE_BREAKING, PARAGRAPHS
from articles.body.write import links_in, write

MAX_BODY_CHARACTERS = 1_000_000
"""What a reader may get to see."""
MAX_SOURCE_CHARACTERS = 5_000_000
"""The same with all its markup, coming in or stored."""

Step = Callable[[Draft], None]


class BodyTooLong(ValueError):
    """Says in plain words how long the body is and how long it may be."""

    def __init__(self, length: int, limit: int, counted: str = "characters") -> None:
        super().__init__(f"The text is too long: {length:,} {counted}, where {limit:,} are allowed.")


@dataclass(frozen=True, slots=True)
class CleanBody:
    html: str
    problems: tuple[Problem, ...]
    dateline: Dateline | None
    image_ids: tuple[int, ...]
    also_read_ids: tuple[int, ...]
    links: tuple[str, ...]


def clean(source: str, newsroom: Newsroom | None = None) -> CleanBody:
    """The clean form; cleaning that again changes nothing, except that what is known by now is resolved.

    Raises BodyTooLong and nothing else.
    """
    draft = Draft(source, newsroom or EmptyNewsroom())
    for step in STEPS:
        step(draft)
    return CleanBody(
        html=draft.html,
        problems=tuple(draft.problems),
        dateline=draft.dateline,
        image_ids=_unique([b.image_id for b in draft.blocks if isinstance(b, Figure)]),
        also_read_ids=_unique([b.article_id for b in draft.blocks if isinstance(b, AlsoRead)]),
        links=tuple(links_in(draft.blocks)),
    )


def refuse_too_long_source(draft: Draft) -> None:
    if len(draft.source) > MAX_SOURCE_CHARACTERS:
        raise BodyTooLong(len(draft.source), MAX_SOURCE_CHARACTERS, "characters with its markup")


def read_source(draft: Draft) -> None:
    tokens = read_pasted(shield(without_controls(draft.source)))
    draft.markup = list(replace_embeds(tokens, draft.newsroom.is_own_url))
    length = sum(len(token) for token in draft.markup if isinstance(token, str))
    if length > MAX_BODY_CHARACTERS:
        raise BodyTooLong(length, MAX_BODY_CHARACTERS)


def report_unseen_captions(draft: Draft) -> None:
    for token in draft.markup:
        if isinstance(token, Unseen) and "[caption" in token.text:
            draft.report("caption", token.text)


def read_references(draft: Draft) -> None:
    """Pictures and related links that are written as HTML."""
    draft.tokens = checked_asides(list(read_asides(list(read_pictures(draft.markup)))), draft)


def lay_out_blocks(draft: Draft) -> None:
    has_lines = not any(isinstance(token, Tag) and token.name in BLOCK_NAMES for token in draft.markup)
    draft.blocks = lay_out(draft.tokens, lines=has_lines)


def write_html(draft: Draft) -> None:
    draft.html = sanitize(write(draft.blocks))
    if len(draft.html) > MAX_SOURCE_CHARACTERS:
        raise BodyTooLong(len(draft.html), MAX_SOURCE_CHARACTERS, "characters with its markup")


STEPS: tuple[Step, ...] = (
    refuse_too_long_source,
    read_source,
    report_unseen_captions,
    read_references,
    lay_out_blocks,
    read_captions,
    find_also_reads,
    resolve_pictures,
    mark_dateline,
    write_html,
)

BLOCK_NAMES = (PARAGRAPHS | CONTAINERS | LINE_BREAKING | {"br", "hr", "caption"}) - {"table"}


def _unique(ids: list[int | None]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(id for id in ids if id is not None))
