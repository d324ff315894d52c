"""An export as one thing to count and to read, in however many files it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

from articles.wordpress.reading import fields
from articles.wordpress.reading.channel import Channel, merged
from articles.wordpress.reading.counts import Counts, Tally
from articles.wordpress.reading.errors import NotAnExport
from articles.wordpress.reading.head import Head, read_head
from articles.wordpress.reading.items import BadItem, Item, Position
from articles.wordpress.reading.names import STANDARD
from articles.wordpress.reading.outside import Outside
from articles.wordpress.reading.part_reading import Parsed, PartReading, Piece
from articles.wordpress.reading.sources import Source, parts
from articles.wordpress.reading.streams import Part
from articles.wordpress.reading.window import Window

_START = Position()
Progress = Callable[[Position], None]


def _silent(_position: Position) -> None:
    """Nobody wants to know."""


class Export:
    """Paths, open files or `-` for standard input; each plain, gzip or zip. All of them are one export, in order.

    Opening reads every file's head and raises NotAnExport for one that is something else, OSError for one that is not
    there. Counting and reading each go over the files once, any number of times; memory holds one item. Later damage
    is in the counts' notes, and a DOCTYPE or an archive that unpacks without end raises NotAnExport there as well.
    """

    def __init__(self, *sources: Source) -> None:
        with ExitStack() as resources:
            self.parts = parts(sources, resources)
            self._heads = [self._head(part) for part in self.parts]
            self._resources = resources.pop_all()

    def close(self) -> None:
        """Lets go of what standard input was kept in; files that were handed in stay open."""
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @cached_property
    def channel(self) -> Channel:
        """Of the files' heads, at once. `count().channel` also has what stands behind items."""
        return merged(head.outside.channel for head in self._heads)

    def count(self, progress: Progress = _silent) -> Counts:
        """One pass that makes no values: all items and comments by type, the whole channel, the site's zone.

        `progress` is told after each item how far it came.
        """
        tally = Tally()
        for number, head in enumerate(self._heads):
            tally.add_outside(head.outside)
            self._add_site(tally, head)
            last: Piece = head.outside
            for last in self._pieces(number, 0, tally):
                tally.add(last)
                if not isinstance(last, Outside):
                    progress(last.after)
            if not (isinstance(last, Outside) and last.is_end):
                tally.is_whole = False
                tally.note(f"{self._called(number)} has no end; it may be cut off")
        return tally.counts()

    def items(self, start: Position = _START) -> Iterator[Item | BadItem]:
        """Every item in order, from `start` on: the `position` of one not done, or the `after` of one done."""
        for number in range(start.part, len(self.parts)):
            for piece in self._pieces(number, start.offset if number == start.part else 0):
                if isinstance(piece, Parsed):
                    yield fields.item(piece.node, piece.where)
                elif isinstance(piece, BadItem):
                    yield piece

    def _pieces(self, number: int, offset: int, tally: Tally | None = None) -> Iterator[Piece]:
        head = self._heads[number]
        start = max(offset, head.end)
        with self.parts[number].stream(start) as stream:
            window = Window(stream, start)
            reading = PartReading(window, number, head.outside.prefixes or STANDARD, head.encoding)
            yield from reading.pieces(start)
            if tally:
                tally.lengths.append(window.end)
                if stream.damage:
                    tally.note(f"{self._called(number)}: {stream.damage}")

    def _head(self, part: Part) -> Head:
        try:
            return read_head(part)
        except NotAnExport as reason:
            if len(self.parts) == 1:
                raise
            raise NotAnExport(f"{part.name or 'One of the files'}: {reason}") from None

    def _add_site(self, tally: Tally, head: Head) -> None:
        home = head.outside.channel.home_url
        if home and self.channel.home_url and home != self.channel.home_url:
            tally.note(f"a file of another site is among them: {home}")

    def _called(self, number: int) -> str:
        return self.parts[number].name or "the file"
