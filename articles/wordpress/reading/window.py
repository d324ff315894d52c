"""A stretch of a long stream: bytes are looked for by their offset, and let go of when they are done."""

from __future__ import annotations

import re
from typing import Protocol

_CHUNK = 1 << 18
LONGEST = 64 << 20


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Window:
    """Offsets count from the start of the stream; at most `longest` bytes (and what one read adds) are held."""

    def __init__(self, stream: Stream, start: int = 0, longest: int = LONGEST, chunk: int = _CHUNK) -> None:
        self._stream, self._longest, self._chunk = stream, longest, chunk
        self._held, self._base, self._kept_from = b"", start, start
        self._searched: dict[bytes, tuple[int, int, bool]] = {}
        self.has_ended = False

    @property
    def end(self) -> int:
        """The end of the stream once it `has_ended`, before that of what is held."""
        return self._base + len(self._held)

    def find(self, token: bytes, at: int) -> int:
        """Where the token stands next; -1 when it does not, or not within the longest stretch.

        Each token's last search is remembered, so that asking again costs nothing.
        """
        asked, reached, is_there = self._searched.get(token, (at, at, False))
        if asked <= at <= reached:
            if is_there:
                return reached
            at_least = reached
        else:
            asked = at_least = at
        found = self._search(token, at_least)
        self._searched[token] = (asked, found if found >= 0 else max(at, self.end - len(token) + 1), found >= 0)
        return found

    def search(self, pattern: re.Pattern[bytes], at: int, end: int) -> tuple[int, bytes] | None:
        """Offset and text of the first match that lies within what is held, before `end`."""
        found = pattern.search(self._held, at - self._base, end - self._base)
        return (found.start() + self._base, found[0]) if found else None

    def cut(self, start: int, end: int) -> bytes:
        """What of that stretch is held: its beginning may have been let go of."""
        return self._held[max(0, start - self._base) : max(0, end - self._base)]

    def at_least(self, end: int) -> None:
        """Holds the stream up to there, if it goes that far and is not too long."""
        while self.end < end and self._grow():
            pass

    def forget(self, before: int) -> None:
        self._kept_from = max(before, self._kept_from)

    def _search(self, token: bytes, at: int) -> int:
        while True:
            found = self._held.find(token, max(0, at - self._base))
            if found >= 0:
                return found + self._base
            at = max(at, self.end - len(token) + 1)
            if not self._grow():
                return -1

    def _grow(self) -> bool:
        """Reads as much again as is held, so that a long item is not copied once for each chunk."""
        if self.has_ended or self.end - self._kept_from >= self._longest:
            return False
        done = min(self._kept_from, self.end) - self._base
        self._held, self._base = self._held[done:], self._base + done
        more = self._stream.read(max(self._chunk, len(self._held)))
        self.has_ended = not more
        self._held += more
        return bool(more)
