"""Where items start and end, read off the bytes alone.

The usual item needs none of this: it goes from `<item` to the next `</item>`, and that it parses proves it. Here are
the other cases: tags inside CDATA and comments, missing ends, and damaged sections that would hide what follows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.wordpress.reading.window import Window

_AFTER_NAME = b" \t\r\n>/"
_OPENS = re.compile(rb"<!\[CDATA\[|<!--")
_INSIDE = re.compile(rb"<!\[CDATA\[|<!--|<item[\s>/]")
_ITEM = re.compile(rb"<item[\s>/]")
_NAMES_A_POST = b":post_id>"
_FIELD = re.compile(rb"<([A-Za-z][\w.-]*:[\w.-]+|title|description|link)(?:\s[^<>]{0,200})?>\s*\Z")
_LOOK_BACK = 300


class End(NamedTuple):
    """`is_closed`: by its own end tag; otherwise by the next item, or (`is_cut`) by the end of the file."""

    at: int
    is_closed: bool
    is_cut: bool = False


def next_start(window: Window, at: int) -> int:
    """The next `<item` that no comment or CDATA section hides; -1 when there is none."""
    begin = _next_tag(window, b"<item", at)
    while begin >= 0:
        hidden_until = _hidden_until(window, at, begin)
        if hidden_until < 0:
            return begin
        at, begin = hidden_until, _next_tag(window, b"<item", hidden_until)
    return -1


def closing_tag(window: Window, at: int) -> int:
    """Behind the next `</item>`, wherever it stands; -1 when there is none."""
    close = _next_tag(window, b"</item", at)
    return window.find(b">", close) + 1 if close >= 0 else -1


def textual_end(window: Window, begin: int) -> End:
    """As if no section hid anything: the next tag of an item ends this one."""
    close, following = closing_tag(window, begin), _next_tag(window, b"<item", begin + 5)
    if close > 0 and not 0 <= following < close:
        return End(close, True)
    return _end_without_tag(window, begin + 5)


def careful_end(window: Window, begin: int) -> End:
    """The first tag of an item that stands outside CDATA and comments."""
    at = begin + 5
    while (close := _next_tag(window, b"</item", at)) >= 0:
        found = window.search(_INSIDE, at, close)
        if found is None:
            return End(max(window.find(b">", close) + 1, close), True)
        if found[1].startswith(b"<item"):
            return End(found[0], False)
        at = _behind_section(window, found, close)
    return _end_without_tag(window, at)


def swallowed_item(raw: bytes) -> int:
    """Where another item starts inside one that is broken; -1 when none does.

    Both have a `post_id`. In an article that shows an export as an example, its own one comes behind the example's.
    """
    first, last = raw.find(_NAMES_A_POST), raw.rfind(_NAMES_A_POST)
    for opening in _ITEM.finditer(raw, 5):
        at = opening.start()
        end = raw.find(b"</item", at)
        end = end if end >= 0 else len(raw)
        if raw.find(_NAMES_A_POST, at, end) >= 0 and (first < at or last < end):
            return at
    return -1


def has_run_on(raw: bytes, item: int) -> bool:
    """Whether the section in which that item stands has an opening of its own behind it, and ends where that one ends.

    An export quoted in a text has its inner ends escaped, as `]]]]><![CDATA[>`.
    """
    end = raw.find(b"]]>", item)
    return raw.find(b"<![CDATA[", item, end) >= 0 and raw[end - 2 : end] != b"]]"


def _end_without_tag(window: Window, at: int) -> End:
    """At the next item, else at the end of the channel, else where the file was cut off."""
    following = _next_tag(window, b"<item", at)
    if following >= 0:
        return End(following, False)
    rest = window.cut(at, window.end)
    channel = rest.find(b"</channel", rest.rfind(b"]]>") + 1)
    return End(at + channel, False) if channel >= 0 else End(window.end, False, True)


def lost_start(raw: bytes) -> int:
    """Where an item goes on whose start tag was damaged, in what seems to stand between items; -1 when none does."""
    close = raw.find(b"</item")
    post_id = raw.find(_NAMES_A_POST, 0, max(close, 0))
    if post_id >= 0 and raw.find(b"<item", 0, close) >= 0:
        return -1  # all of it is in a comment
    return max(raw.rfind(b"<title", 0, post_id), 0) if post_id >= 0 else -1


def _next_tag(window: Window, name: bytes, at: int) -> int:
    """The name itself, not the beginning of a longer one."""
    found = window.find(name, at)
    while found >= 0:
        window.at_least(found + len(name) + 1)
        if window.cut(found + len(name), found + len(name) + 1) in _AFTER_NAME:
            return found
        found = window.find(name, found + len(name))
    return -1


def _behind_section(window: Window, opening: tuple[int, bytes], close: int) -> int:
    """Behind what it opens; behind the opening alone where its own end is missing."""
    at, word = opening
    end = window.find(b"]]>" if word == b"<![CDATA[" else b"-->", at)
    if end < 0 or (end > close and (word == b"<!--" or _has_lost_its_end(window, at, end))):
        return at + len(word)
    return end + 3


def _has_lost_its_end(window: Window, at: int, end: int) -> bool:
    """Whether the end tag of its own field and another opening stand in it: that one is whose end was found."""
    field = _FIELD.search(window.cut(max(0, at - _LOOK_BACK), at))
    text = window.cut(at + len(b"<![CDATA["), end)
    return field is not None and 0 <= text.find(b"</" + field[1]) < text.find(b"<![CDATA[")


def _hidden_until(window: Window, at: int, begin: int) -> int:
    """The end of the section between items in which `begin` stands; -1 when it stands in none."""
    while (found := window.search(_OPENS, at, begin)) is not None:
        start, word = found
        end = window.find(b"]]>" if word == b"<![CDATA[" else b"-->", start)
        if end > begin and _is_whole(window, start, end):
            return end + 3
        at = end + 3 if 0 <= end < begin else start + len(word)
    return -1


def _is_whole(window: Window, start: int, end: int) -> bool:
    """Whether it is a section that somebody wrote, and not an opening that lost its end and meets another's."""
    text = window.cut(start, end)
    if text.startswith(b"<!--"):
        return text.count(b"<item") == text.count(b"</item") and text.count(b"<![CDATA[") == text.count(b"]]>")
    field = _FIELD.search(window.cut(max(0, start - _LOOK_BACK), start))
    window.at_least(end + _LOOK_BACK)
    behind = window.cut(end + 3, end + _LOOK_BACK).lstrip()
    return field is not None and behind.startswith((b"</" + field[1], b"<![CDATA["))
