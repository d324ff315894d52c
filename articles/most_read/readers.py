"""Who counts as a reader, as far as a browser's name tells it: a program that says what it is does not."""

from __future__ import annotations

import re

# Also a phone's maker ends in "bot". Libraries and feed readers name "http", or themselves.
_PROGRAM = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|http|curl|wget|python|java/|perl|ruby|php|feed|rss|fetch|scan|monitor|preview"
    r"|headless|lighthouse|externalhit|whatsapp|embed|archiver|validator",
    re.IGNORECASE,
)
_MOST, _LONGEST = 2_000, 400


class Readers(dict[str, bool]):
    """By the `User-Agent` as it was sent, whether it is a reader's; looked at once, for that takes longest.

    Bounded: they are somebody else's words. Whoever says nothing is no reader.
    """

    def __missing__(self, agent: str) -> bool:
        is_reader = bool(agent) and not _PROGRAM.search(agent[:_LONGEST])
        if len(agent) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[agent] = is_reader
        return is_reader
