"""Walks once through a post's HTML: tags, text, shortcodes, comments, in order, each handed to a writer.

Reads tags exactly as the body does, so that nothing is a tag here and text there.
"""

from __future__ import annotations

import re

from articles.body.tokens import ATTRIBUTE, MARKUP
from articles.body.vocabulary import EMBEDS, KNOWN_NAMES
from articles.wordpress.content import builtin, markup
from articles.wordpress.content.brackets import Brackets
from articles.wordpress.content.notes import Notes
from articles.wordpress.content.site import Site
from articles.wordpress.content.writers import Verbatim, Writer

MARK = re.compile(r"[<\[]")
WEB_LINE = re.compile(r"(?:^|(?<=>))[ \t]*+(https?://[^\s<>\"\[\]]++)[ \t]*+", re.MULTILINE | re.IGNORECASE)
AFTER_WEB_LINE = re.compile(r"\Z|\n|</(?:p|div|figure)>", re.IGNORECASE)
BEFORE_WEB_LINE = re.compile(r"<(?:/?(?:p|div|figure|ul|ol|h[1-6])\b[^<>]*|br\s*/?)>\Z", re.IGNORECASE)
COMMENT_END = re.compile(r"--!?>")
EVENT = re.compile(r"[\s/]on[a-z]+\s*=", re.IGNORECASE)
REMOVED = frozenset("script style title noembed noframes".split())
LITERAL = frozenset("pre textarea xmp listing".split())
QUIET = frozenset("svg math object iframe audio video picture select".split())
COUNTED = frozenset("iframe object".split())


class Reader:
    def __init__(self, source: str, writer: Writer, notes: Notes, site: Site, is_literal: bool = False) -> None:
        self.source, self.writer, self.notes, self.site = source, writer, notes, site
        self.is_literal = is_literal
        """Inside `<pre>`: text is shown as it is written, whatever brackets it holds."""
        self.brackets = Brackets(source, notes, site)
        self.in_code = self.in_link = False
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

    def bracket(self, start: int) -> int:
        """Reads the shortcode at `start`; 0 when it is text."""
        found = None if self.is_literal or self.in_code else self.brackets.read(start)
        if found is None:
            return 0
        self.flush(start, found.end)
        (self.writer.block if found.is_block else self.writer.text)(found.html)
        return found.end

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
        self.flush(match.start(), match.end())
        return self.closing_tag(match, name) if match["end"] else self.opening_tag(match, name)

    def closing_tag(self, match: re.Match[str], name: str) -> int:
        self.in_code = self.in_code and name != "code"
        self.in_link = self.in_link and name != "a"
        self.writer.tag(match[0], name, True)
        return match.end()

    def opening_tag(self, match: re.Match[str], name: str) -> int:
        self.count(match, name)
        if name in REMOVED:
            self.flushed = self.end_of(name, match.end()) or match.end()
        elif name in LITERAL and not self.is_literal:
            self.flushed = self.literal(match, name)
        elif name in QUIET and (name == "iframe" or not self.is_literal):
            self.flushed = self.quiet(match, name)
        else:
            self.in_code = self.in_code or (name == "code" and self.end_of("code", match.end()) > 0)
            self.in_link = self.in_link or (name == "a" and self.end_of("a", match.end()) > 0)
            self.writer.tag(match[0], name, False)
        return self.flushed

    def count(self, match: re.Match[str], name: str) -> None:
        if name in COUNTED or name in REMOVED:
            self.notes.removed[name] += 1
        if EVENT.search(match["attributes"]):
            names = (attribute[0].lower() for attribute in ATTRIBUTE.findall(match["attributes"]))
            self.notes.removed["event attribute"] += sum(name.startswith("on") for name in names)

    def literal(self, match: re.Match[str], name: str) -> int:
        """`<pre>` and its kin, to their end or to the end of all."""
        end = self.end_of(name, match.end())
        content = self.source[match.end() : self.source.rfind("</", 0, end) if end else None]
        if name == "pre":
            self.writer.block(f"{match[0]}{self.literally(content)}</pre>")
        else:
            self.writer.block(markup.preformatted(content))
        return end or len(self.source)

    def quiet(self, match: re.Match[str], name: str) -> int:
        """A picture, player or drawing: line ends in it are no line breaks. One left open ends at once."""
        end = self.end_of(name, match.end())
        content = self.source[match.end() : self.source.rfind("</", 0, end)] if end else ""
        if not end and name not in EMBEDS:
            self.writer.tag(match[0], name, False)
        elif name in ("audio", "video"):
            source = _value("src", match["attributes"])
            self.writer.block(builtin.player_element(name, source, content))
        else:
            self.writer.inline(f"{match[0]}{'' if name == 'iframe' else self.literally(content)}</{name}>")
        return end or match.end()

    def literally(self, content: str) -> str:
        writer = Verbatim()
        Reader(content, writer, self.notes, self.site, is_literal=True).read()
        return writer.html

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
        if match[0].startswith("<![CDATA["):
            self.writer.text(match[0].removeprefix("<![CDATA[").removesuffix(">").removesuffix("]]"))
            return end
        self.drop(self.source[match.end() : end].removesuffix("-->").strip())
        return end

    def drop(self, comment: str) -> None:
        word = comment.split(None, 1)[0].lower() if comment else ""
        if word in ("more", "nextpage") and not self.is_literal:
            self.notes.pages += word == "nextpage"
            self.writer.break_here(word)
        else:
            self.notes.removed["comment"] += 1


def _value(name: str, attributes: str) -> str:
    """The first value of this name, its entities as they were written."""
    found = (values for key, *values in ATTRIBUTE.findall(attributes) if key.lower() == name)
    return "".join(next(found, []))
