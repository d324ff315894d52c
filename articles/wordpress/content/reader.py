"""Walks once through a post's HTML: tags, text, shortcodes, comments, in order, each handed to a writer.

Reads tags exactly as the body does, so that nothing is a tag here and text there.
"""

from __future__ import annotations

import re
from typing import Protocol

from articles.body.shortcode import CAPTION_TAG
from articles.body.tokens import ATTRIBUTE, MARKUP
from articles.body.vocabulary import EMBEDS, KNOWN_NAMES
from articles.wordpress.content import builtin, markup
from articles.wordpress.content.notes import Notes
from articles.wordpress.content.plugin_names import is_code_box, is_plugin
from articles.wordpress.content.shortcodes import Shortcode, Shortcodes
from articles.wordpress.content.site import Site

MARK = re.compile(r"[<\[]")
WEB_LINE = re.compile(r"(?:^|(?<=>))[ \t]*+(https?://[^\s<>\"\[\]]++)[ \t]*+", re.MULTILINE | re.IGNORECASE)
AFTER_WEB_LINE = re.compile(r"\Z|\n|</(?:p|div|figure)>", re.IGNORECASE)
BEFORE_WEB_LINE = re.compile(r"<(?:/?(?:p|div|figure|ul|ol|h[1-6])\b[^<>]*|br\s*/?)>\Z", re.IGNORECASE)
COMMENT_END = re.compile(r"--!?>")
EVENT = re.compile(r"[\s/]on[a-z]+\s*=", re.IGNORECASE)
CAPTION_NAMES = ("caption", "wp_caption")
CAPTION_ENDS = ("[/caption]", "[/wp_caption]")
REMOVED = frozenset("script style title noembed noframes".split())
LITERAL = frozenset("pre textarea xmp listing".split())
QUIET = frozenset("svg math object audio video picture select".split())
COUNTED = frozenset("iframe object".split())


class Writer(Protocol):
    def text(self, text: str, /) -> None:
        """Text between tags, its entities as they were written."""

    def tag(self, written: str, name: str, is_closing: bool, /) -> None: ...

    def inline(self, html: str, /) -> None:
        """Something within a line, whole: line ends in it mean nothing."""

    def block(self, html: str, /) -> None:
        """Something between paragraphs, whole."""

    def break_here(self, marker: str, /) -> None:
        """The end of the standfirst or of a page."""


