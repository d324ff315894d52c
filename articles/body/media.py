"""Which links are sound or film of this site: a paragraph that is one of them is shown as a player."""

from __future__ import annotations

import re
from typing import Literal

from articles.body.inline import Inline
from articles.body.tokens import Tag

MediaKind = Literal["audio", "video"]
_AUDIO, _VIDEO = "mp3|m4a|ogg|oga|opus|wav|flac", "mp4|m4v|webm|ogv|mov"
ENDINGS = f"{_AUDIO}|{_VIDEO}"
"""Of sound and film, as alternatives of an expression."""
# Within this site, without a query: a player never asks another site.
FILE = re.compile(rf"/(?!/)[^?#\\]*\.(?:(?P<audio>{_AUDIO})|(?P<video>{_VIDEO}))", re.IGNORECASE)


def media_kind(href: str) -> MediaKind | None:
    match = FILE.fullmatch(href)
    return None if match is None else "audio" if match["audio"] else "video"


def player_link(inline: Inline) -> Tag | None:
    """The link to one of our sound or film files, when it is all the paragraph holds."""
    links = {mark for _, marks in inline.segments for mark in marks if mark.name == "a"}
    is_all = all(any(mark.name == "a" for mark in marks) for _, marks in inline.segments)
    link = links.pop() if is_all and len(links) == 1 else None
    return link if link and media_kind(link.get("href")) else None
