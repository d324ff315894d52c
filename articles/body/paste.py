"""What Word, Google Docs and other editors mean by the markup they put on the clipboard."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.body.attributes import kept_attributes
from articles.body.inline import Marks
from articles.body.tokens import Tag
from articles.body.vocabulary import INLINE, RENAMED

STYLED = (
    (re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "strong"),
    (re.compile(r"(?:^|;)\s*font-style\s*:\s*italic", re.IGNORECASE), "em"),
    (re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:\s*line-through", re.IGNORECASE), "s"),
    (re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super", re.IGNORECASE), "sup"),
    (re.compile(r"(?:^|;)\s*vertical-align\s*:\s*sub\b", re.IGNORECASE), "sub"),
)
# Google Docs wraps all it copies in <b style="font-weight:normal">.
UNSTYLED = {
    "strong": re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE),
    "em": re.compile(r"(?:^|;)\s*font-style\s*:\s*normal", re.IGNORECASE),
}


@lru_cache(maxsize=1024)
def renamed(tag: Tag) -> Tag:
    """The tag under the name the body uses, with the attributes it keeps."""
    name = RENAMED.get(tag.name, tag.name)
    return Tag(name, kept_attributes(Tag(name, tag.attributes)), tag.closing)


@lru_cache(maxsize=1024)
def marks_of(tag: Tag) -> Marks:
    """The marks an inline tag stands for; none for one that says nothing."""
    kept, style = renamed(tag), tag.get("style")
    if kept.name not in INLINE:
        return ()
    if kept.name in UNSTYLED and UNSTYLED[kept.name].search(style):
        return ()
    styled = tuple(Tag(name) for pattern, name in STYLED if style and kept.name == "span" and pattern.search(style))
    if kept.name == "a" and not kept.get("href"):
        return ()
    # A label that was marked for the editor is read as text again, so that it is tried again.
    if kept.name == "span" and (not kept.attributes or kept.get("data-unresolved") in ("also-read", "caption")):
        return styled
    return (kept, *styled)
