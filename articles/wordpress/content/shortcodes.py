"""The grammar of WordPress's shortcodes: where one begins and ends, and whether it is meant literally.

Everything is found in one walk from left to right, so no text can make it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

# WordPress takes a no-break space behind a name for a part of the name; here it ends the name, as a space does.
NAME = re.compile(r"[^<>&/\[\]\x00-\x20=\xa0\u200b]++")
CLOSER = re.compile(r"\[/([^<>&/\[\]\x00-\x20=]++)\]")


@dataclass(frozen=True, slots=True)
class Shortcode:
    name: str
    attributes: str
    content: str | None
    """What stands between the two tags; None when there is one tag alone."""
    end: int
    literal: str = ""
    """What `[[name]]` shows; a shortcode that has this is not run."""


class Shortcodes:
    """The shortcodes of one text, asked for by position, from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.closers: dict[str, list[int]] = defaultdict(list)
        self.bracket = 0
        for closer in CLOSER.finditer(source) if "[/" in source else ():
            self.closers[closer[1]].append(closer.start())

    def name_at(self, start: int) -> str:
        """The name behind the bracket at `start`, known or not."""
        name = NAME.match(self.source, start + 1)
        return name[0] if name else ""

    def at(self, start: int, is_known: Callable[[str], bool]) -> Shortcode | None:
        if self.source.startswith("[", start + 1):
            found = self._single(start + 1, is_known)
            if found and self.source.startswith("]", found.end):
                literal = self.source[start + 1 : found.end]
                return Shortcode(found.name, found.attributes, found.content, found.end + 1, literal)
            return None
        return self._single(start, is_known)

    def closes(self, name: str, position: int) -> int:
        """Where the next closing tag of a name begins; -1 when there is none."""
        places = self.closers.get(name, ())
        index = bisect_left(places, position)
        return places[index] if index < len(places) else -1

    def tag_end(self, position: int) -> int:
        """The next closing bracket; -1 when there is none."""
        if -1 < self.bracket < position:
            self.bracket = self.source.find("]", position)
        return self.bracket

    def _single(self, start: int, is_known: Callable[[str], bool]) -> Shortcode | None:
        name = self.name_at(start)
        if not name or not is_known(name):
            return None
        behind = start + 1 + len(name)
        end = self.tag_end(behind)
        if end < 0:
            return None
        attributes = self.source[behind:end]
        if attributes.endswith("/"):
            return Shortcode(name, attributes[:-1], None, end + 1)
        close = self.closes(name, end + 1)
        if close < 0:
            return Shortcode(name, attributes, None, end + 1)
        return Shortcode(name, attributes, self.source[end + 1 : close], close + len(name) + 3)
