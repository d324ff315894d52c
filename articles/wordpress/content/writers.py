"""What a post's content is handed to, piece by piece: something that makes HTML of it."""

from __future__ import annotations

from typing import Protocol

MORE = "\0"
"""Stands in the HTML where the standfirst ends; no other such sign is left in a post."""


class Writer(Protocol):
    def text(self, text: str, /) -> None:
        """Text between tags, its entities as they were written, no bare `<` in it."""

    def tag(self, written: str, name: str, is_closing: bool, /) -> None: ...

    def inline(self, html: str, /) -> None:
        """Something within a line, whole: line ends in it mean nothing."""

    def block(self, html: str, /) -> None:
        """Something between paragraphs, whole."""

    def break_here(self, marker: str, /) -> None:
        """The end of the standfirst (`more`) or of a page (`nextpage`)."""


class Verbatim:
    """Writes all as it is: for content that has its paragraphs already."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    @property
    def html(self) -> str:
        return "".join(self.pieces)

    def text(self, text: str) -> None:
        self.pieces.append(text)

    def tag(self, written: str, name: str, is_closing: bool) -> None:
        self.pieces.append(written)

    def inline(self, html: str) -> None:
        self.pieces.append(html)

    def block(self, html: str) -> None:
        self.pieces.append(html)

    def break_here(self, marker: str) -> None:
        if marker == "more":
            self.pieces.append(MORE)
