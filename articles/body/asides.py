"""`<aside data-also-read>`: the stored form of a related link, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.body.attributes import number
from articles.body.blocks import AlsoRead, Figure, Paragraph
from articles.body.inline import link_at
from articles.body.labels import labels_in
from articles.body.layout import paragraphs_of
from articles.body.paste import renamed
from articles.body.tokens import Tag, Token

LINE = Tag("div")
LABEL = "ALSO READ: "
Read = Token | Figure


@dataclass(frozen=True, slots=True)
class Aside:
    reference: str
    content: tuple[Read, ...]

    @property
    def article_id(self) -> int | None:
        return number(self.reference)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs_of(self.content)

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)

    def as_lines(self) -> tuple[Read, ...]:
        """What stands inside, in lines of its own."""
        return (LINE, *self.content, LINE.end)

    def as_labelled_lines(self) -> tuple[Read, ...]:
        """The same behind a label, unless it says nothing or brings its own."""
        first = next(iter(self.paragraphs), None)
        if first is None or (labels_in(first.text[:40]) and link_at(first.inline, 0) is None):
            return self.as_lines()
        return (LINE, LABEL, *self.content, LINE.end)


def read_asides(tokens: Sequence[Read]) -> Iterator[Read | Aside]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if not _opens(token):
            yield token
            continue
        end = position
        while end < len(tokens) and not _ends(tokens[end]):
            end += 1
        yield Aside(_reference(token), tuple(tokens[position:end]))
        position = end


def as_stored(aside: Aside) -> Iterator[Read | AlsoRead]:
    """An aside in a body that was cleaned before: nothing is asked, nothing is doubted."""
    link = next((token for token in aside.content if isinstance(token, Tag) and token.name == "a"), None)
    if aside.article_id:
        yield AlsoRead(aside.article_id)
    elif link and renamed(link).get("href"):
        yield AlsoRead(None, renamed(link), aside.text)
    else:
        yield from aside.as_lines()


def _opens(token: Read) -> bool:
    return (
        isinstance(token, Tag)
        and token.name == "aside"
        and not token.closing
        and "data-also-read" in dict(token.attributes)
    )


def _ends(token: Read) -> bool:
    return isinstance(token, Figure) or (isinstance(token, Tag) and token.name in ("aside", "figure"))


def _reference(token: Read) -> str:
    return token.get("data-also-read") if isinstance(token, Tag) else ""
