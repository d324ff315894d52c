"""Reads one file of an export, piece by piece: its items, and what stands outside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from articles.wordpress.reading import fields, tolerant
from articles.wordpress.reading.boundaries import (
    End,
    careful_end,
    closing_tag,
    has_run_on,
    lost_start,
    next_start,
    swallowed_item,
    textual_end,
)
from articles.wordpress.reading.cleaning import legible
from articles.wordpress.reading.fields import Where
from articles.wordpress.reading.items import BadItem, Position
from articles.wordpress.reading.names import root_element
from articles.wordpress.reading.outside import Outside, outside
from articles.wordpress.reading.repairs import Mend, Repair
from articles.wordpress.reading.strict import parsed
from articles.wordpress.reading.window import Window

_CUT = "is cut off: the file ends inside it"
_TOO_LONG = "is longer than any item that is read"
_EMPTY = "has none of the fields an item has"
_ENOUGH_TO_NAME = 1 << 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """An item's element, not yet made a value."""

    node: Element
    where: Where

    @property
    def after(self) -> Position:
        return self.where.after


Piece = Parsed | BadItem | Outside


class PartReading:
    """From the window's start on, under a root element with these prefixes."""

    def __init__(self, window: Window, part: int, prefixes: Mapping[str, str], encoding: str) -> None:
        self.window, self.part, self.encoding = window, part, encoding
        self.bind(prefixes)
        self.damaged_until, self.is_too_long = 0, False

    def bind(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes, self.opening = prefixes, root_element(prefixes)

    def pieces(self, at: int) -> Iterator[Piece]:
        """Everything in order. Raises NotAnExport at a DOCTYPE."""
        while True:
            begin = next_start(self.window, at)
            yield from self._between(at, begin if begin >= 0 else self.window.end)
            if begin >= 0:
                piece, at = self._item(begin)
                yield piece
            elif self.window.has_ended:
                return
            else:
                at = self.window.end
            self.window.forget(at)

    def _between(self, at: int, end: int) -> Iterator[Piece]:
        raw = self._behind_what_is_too_long(self.window.cut(at, end))
        at = end - len(raw)
        while (begin := lost_start(raw)) >= 0:
            close = raw.find(b"</item", begin)
            yield from self._outside(raw[:begin])
            yield self._mended(raw[begin:close], at + begin, at + close, (Repair(Mend.NO_START),))
            raw, at = raw[close + 6 :], at + close + 6
        yield from self._outside(raw)

    def _behind_what_is_too_long(self, raw: bytes) -> bytes:
        """Without the rest of an item that was given up; more of it may follow in the next stretch."""
        if not self.is_too_long:
            return raw
        _rest, close, behind = raw.partition(b"</item>")
        self.is_too_long = not close
        return behind

    def _outside(self, raw: bytes) -> Iterator[Outside]:
        if raw and not raw.isspace():
            piece = outside(raw, self.prefixes, self.encoding)
            if piece.prefixes:
                self.bind(piece.prefixes)
            yield piece

    def _item(self, begin: int) -> tuple[Parsed | BadItem, int]:
        self.is_too_long = False
        end = closing_tag(self.window, begin)
        raw = self.window.cut(begin, end)
        if end > 0 and raw.find(b"<item", 5) < 0 and (root := parsed(self.opening, raw)) is not None:
            return self._piece(root[0], begin, end), end
        return self._careful_item(begin)

    def _careful_item(self, begin: int) -> tuple[Parsed | BadItem, int]:
        """What does not parse up to its first end tag: other boundaries, then other means."""
        end = (textual_end if begin < self.damaged_until else careful_end)(self.window, begin)
        raw = self.window.cut(begin, end.at)
        text, repairs = legible(raw, self.encoding)
        root = parsed(self.opening, text.encode()) if end.is_closed else None
        swallowed = swallowed_item(raw)
        if root is not None and not (swallowed >= 0 and has_run_on(raw, swallowed)):
            return self._piece(root[0], begin, end.at, repairs), end.at
        if swallowed >= 0:
            self.damaged_until = end.at
            end, raw = End(begin + swallowed, True), raw[:swallowed]
        if end.is_cut:
            return self._lost(raw, begin, end.at), end.at
        mend = Mend.BROKEN if end.is_closed else Mend.NO_END
        return self._mended(raw, begin, end.at, (Repair(mend),)), end.at

    def _mended(self, raw: bytes, begin: int, end: int, known: tuple[Repair, ...]) -> Parsed | BadItem:
        text, repairs = legible(raw, self.encoding)
        return self._piece(tolerant.read(text, self.prefixes), begin, end, (*known, *repairs))

    def _lost(self, raw: bytes, begin: int, end: int) -> BadItem:
        text, _repairs = legible(raw[:_ENOUGH_TO_NAME], self.encoding)
        row = fields.row(tolerant.read(text, self.prefixes))
        self.is_too_long = not self.window.has_ended
        reason = _TOO_LONG if self.is_too_long else _CUT
        return self._bad(begin, end, reason, row.get("title", ""), fields.number(row.get("wp:post_id", "")))

    def _piece(self, node: Element, begin: int, end: int, repairs: tuple[Repair, ...] = ()) -> Parsed | BadItem:
        if not fields.names_itself(node):
            return self._bad(begin, end, _EMPTY)
        return Parsed(node, Where(Position(self.part, begin), Position(self.part, end), repairs))

    def _bad(self, begin: int, end: int, reason: str, title: str = "", post_id: int = 0) -> BadItem:
        return BadItem(Position(self.part, begin), Position(self.part, end), reason, title, post_id)
