"""The beginning of a file: whether it is an export, of which site, and how the rest of it is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.wordpress.reading.boundaries import lost_start, next_start
from articles.wordpress.reading.cleaning import declared_encoding
from articles.wordpress.reading.errors import NotAnExport
from articles.wordpress.reading.names import STANDARD
from articles.wordpress.reading.outside import Outside, outside
from articles.wordpress.reading.recognise import PLAIN_RSS, refusal
from articles.wordpress.reading.streams import Part
from articles.wordpress.reading.window import Window

_ENOUGH_TO_TELL = 1 << 20
_MARKUP = re.compile(rb"<[?!]|<(?:rss|channel)\b", re.IGNORECASE)
_OF_WORDPRESS = re.compile(rb"""xmlns:[\w.-]+\s*=\s*["']https?://(?:www\.)?wordpress\.org/export/|<wp:[a-z]""")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Head:
    """`end` is where items may begin."""

    outside: Outside
    encoding: str
    end: int


def read_head(part: Part) -> Head:
    """Raises NotAnExport, with the reason in plain words, for a file that is something else."""
    with part.stream() as stream:
        window = Window(stream)
        window.at_least(_ENOUGH_TO_TELL)
        start = window.cut(0, _ENOUGH_TO_TELL)
        if reason := refusal(start):
            raise NotAnExport(reason)
        begin = next_start(window, 0)
        raw = window.cut(0, begin if begin >= 0 else window.end)
        first_item = window.cut(len(raw), len(raw) + _ENOUGH_TO_TELL)
    if (lost := lost_start(raw)) >= 0:
        raw, first_item = raw[:lost], raw[lost:]
    encoding = declared_encoding(start)
    found = outside(_from_markup(raw), STANDARD, encoding)
    if not (_OF_WORDPRESS.search(raw) or _OF_WORDPRESS.search(first_item)):
        raise NotAnExport(PLAIN_RSS)
    return Head(replace(found, notes=(*_notes(raw, found), *found.notes)), encoding, len(raw))


def _from_markup(raw: bytes) -> bytes:
    markup = _MARKUP.search(raw)
    return raw[markup.start() :] if markup else raw


def _notes(raw: bytes, found: Outside) -> list[str]:
    notes = []
    before = raw.removesuffix(_from_markup(raw)).removeprefix(b"\xef\xbb\xbf").strip()
    if before:
        shown = " ".join(re.sub(r"<[^>]*>", " ", before.decode(errors="replace")).split())[:_SHOWN]
        notes.append(f"text before the export, passed over: {shown}")
    if not found.channel.wxr_version:
        notes.append("no wp:wxr_version; read as an export by its elements")
    return notes
