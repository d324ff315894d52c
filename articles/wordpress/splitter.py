"""Splits an export at its items without parsing it: what is broken inside one stays inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 1 << 16
_LONGEST_TOKEN = 16
_TOKEN = re.compile(rb"<!\[CDATA\[|\]\]>|<item[\s>]|</item\s*>|<!DOCTYPE", re.IGNORECASE)
ROOT = re.compile(rb"<rss\b[^>]*>", re.IGNORECASE)


class NotAnExport(Exception):
    """The file is something else; the message says what it looks like."""


def split(file: BinaryIO) -> Iterator[bytes]:
    """First what stands before the items, then each `<item>…</item>`; memory holds one of them at a time."""
    file.seek(0)
    splitter = _Splitter()
    while chunk := file.read(_CHUNK):
        yield from splitter.feed(chunk)
    yield from splitter.feed(b"", last=True)
    yield from splitter.rest()


class _Splitter:
    def __init__(self) -> None:
        self.kept = b""
        self.scanned = 0
        self.in_cdata = False
        self.item_at: int | None = None
        self.head_done = False

    def feed(self, chunk: bytes, last: bool = False) -> Iterator[bytes]:
        """Parts that are complete now. A token cut by the chunk's end waits for the next one."""
        self.kept += chunk
        safe = len(self.kept) - (0 if last else _LONGEST_TOKEN)
        for token in _TOKEN.finditer(self.kept, self.scanned):
            if token.start() > safe:
                break
            self.scanned = token.end()
            yield from self._at(token)
        self.scanned = max(self.scanned, safe, 0)
        self._forget()

    def rest(self) -> Iterator[bytes]:
        """A head without items, or an item that the file's end cut off."""
        if not self.head_done:
            yield self._head(self.kept)
        elif self.item_at is not None:
            yield self.kept[self.item_at :]

    def _at(self, token: re.Match[bytes]) -> Iterator[bytes]:
        word = token[0].lower()
        if self.in_cdata or word == b"<![cdata[":
            self.in_cdata = word != b"]]>"
        elif word == b"<!doctype":
            raise NotAnExport(_what_it_is(self.kept))
        elif word.startswith(b"<item"):
            yield from self._item_starts(token.start())
        elif word.startswith(b"</item") and self.item_at is not None:
            yield self.kept[self.item_at : token.end()]
            self.item_at = None

    def _item_starts(self, at: int) -> Iterator[bytes]:
        if not self.head_done:
            self.head_done = True
            yield self._head(self.kept[:at])
        elif self.item_at is not None:
            yield self.kept[self.item_at : at]  # the one before never ended
        self.item_at = at

    def _head(self, kept: bytes) -> bytes:
        if not ROOT.search(kept):
            raise NotAnExport(_what_it_is(kept))
        return re.split(rb"</channel\s*>", kept)[0]

    def _forget(self) -> None:
        """Lets go of what has been handed out."""
        if not self.head_done:
            return
        start = self.scanned if self.item_at is None else self.item_at
        self.kept = self.kept[start:]
        self.scanned -= start
        self.item_at = None if self.item_at is None else 0


def _what_it_is(start: bytes) -> str:
    text = start[:2000].lower()
    if not start.strip():
        return "This file is empty, not a WordPress export."
    if b"<html" in text or b"<!doctype html" in text:
        return "This is an HTML page, not a WordPress export."
    if b"<!doctype" in text:
        return "This file has a DOCTYPE, which no WordPress export has; it is not read."
    return "This is not a WordPress export (no <rss> element)."
