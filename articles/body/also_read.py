"""Lines like ALSO READ: followed by a link or a known headline become related links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.body.also_read_lists import box_lists
from articles.body.asides import Aside
from articles.body.blocks import AlsoRead, Block, Figure, Paragraph
from articles.body.draft import Draft
from articles.body.inline import Range, link_at
from articles.body.known_articles import UNRESOLVED, KnownArticles, after_joints, box_for
from articles.body.labels import Label, follows_sentence, labels_in, opens_line
from articles.body.placeholders import is_literal
from articles.body.tokens import Token

Read = Token | Figure | AlsoRead
MAX_LINKS = 50
BETWEEN_LINKS = re.compile(r"[\s\xa0|,;•·/&►»-]*")
AFTER_BOX = re.compile(r"[\s\xa0]*(?:[.,;|·•)\]]+(?=[\s\xa0]|$))?[\s\xa0]*")


def checked_asides(tokens: Sequence[Token | Figure | Aside], draft: Draft) -> list[Read]:
    """Stored related links: known articles stay; anything else is a labelled line, to be tried again."""
    ids = {token.article_id for token in tokens if isinstance(token, Aside) and token.article_id}
    known = draft.newsroom.known_articles(ids) if ids else set()
    checked: list[Read] = []
    for token in tokens:
        checked += _checked(token, known, draft) if isinstance(token, Aside) else [token]
    return checked


def _checked(aside: Aside, known: set[int], draft: Draft) -> Sequence[Read]:
    article_id, text = aside.article_id, aside.text
    is_self = article_id is not None and article_id == draft.newsroom.own_article_id
    if article_id in known and not is_self:
        return [AlsoRead(article_id), *aside.as_lines()]
    if aside.reference:
        draft.report("also-read-self" if is_self else "also-read-unknown", text or aside.reference)
    return aside.as_labelled_lines()


def find_also_reads(draft: Draft) -> None:
    known = KnownArticles.of(draft.blocks, draft.newsroom)
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph) and block.name not in ("pre", "caption"):
            blocks += _Reader(block, known, draft).read()
        else:
            blocks.append(block)
    draft.blocks = box_lists(blocks, known, draft)


@dataclass(frozen=True, slots=True)
class Found:
    """Related links, and where the text goes on after them."""

    boxes: tuple[AlsoRead, ...]
    end: int


class _Reader:
    """Walks through the labels of one paragraph."""

    def __init__(self, paragraph: Paragraph, known: KnownArticles, draft: Draft) -> None:
        self.paragraph, self.known, self.draft = paragraph, known, draft
        self.inline, self.text = paragraph.inline, paragraph.text
        self.begin = 0
        """Where the text after the last box begins: a paragraph of its own."""
        self.marked: list[Range] = []
        self.cuts: list[tuple[int, Found]] = []

    def read(self) -> list[Block]:
        for label in labels_in(self.text):
            if label.start >= self.begin and not is_literal(self.inline, label.start):
                self.label(label)
        return list(self.pieces()) if self.cuts or self.marked else [self.paragraph]

    def label(self, label: Label) -> None:
        line = opens_line(self.text, self.begin, label.start)
        runs_in = label.capitals and self.text[label.end - 1] in ":：|"
        if line is None and not (runs_in and follows_sentence(self.text, self.begin, label.start)):
            return
        title = after_joints(self.text, label.end)
        if title >= len(self.text) or self.text[title] == "\n":
            return
        found = self.linked(title) or self.titled(title, label.until)
        if found:
            self.cuts.append((label.start if line is None else line, found))
            self.begin = _after(AFTER_BOX, self.text, found.end)
        elif not label.weak:
            self.unresolved(label, title)

    def linked(self, start: int) -> Found | None:
        """The link at a place; all of them when the rest of the line holds nothing else."""
        boxes, ends, position = list[AlsoRead](), list[int](), start
        while len(boxes) < MAX_LINKS and (link := link_at(self.inline, position)):
            ends.append(self.inline.mark_end(position, link))
            box = box_for(link, self.text[position : ends[-1]], self.known)
            if box is None:
                break
            boxes.append(box)
            position = _after(BETWEEN_LINKS, self.text, ends[-1])
            if position >= len(self.text) or "\n" in self.text[ends[-1] : position]:
                return Found(tuple(boxes), ends[-1])
        return Found((boxes[0],), ends[0]) if boxes else None

    def titled(self, start: int, limit: int) -> Found | None:
        if link_at(self.inline, start):
            return None
        article_id, end = self.known.titled(self.text, start, limit)
        if article_id is None or self.known.is_own(article_id):
            return None
        return Found((AlsoRead(article_id),), end)

    def unresolved(self, label: Label, title: int) -> None:
        self.marked.append((label.start, label.end))
        link = link_at(self.inline, title)
        article_id = self.known.by_link(link) if link else self.known.titled(self.text, title, label.until)[0]
        is_self = self.known.is_own(article_id)
        self.draft.report("also-read-self" if is_self else "also-read", self.text[label.start : title + 100])

    def pieces(self) -> Iterator[Block]:
        inline = self.inline.marked(self.marked, UNRESOLVED)
        paragraph = Paragraph(inline, self.paragraph.name, self.paragraph.attributes)
        position = 0
        for start, found in self.cuts:
            yield from _visible(paragraph.cut(position, start))
            yield from found.boxes
            position = _after(AFTER_BOX, self.text, found.end)
        yield from _visible(paragraph.cut(position, len(self.text)))


def _after(skipped: re.Pattern[str], text: str, position: int) -> int:
    match = skipped.match(text, position)
    return match.end() if match else position


def _visible(paragraph: Paragraph) -> Iterator[Paragraph]:
    if paragraph.inline:
        yield paragraph
