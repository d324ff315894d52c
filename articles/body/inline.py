"""Text with the markup round each stretch of it, cut and marked by character positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from articles.body.tokens import Tag

Marks = tuple[Tag, ...]
Range = tuple[int, int]
EDGES = " \n\xa0\u200b"
GAPS = re.compile(r" *\n[ \n]*|  +")


class Segment(NamedTuple):
    text: str
    marks: Marks


class Inline:
    """A paragraph's content. A line break is one newline; no other newline is in the text."""

    __slots__ = ("_starts", "segments", "text")

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self.segments = tuple(_merged(segments))
        self.text = "".join([segment.text for segment in self.segments])
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        if not self._starts:
            self._starts = list(accumulate((len(segment.text) for segment in self.segments), initial=0))
        return self._starts

    def __bool__(self) -> bool:
        return bool(self.segments)

    def __add__(self, other: Inline) -> Inline:
        return Inline([*self.segments, *other.segments])

    def cut(self, start: int, end: int) -> Inline:
        """The stretch between two positions, without white space at its ends."""
        start, end = self._stripped(start, end)
        return Inline(self._stretch(start, end))

    def marked(self, ranges: Sequence[Range], mark: Tag) -> Inline:
        """The same text with a mark round each range; ranges come in order and do not overlap."""
        pieces: list[Segment] = []
        position = 0
        for start, end in ranges:
            pieces += self._stretch(position, start)
            pieces += (Segment(text, (mark, *marks)) for text, marks in self._stretch(start, end))
            position = end
        return Inline([*pieces, *self._stretch(position, len(self.text))])

    def dropped(self, ranges: Sequence[Range]) -> Inline:
        """The text without these ranges, which come in order and do not overlap."""
        pieces: list[Segment] = []
        position = 0
        for start, end in ranges:
            pieces += self._stretch(position, start)
            position = end
        return Inline([*pieces, *self._stretch(position, len(self.text))])

    def without(self, mark: Tag) -> Inline:
        return Inline(Segment(text, tuple(one for one in marks if one != mark)) for text, marks in self.segments)

    def mark_at(self, position: int, name: str) -> Tag | None:
        return next((mark for mark in self._marks_at(position) if mark.name == name), None)

    def has_mark(self, position: int, mark: Tag) -> bool:
        return mark in self._marks_at(position)

    def mark_end(self, position: int, mark: Tag) -> int:
        """Where the mark that is on at a position goes off."""
        index = bisect_right(self.starts, position) - 1
        while index < len(self.segments) and mark in self.segments[index].marks:
            index += 1
        return self.starts[index]

    def tidied(self) -> Inline:
        """White space as a browser shows it: single, and none at the ends or round a line break."""
        tidy = self._single_spaced() if GAPS.search(self.text) else self
        whole = (0, len(tidy.text))
        return tidy if tidy._stripped(*whole) == whole else tidy.cut(*whole)

    def _single_spaced(self) -> Inline:
        pieces: list[Segment] = []
        position = 0
        for gap in GAPS.finditer(self.text):
            shown = "\n" if "\n" in gap[0] else " "
            pieces += self._stretch(position, gap.start())
            pieces.append(Segment(shown, self._marks_at(gap.start())))
            position = gap.end()
        return Inline([*pieces, *self._stretch(position, len(self.text))])

    def _marks_at(self, position: int) -> Marks:
        index = bisect_right(self.starts, position) - 1
        return self.segments[index].marks if index < len(self.segments) else ()

    def _stripped(self, start: int, end: int) -> Range:
        stretch = self.text[start:end]
        left = len(stretch) - len(stretch.lstrip(EDGES))
        return start + left, max(start + left, start + len(stretch.rstrip(EDGES)))

    def _stretch(self, start: int, end: int) -> Iterator[Segment]:
        index = bisect_right(self.starts, start) - 1
        while index < len(self.segments) and self.starts[index] < end:
            text, marks = self.segments[index]
            offset = self.starts[index]
            yield Segment(text[max(0, start - offset) : end - offset], marks)
            index += 1


def link_at(inline: Inline, position: int) -> Tag | None:
    return inline.mark_at(position, "a") if position < len(inline.text) else None


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    texts: list[str] = []
    current: Marks = ()
    for text, marks in segments:
        if marks != current:
            if texts:
                yield Segment("".join(texts), current)
            texts, current = [], marks
        if text:
            texts.append(text)
    if texts:
        yield Segment("".join(texts), current)
