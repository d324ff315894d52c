"""What somebody meant by a path: as WordPress wrote it, and what stuck to it on the way taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from articles.pages.places import storable

Part = Literal["", "feed", "list page", "piece"]

# What mailers, chats and Markdown leave at the end of a link (U4), and a letter that was cut in two (E142).
_STUCK = re.compile(r"""(?:[\s/()\[\]<>{}.,;:!?"'*|\\«»“”‘’„…\u200b-\u200f\ufeff]|%[89A-Fa-f][0-9A-Fa-f])+\Z""")
_INDEX = re.compile(r"/index\.php(?=/|\Z)", re.IGNORECASE)
_SLASHES = re.compile("/{2,}")
_LONGEST_STUCK = 2_000
_FEEDS = "feed|rdf|rss2?|atom|json"
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("feed", re.compile(rf"(?P<base>.*?)/feed(?:/(?P<form>{_FEEDS}))?")),
    ("list page", re.compile(r"(?P<base>.*)/page/[0-9]{1,9}")),
    ("piece", re.compile(r"(?P<base>.+)/(?:[0-9]{1,4}|comment-page-[0-9]{1,9}|embed|amp|attachment/[^/]+)")),
)


@dataclass(frozen=True)
class Asked:
    """Paths without a slash at their end; the front page is empty. `base` is what `path` is a part of, or the same."""

    path: str
    base: str
    part: Part = ""
    form: str = ""
    """Of a feed."""


def asked(path: str) -> Asked | None:
    """None for what can be no path of ours, whatever is taken off."""
    meant = cleaned(path)
    if meant is None:
        return None
    for part, pattern in _PARTS:
        if match := pattern.fullmatch(meant):
            return Asked(meant, match["base"], part, match.groupdict().get("form") or "")
    return Asked(meant, meant)


def cleaned(path: str) -> str | None:
    """Slashes single, `/index.php` gone, in small letters, nothing stuck at the end, no slash there either."""
    if len(path) > _LONGEST_STUCK:
        return None
    path = _INDEX.sub("", _SLASHES.sub("/", path)).rstrip("/").lower()
    return storable(_STUCK.sub("", path)) or None if path else ""
