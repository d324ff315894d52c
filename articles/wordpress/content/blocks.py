"""Reads block comments, `<!-- wp:name {…} -->`: which block begins or ends where, whatever is wrong with them.

One walk, one event for each comment and each stretch of HTML between two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMMENT = re.compile(
    r"<!--\s++(?P<end>/)?+wp:(?P<name>(?:[a-z][a-z0-9_-]*+/)?+[a-z][a-z0-9_-]*+)\s++(?:(?P<void>/)?-->|(?=\{))"
)
# Attributes end at the first of these: WordPress writes `--` in them as \u002d\u002d.
ATTRIBUTES_END = re.compile(r"\}\s++(/?)-->")


@dataclass(frozen=True, slots=True)
class Opened:
    name: str
    """With its namespace: `core/image`."""
    written: str
    """Its attributes as they were written, "" for none."""
    is_void: bool = False

    @property
    def attributes(self) -> dict[str, Any]:
        """Empty when they are no JSON object: the block's content counts all the same."""
        try:
            found = json.loads(self.written) if self.written else {}
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Closed:
    """The innermost open block ends, whatever name its closing comment has."""


Event = str | Opened | Closed


def has_blocks(source: str) -> bool:
    return "<!-- wp:" in source


def events(source: str) -> Iterator[Event]:
    """Blocks that are still open at the end are closed; a closing comment with nothing open is skipped."""
    open_blocks = position = 0
    for comment, event, end in _comments(source):
        if comment > position:
            yield source[position:comment]
        position = end
        if isinstance(event, Opened):
            open_blocks += not event.is_void
            yield event
        elif open_blocks:
            open_blocks -= 1
            yield event
    if position < len(source):
        yield source[position:]
    yield from [Closed()] * open_blocks


def _comments(source: str) -> Iterator[tuple[int, Opened | Closed, int]]:
    """Where each block comment begins, what it says, and where it ends."""
    position, has_attributes = 0, True
    while match := COMMENT.search(source, position):
        position = end = match.end()
        written, is_void = "", match["void"] is not None
        if source.startswith("{", end):
            closing = ATTRIBUTES_END.search(source, end) if has_attributes else None
            if closing is None:
                has_attributes = False
                continue
            written, is_void, position = source[end : closing.start() + 1], bool(closing[1]), closing.end()
        name = match["name"] if "/" in match["name"] else f"core/{match['name']}"
        yield match.start(), Closed() if match["end"] else Opened(name, written, is_void), position
