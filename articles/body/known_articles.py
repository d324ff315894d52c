"""Asks the newsroom, once, for every article a body's related links may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from articles.body.blocks import AlsoRead, Block, Paragraph
from articles.body.inline import Inline
from articles.body.labels import JOINTS, is_bare_label, labels_in
from articles.body.newsroom import Newsroom
from articles.body.shortcode import CAPTION_TAG
from articles.body.text import headline_key
from articles.body.tokens import Tag

MAX_TITLE_WORDS = 40
MAX_TITLE_CHARACTERS = 400
UNRESOLVED = Tag("span", (("data-unresolved", "also-read"),))
WORD = re.compile(r"[^\s\xa0]+")


@dataclass(frozen=True, slots=True)
class Title:
    """A headline that could begin at a place in the text."""

    end: int
    key: str


@dataclass(frozen=True, slots=True)
class KnownArticles:
    newsroom: Newsroom
    by_url: Mapping[str, int] = field(default_factory=dict)
    by_headline: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, blocks: Sequence[Block], newsroom: Newsroom) -> KnownArticles:
        """Asks only when the body has a label somewhere."""
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        keys = {key for paragraph in paragraphs for key in _keys(paragraph.text)}
        bare = [i for i, paragraph in enumerate(paragraphs) if _has_bare_label(paragraph.text)]
        keys |= {headline_key(line) for index in bare for line in _next_lines(paragraphs[index : index + 2])}
        if not keys and not bare:
            return cls(newsroom)
        urls = {link.get("href") for paragraph in paragraphs for link in links_of(paragraph.inline)}
        return cls(
            newsroom,
            newsroom.articles_by_url(urls) if urls else {},
            newsroom.articles_by_headline(keys) if keys else {},
        )

    def is_own(self, article_id: int | None) -> bool:
        return article_id is not None and article_id == self.newsroom.own_article_id

    def by_link(self, link: Tag) -> int | None:
        return self.by_url.get(link.get("href"))

    def is_foreign(self, link: Tag) -> bool:
        href = link.get("href")
        return href.lower().startswith(("http", "//")) and not self.newsroom.is_own_url(href)

    def titled(self, text: str, start: int, limit: int) -> tuple[int | None, int]:
        """The article with the longest known headline at a place, and where that headline ends."""
        for title in reversed(list(titles_at(text, start, limit))):
            if title.key in self.by_headline:
                return self.by_headline[title.key], title.end
        return None, start


def titles_at(text: str, start: int, limit: int) -> Iterator[Title]:
    """Every headline that could begin here: one word, two words, … to the end of the line."""
    line_end = text.find("\n", start, start + MAX_TITLE_CHARACTERS)
    end = min(limit, start + MAX_TITLE_CHARACTERS, len(text) if line_end < 0 else line_end)
    key = ""
    for count, word in enumerate(WORD.finditer(text, start, end)):
        if count >= MAX_TITLE_WORDS:
            return
        if added := headline_key(word[0]):
            key += added
            yield Title(word.end(), key)


def links_of(inline: Inline) -> Iterator[Tag]:
    for _, marks in inline.segments:
        yield from (mark for mark in marks if mark.name == "a")


def _keys(text: str) -> Iterator[str]:
    for label in labels_in(text):
        yield from (title.key for title in titles_at(text, label.end, label.until))


def _has_bare_label(text: str) -> bool:
    return any(is_bare_label(line) for line in text.split("\n"))


def _next_lines(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The lines that may hold the headline a bare label announces."""
    for paragraph in paragraphs:
        yield from (line for line in paragraph.text.split("\n") if len(line) <= MAX_TITLE_CHARACTERS)


def after_joints(text: str, start: int) -> int:
    while start < len(text) and text[start] in JOINTS:
        start += 1
    return start


def box_for(link: Tag, title: str, known: KnownArticles) -> AlsoRead | None:
    """The related link a link stands for; none when it is to this article, or to nothing we know."""
    article_id = known.by_link(link)
    if article_id is not None:
        return None if known.is_own(article_id) else AlsoRead(article_id)
    words = " ".join(title.split())
    can_stand_alone = words and not CAPTION_TAG.search(words)
    return AlsoRead(None, link, words) if can_stand_alone and known.is_foreign(link) else None
