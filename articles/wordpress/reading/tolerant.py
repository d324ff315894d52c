"""Reads what is not well-formed, as far as it goes: every field that can be told apart, with its text as written.

For an item that is well-formed it finds just what the strict parser does, only slower.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from articles.wordpress.reading.errors import DOCTYPE, NotAnExport
from articles.wordpress.reading.names import declared, short

CONTAINERS = frozenset(
    {"item", "channel", "rss"}
    | {f"wp:{name}" for name in "postmeta comment commentmeta author category tag term termmeta".split()}
)
_PLAIN = frozenset({"item", "title", "link", "pubDate", "guid", "description", "category"})
_PREFIXES = ("wp:", "content:", "excerpt:", "dc:", "wfw:")
# Texts that may hold markup of their own: an end tag nobody knows belongs to the text.
_TEXTS = frozenset({"content:encoded", "excerpt:encoded", "wp:comment_content", "wp:meta_value", "description"})
_NAME = r"[^\W\d][\w:.-]*"
_MARKUP = re.compile(rf"<!\[CDATA\[|<!--|<[?!]|</({_NAME})\s*>|<({_NAME})")
_REST_OF_TAG = re.compile(r"""(?:[^<>"']++|"[^"<]{0,9999}+"|'[^'<]{0,9999}+')*+>""")
_TO_BRACKET = re.compile("[^<>]*+>")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CDATA_ENDS = re.compile(rf"\]\]>(?=\s*(?:<!\[CDATA\[|</(?:{_NAME}:|(?:title|link|guid|description|category)>)))")
_REFERENCE = re.compile(r"&(#[xX][0-9a-fA-F]{1,8}|#\d{1,8}|\w{1,32});")
_DEEPEST = 50


class _Open(NamedTuple):
    """An element that is open: its name as written, and what it means."""

    name: str
    meaning: str
    prefixes: Mapping[str, str]


def read(text: str, prefixes: Mapping[str, str], container: str = "item") -> Element:
    """The first `container` of the text, its ends and beginnings supplied where they are missing."""
    return _Reading(text, prefixes, container).element()


class _Reading:
    def __init__(self, text: str, prefixes: Mapping[str, str], container: str) -> None:
        self.text, self.container = text, container
        self.builder = TreeBuilder()
        self.builder.start(container, {})
        self.open = [_Open(container, container, prefixes)]
        self.raw: list[str] = []  # tags inside a text that was not wrapped in CDATA
        self.first_end, self.has_comments = -1, True
        self.cdata_ends = [end.start() for end in _CDATA_ENDS.finditer(text)]

    def element(self) -> Element:
        at = 0
        while self.open and (found := _MARKUP.search(self.text, at)):
            self._write(resolved(self.text[at : found.start()]))
            at = self._take(found)
        if self.open:
            self._write(resolved(self.text[at:]))
        while self.open:
            self._end()
        return self.builder.close()

    def _take(self, found: re.Match[str]) -> int:
        """Deals with one piece of markup; where reading goes on."""
        word = found[0]
        if word == "<![CDATA[":
            return self._section(found.end())
        if word == "<!--":
            return self._comment(found.end())
        if word in ("<?", "<!"):
            return self._declaration(found.start())
        if found[1]:
            self._closes(found[1], word)
            return found.end()
        return self._opens(found[2], found)

    def _comment(self, start: int) -> int:
        """Behind it; one that never ends is none."""
        end = self.text.find("-->", start) if self.has_comments else -1
        self.has_comments = end >= 0
        return end + 3 if end >= 0 else start

    def _section(self, start: int) -> int:
        end, behind = self._end_of_section(start)
        self._write(self.text[start:end])
        return behind

    def _end_of_section(self, start: int) -> tuple[int, int]:
        """The first `]]>` that a tag follows; any before it are text, which its writer forgot to escape.

        One that lost its end meets the opening of a later one behind its own end tag, and ends at that tag.
        """
        first = self._first_end(start)
        opening = self.text.find("<![CDATA[", start, first)
        own = self.text.find(f"</{self.open[-1].name}", start, first if opening < 0 else opening)
        if own >= 0 and (opening >= 0 or first == len(self.text)):
            return own, own
        good = bisect_left(self.cdata_ends, start)
        end = self.cdata_ends[good] if good < len(self.cdata_ends) else first
        if self.text.find(f"</{self.open[-1].name}", first, end) >= 0:
            end = first
        return end, min(end + 3, len(self.text))

    def _first_end(self, start: int) -> int:
        """Of the section, by the letter; remembered, for the many that lost theirs."""
        if self.first_end < start:
            found = self.text.find("]]>", start)
            self.first_end = found if found >= 0 else len(self.text)
        return self.first_end

    def _declaration(self, start: int) -> int:
        if self.text[start : start + 9].upper() == "<!DOCTYPE":
            raise NotAnExport(DOCTYPE)
        end = self.text.find(">", start)
        return end + 1 if end >= 0 else len(self.text)

    def _opens(self, name: str, found: re.Match[str]) -> int:
        rest = _REST_OF_TAG.match(self.text, found.end()) or _TO_BRACKET.match(self.text, found.end())
        end = rest.end() if rest else found.end()
        written = self.text[found.start() : end]
        if not self._in_container and not self._is_field(name):
            self._raw_tag(name, written)
        else:
            if not self._in_container:
                self._end()
            self._start(name, written.removesuffix(">"))
        return end

    def _is_field(self, name: str) -> bool:
        """Whether it can start only where the field before should have ended."""
        return name.startswith(_PREFIXES) or (name in _PLAIN and self.open[-1].meaning not in _TEXTS)

    def _raw_tag(self, name: str, written: str) -> None:
        self._write(written)
        if not written.endswith("/>"):
            self.raw = [*self.raw[-_DEEPEST:], name]

    def _start(self, name: str, written: str) -> None:
        prefixes = {**self.open[-1].prefixes, **declared(written)} if "xmlns" in written else self.open[-1].prefixes
        if name == self.container and len(self.open) == 1:
            self.open[0] = self.open[0]._replace(prefixes=prefixes)  # it is open already
        elif len(self.open) < _DEEPEST:
            tag = qualified(name, prefixes)
            self.builder.start(tag, dict(_attributes(written)))
            self.open.append(_Open(name, short(tag), prefixes))
            self.raw = []
            if written.endswith("/"):
                self._end()

    def _closes(self, name: str, written: str) -> None:
        """A wrong end tag ends the field it stands in; in a text with markup it may be that markup's."""
        if name in self.raw:
            self._write(written)
            while self.raw.pop() != name:
                pass
        elif any(element.name == name for element in self.open):
            while self._end() != name:
                pass
        elif not self._in_container:
            if self.open[-1].meaning in _TEXTS and not name.startswith(_PREFIXES):
                self._write(written)
            else:
                self._end()

    @property
    def _in_container(self) -> bool:
        return self.open[-1].meaning in CONTAINERS

    def _write(self, text: str) -> None:
        if text:
            self.builder.data(text)

    def _end(self) -> str:
        self.raw = []
        closed = self.open.pop()
        self.builder.end(closed.meaning)
        return closed.name


def qualified(name: str, prefixes: Mapping[str, str]) -> str:
    """With its namespace, as the strict parser writes it; an undeclared prefix stays a part of the name."""
    prefix, _, local = name.partition(":")
    return f"{{{prefixes[prefix]}}}{local}" if local and prefix in prefixes else name


def resolved(text: str) -> str:
    """Entities of XML and of HTML, once; a bare `&` stays, and what stands for no character goes."""
    return _REFERENCE.sub(lambda found: _character(found[1], found[0]), text) if "&" in text else text


def _character(name: str, written: str) -> str:
    if not name.startswith("#"):
        return html5.get(f"{name};", written)
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    is_control = number < 32 and number not in (9, 10, 13)
    is_none = number > 0x10FFFF or 0xD800 <= number < 0xE000 or number in (0xFFFE, 0xFFFF)
    return "" if is_control or is_none else chr(number)


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for name, double, single in _ATTRIBUTE.findall(written):
        yield name, resolved(double or single)
