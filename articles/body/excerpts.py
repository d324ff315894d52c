"""The words round a link, as linkbacks quote them: `[…] before the link after […]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from articles.body.asides import LABEL
from articles.body.blocks import AlsoRead, Block, Figure, Paragraph
from articles.body.inline import Inline
from articles.body.stored import read_stored

MARK = "[…]"


def excerpt_around(
    html: str,
    href_matches: Callable[[str], bool],
    article_id: int | None = None,
    target_headline: str = "",
    words: int = 25,
) -> str | None:
    """One line of plain text round the first link to the target; None when the body has none.

    A related link to `article_id` counts: its label and the target's headline stand for it.
    """
    before: list[str] = []
    pieces = _pieces(read_stored(html), href_matches, article_id, target_headline)
    for text, is_link in pieces:
        if is_link:
            words_before = "".join(before).split()[-words:] if words else []
            return " ".join([MARK, *words_before, *text.split(), *_first_words(pieces, words), MARK])
        before.append(text)
    return None


def _first_words(pieces: Iterator[tuple[str, bool]], words: int) -> list[str]:
    text = ""
    for piece, _ in pieces:
        text += piece
        if len(text.split()) > words:
            break
    return text.split()[:words]


def _pieces(
    blocks: Sequence[Block], href_matches: Callable[[str], bool], article_id: int | None, headline: str
) -> Iterator[tuple[str, bool]]:
    """The body's text in order, each piece with whether it is the link that is looked for."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from _paragraph(block.inline, href_matches)
            case Figure():
                for paragraph in block.caption:
                    yield from _paragraph(paragraph.inline, href_matches)
            case AlsoRead(article_id=None):
                yield f"{LABEL}{block.title} ", href_matches(block.link.get("href"))
            case AlsoRead():
                is_target = block.article_id == article_id
                yield (f"{LABEL}{headline} " if is_target else ""), is_target


def _paragraph(inline: Inline, href_matches: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    for text, marks in inline.segments:
        href = next((mark.get("href") for mark in marks if mark.name == "a"), "")
        yield text, bool(href) and href_matches(href)
    yield " ", False
