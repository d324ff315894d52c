"""A body as a flat list of blocks: what the steps work on between reading and writing."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.body.inline import Inline
from articles.body.tokens import Attributes, Tag


@dataclass(frozen=True, slots=True)
class Paragraph:
    inline: Inline
    name: str = "p"
    attributes: Attributes = ()
    continues: bool = False
    """It was one paragraph with the text before the picture it follows."""

    @property
    def text(self) -> str:
        return self.inline.text

    def cut(self, start: int, end: int) -> Paragraph:
        return Paragraph(self.inline.cut(start, end), self.name, self.attributes)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture's place: resolved when it has an image id, else with all that may find it later."""

    image_id: int | None = None
    attachment: int | None = None
    source: str = ""
    alt: str = ""
    missing: int | None = None
    align: str = ""
    link: str = ""
    caption: tuple[Paragraph, ...] = ()

    @property
    def caption_text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.caption)


@dataclass(frozen=True, slots=True)
class AlsoRead:
    """One of our articles by id, or a link to another site."""

    article_id: int | None = None
    link: Tag = field(default_factory=lambda: Tag("a"))
    title: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    tag: Tag


@dataclass(frozen=True, slots=True)
class Close:
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""


Block = Paragraph | Figure | AlsoRead | Open | Close | Rule