class Reader:
    def __init__(self, source: str, writer: Writer, notes: Notes, site: Site, is_literal: bool = False) -> None:
        self.source, self.writer, self.notes, self.site = source, writer, notes, site
        self.is_literal = is_literal
        """Inside `<pre>`: text is shown as it is written, whatever brackets it holds."""
        self.shortcodes = Shortcodes(source)
        self.last_caption_end = max(map(source.rfind, CAPTION_ENDS))
        self.in_caption = self.in_code = self.in_link = False
        self.missing: set[str] = set()
        """What was looked for and does not come any more."""
        self.flushed = 0

    def read(self) -> None:
        position = 0
        while mark := MARK.search(self.source, position):
            start = mark.start()
            end = self.markup(start) if mark[0] == "<" else self.bracket(start)
            position = end or start + 1
        self.flush(len(self.source), len(self.source))

    def flush(self, start: int, end: int) -> None:
        """Hands on the text before `start`; the walk goes on at `end`."""
        if self.flushed < start:
            self.text(self.flushed, start)
        self.flushed = end

    def text(self, start: int, end: int) -> None:
        if self.source.find("://", start, end) > 0 and not (self.in_link or self.in_code or self.is_literal):
            for line in WEB_LINE.finditer(self.source, start, end):
                if self.is_web_line(line.start(), line.end()):
                    self.plain(start, line.start())
                    self.writer.block(markup.link(markup.address(line[1])))
                    start = line.end()
        self.plain(start, end)

    def plain(self, start: int, end: int) -> None:
        if start < end:
            text = self.source[start:end]
            # A sign that began no tag must not begin one with what is written round it.
            self.writer.text(text.replace("<", "&lt;") if "<" in text else text)

    def is_web_line(self, start: int, end: int) -> bool:
        """Whether an address has its line, or its paragraph, to itself: WordPress makes a player of it."""
        before = self.source[max(0, start - 200) : start]
        opens = not before or before.endswith("\n") or BEFORE_WEB_LINE.search(before)
        return bool(opens and AFTER_WEB_LINE.match(self.source, end))

    def markup(self, start: int) -> int:
        """Reads the tag or comment at `start`; 0 when it is none."""
        match = MARKUP.match(self.source, start)
        if match is None:
            return 0
        if match["name"] is None:
            return self.comment(match)
        name = match["name"].lower()
        if name not in KNOWN_NAMES and ":" not in name and "-" not in name:
            return 0
        if match["end"]:
            self.closing_tag(match, name)
            return match.end()
        return self.opening_tag(match, name)

    def opening_tag(self, match: re.Match[str], name: str) -> int:
        self.flush(match.start(), match.end())
        if name in COUNTED:
            self.notes.removed[name] += 1
        if EVENT.search(match["attributes"]):
            names = (attribute[0].lower() for attribute in ATTRIBUTE.findall(match["attributes"]))
            self.notes.removed["event attribute"] += sum(name.startswith("on") for name in names)
        if name in REMOVED:
            return self.removed(match, name)
        if name in LITERAL and not self.is_literal:
            return self.literal(match, name)
        if (name in QUIET and not self.is_literal) or name == "iframe":
            return self.quiet(match, name)
        self.in_code = self.in_code or (name == "code" and self.end_of("code", match.end()) > 0)
        self.in_link = self.in_link or (name == "a" and self.end_of("a", match.end()) > 0)
        self.writer.tag(match[0], name, False)
        return match.end()

    def closing_tag(self, match: re.Match[str], name: str) -> None:
        self.flush(match.start(), match.end())
        self.in_code = self.in_code and name != "code"
        self.in_link = self.in_link and name != "a"
        self.writer.tag(match[0], name, True)

    def removed(self, match: re.Match[str], name: str) -> int:
        """Drops what no browser shows; where it is never closed only the tag goes."""
        self.notes.removed[name] += 1
        self.flushed = self.end_of(name, match.end()) or match.end()
        return self.flushed

    def literal(self, match: re.Match[str], name: str) -> int:
        """`<pre>` and its kin, to their end or to the end of all."""
        end = self.end_of(name, match.end())
        closer = self.source.rfind("</", 0, end) if end else len(self.source)
        content = self.source[match.end() : closer]
        if name == "pre":
            writer = Verbatim()
            Reader(content, writer, self.notes, self.site, is_literal=True).read()
            self.writer.block(f"{match[0]}{writer.html}</pre>")
        else:
            self.writer.block(markup.preformatted(content))
        self.flushed = end or len(self.source)
        return self.flushed

    def quiet(self, match: re.Match[str], name: str) -> int:
        """A picture, player or drawing: line ends in it are no line breaks."""
        end = self.end_of(name, match.end())
        if not end and name not in EMBEDS:
            self.writer.tag(match[0], name, False)
            return match.end()
        if not end or name == "iframe":
            self.writer.inline(f"{match[0]}</{name}>")
            end = end or match.end()
        else:
            writer = Verbatim()
            Reader(self.source[match.end() : end], writer, self.notes, self.site, is_literal=True).read()
            self.writer.inline(match[0] + writer.html)
        self.flushed = end
        return end

    def end_of(self, name: str, position: int) -> int:
        """Behind the next closing tag of this name; 0 when there is none."""
        if name in self.missing:
            return 0
        found = re.compile(rf"</{name}(?![\w-])[^<>]*>", re.IGNORECASE).search(self.source, position)
        if found is None:
            self.missing.add(name)
        return found.end() if found else 0

    def comment(self, match: re.Match[str]) -> int:
        end = match.end()
        if match[0] == "<!--":
            found = None if "-->" in self.missing else COMMENT_END.search(self.source, end)
            if found is None:
                self.missing.add("-->")
                return 0
            end = found.end()
        self.flush(match.start(), end)
        text = self.source[match.end() : end].removesuffix("-->").strip()
        word = text.split(None, 1)[0].lower() if text else ""
        if word in ("more", "nextpage") and not self.is_literal:
            self.notes.pages += word == "nextpage"
            self.writer.break_here(word)
        else:
            self.notes.removed["comment"] += 1
        return end

    def bracket(self, start: int) -> int:
        """Reads the shortcode at `start`; 0 when it is text."""
        if self.is_literal or self.in_code:
            return 0
        name = self.shortcodes.name_at(start)
        if name in CAPTION_NAMES or self.source.startswith(CAPTION_ENDS, start):
            return self.caption(start)
        if self.in_caption:
            return 0
        shortcode = self.shortcodes.at(start, self.is_known)
        if shortcode is None:
            self.count(name, start)
            return 0
        return self.shortcode(start, shortcode)

    def is_known(self, name: str) -> bool:
        return name in builtin.EXPANSIONS or (is_code_box(name) and self.shortcodes.closes(name, 0) >= 0)

    def caption(self, start: int) -> int:
        """The body reads captions; here their tags only must not be torn by a line end."""
        match = CAPTION_TAG.match(self.source, start)
        if match is None:
            return 0
        self.flush(start, match.end())
        self.writer.text(match[0].replace("\n", " "))
        is_opening = match["attributes"] is not None and not match["attributes"].endswith("/")
        self.in_caption = is_opening and start < self.last_caption_end
        return match.end()

    def shortcode(self, start: int, shortcode: Shortcode) -> int:
        written = self.source[start : shortcode.end]
        if shortcode.literal:
            html, is_block = escaped_signs(shortcode.literal), False
        elif is_code_box(shortcode.name):
            if shortcode.content is None:
                return 0
            self.notes.shortcodes[shortcode.name] += 1
            html, is_block = markup.preformatted(written), True
        else:
            expanded = builtin.expanded(shortcode, self.site)
            if expanded is None:
                self.notes.shortcodes[shortcode.name] += 1
                return 0
            if not expanded:
                self.notes.unanswered.append(written)
            html, is_block = expanded or markup.placeholder(written), True
        self.flush(start, shortcode.end)
        (self.writer.block if is_block else self.writer.text)(html)
        return shortcode.end

    def count(self, name: str, start: int) -> None:
        end = self.shortcodes.tag_end(start + 1 + len(name)) if name else -1
        if end > 0 and is_plugin(
            name, self.source[start + 1 + len(name) : min(end, start + 1000)], self.shortcodes.closes(name, end) > 0
        ):
            self.notes.shortcodes[name] += 1


def escaped_signs(text: str) -> str:
    return text.replace("<", "&lt;")


class Verbatim:
    """Writes all as it is: for content that has its paragraphs already."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    @property
    def html(self) -> str:
        return "".join(self.pieces)

    def text(self, text: str) -> None:
        self.pieces.append(text)

    def tag(self, written: str, name: str, is_closing: bool) -> None:
        self.pieces.append(written)

    def inline(self, html: str) -> None:
        self.pieces.append(html)

    def block(self, html: str) -> None:
        self.pieces.append(html)

    def break_here(self, marker: str) -> None:
        if marker == "more":
            self.pieces.append(MORE)


MORE = "\0"
