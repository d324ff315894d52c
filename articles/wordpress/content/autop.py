"""WordPress's `wpautop`, well-formed: blank lines part paragraphs, line ends become line breaks.

One walk over the post's tags and text. Where WordPress puts a `</p>` into a quote, a cell or a script,
this ends the paragraph where the block begins, and opens again what was open in it.
"""

from __future__ import annotations

import re
from collections import Counter

from articles.body.vocabulary import CONTAINERS, LINE_BREAKING
from articles.wordpress.content.writers import MORE

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LINES = HEADINGS | frozenset("p dt summary legend caption option".split())
"""Elements that hold lines of text and no paragraphs."""
BLOCKS = LINE_BREAKING | CONTAINERS | LINES | frozenset("tfoot col colgroup hr".split())
STRUCTURES = frozenset("ul ol dl table thead tbody tfoot tr colgroup optgroup".split())
"""Elements whose own text is only the white space between their parts."""
IN_HEADINGS_NOTHING = frozenset("p div center section header".split())
EMPTY = frozenset("hr col br".split())
REPLACED = frozenset("img embed input".split())
"""Inline elements that show something of their own, and have no end."""
UNSEEN = frozenset("source param track wbr area link meta base".split())
BREAK = "<br>\n"
BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)++")
SEPARATORS = re.compile("[\u2028\u2029]")
MAX_OPEN_INLINE = 32


class Paragraphs:
    """A writer (`writers.Writer`) that makes paragraphs of what it is handed."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.blocks: list[str] = []
        self.depths: Counter[str] = Counter()
        self.paragraph = ""
        """The name of the element whose lines are being written."""
        self.explicit = ""
        """The `<p>` the post itself has round them; its parts at blank lines begin with it again."""
        self.outside = 0
        """How many inline elements were open before it: those that were opened in it end with it."""
        self.is_fresh = False
        """Nothing was written in it yet."""
        self.open_inline: list[tuple[str, str]] = []
        self.ignored: Counter[str] = Counter()

    def finished(self) -> str:
        """The HTML of all that was written, everything closed."""
        self.end()
        while self.blocks:
            self.pop()
        return "".join(self.out)

    def text(self, text: str) -> None:
        if "\u2028" in text or "\u2029" in text:
            text = SEPARATORS.sub("\n", text)
        if "\n" not in text:
            self.line(text)
        elif self.paragraph not in ("", "p"):
            self.lines(BLANK_LINES.sub("\n", text))
        elif self.is_between_parts:
            self.line(text)
        else:
            first, *rest = BLANK_LINES.split(text)
            self.lines(first)
            for part in rest:
                self.end()
                self.lines(part)

    def lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self.line(first)
        for line in rest:
            self.line_end()
            self.line(line)

    def line(self, text: str) -> None:
        if not text.strip(" \t\n"):
            if self.paragraph and not self.is_fresh and text and self.out[-1] is not BREAK:
                self.out.append(text)
            return
        if not self.is_between_parts:
            self.begin()
        self.out.append(text)
        self.is_fresh = False

    def line_end(self) -> None:
        if self.paragraph and not self.is_fresh and self.out[-1] is not BREAK:
            self.out.append(BREAK)

    @property
    def is_between_parts(self) -> bool:
        return not self.paragraph and bool(self.blocks) and self.blocks[-1] in STRUCTURES

    def tag(self, written: str, name: str, is_closing: bool) -> None:
        if name == "br":
            self.line_break()
        elif name not in BLOCKS:
            self.end_inline(name) if is_closing else self.begin_inline(written, name)
        elif self.paragraph in HEADINGS and name in IN_HEADINGS_NOTHING:
            self.line(" ")
        elif name in LINES:
            self.end_explicit() if is_closing else self.begin_explicit(written, name)
        else:
            self.end_explicit()
            self.close(name) if is_closing else self.open(written, name)

    def inline(self, html: str) -> None:
        self.begin()
        self.out.append(html)
        self.is_fresh = False

    def block(self, html: str) -> None:
        self.end()
        self.out += [html, "\n"]

    def break_here(self, marker: str) -> None:
        self.end()
        if marker == "more":
            self.out.append(MORE)

    def begin(self) -> None:
        if not self.paragraph:
            self.begin_lines(self.explicit or "<p>", "p")

    def begin_lines(self, written: str, name: str) -> None:
        self.paragraph, self.is_fresh = name, True
        self.out.append(written)
        self.out += [opening for _, opening in self.open_inline]

    def begin_explicit(self, written: str, name: str) -> None:
        self.end_explicit()
        self.explicit, self.outside = (written if name == "p" else ""), len(self.open_inline)
        self.begin_lines(written, name)

    def end_explicit(self) -> None:
        self.end()
        if self.explicit:
            del self.open_inline[self.outside :]
            self.explicit = ""

    def end(self) -> None:
        """Closes the lines that are being written, without a line break at their end."""
        if not self.paragraph:
            return
        while self.out[-1] is BREAK:
            self.out.pop()
        self.out += [f"</{name}>" for name, _ in reversed(self.open_inline)]
        self.out.append(f"</{self.paragraph}>\n")
        self.paragraph = ""

    def line_break(self) -> None:
        """Two of them part paragraphs, as a blank line does."""
        if not self.paragraph or self.is_fresh:
            return
        if self.out[-1] is BREAK and self.paragraph == "p":
            self.end()
        else:
            self.line_end()

    def open(self, written: str, name: str) -> None:
        self.out.append(written)
        if name not in EMPTY:
            self.blocks.append(name)
            self.depths[name] += 1

    def close(self, name: str) -> None:
        if self.depths[name]:
            while self.pop() != name:
                pass

    def pop(self) -> str:
        name = self.blocks.pop()
        self.depths[name] -= 1
        self.out.append(f"</{name}>\n")
        return name

    def begin_inline(self, written: str, name: str) -> None:
        if name in REPLACED:
            return self.inline(written)
        if name in UNSEEN:
            return None
        if len(self.open_inline) >= MAX_OPEN_INLINE:
            self.ignored[name] += 1
            return None
        self.open_inline.append((name, written))
        if self.paragraph:
            self.out.append(written)
        return None

    def end_inline(self, name: str) -> None:
        """Closes the innermost of this name, and opens again what was opened after it."""
        if self.ignored[name]:
            self.ignored[name] -= 1
            return
        index = next((i for i, (open, _) in reversed([*enumerate(self.open_inline)]) if open == name), -1)
        if index < 0:
            return
        later = self.open_inline[index + 1 :]
        del self.open_inline[index]
        self.outside = min(self.outside, len(self.open_inline))
        if self.paragraph:
            self.out += [f"</{open}>" for open, _ in reversed(later)]
            self.out.append(f"</{name}>")
            self.out += [written for _, written in later]
