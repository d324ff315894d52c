"""Tags and text to blocks: every paragraph closed, every list and table whole, nothing nested that may not be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from articles.body.blocks import AlsoRead, Block, Figure, Paragraph, Rule
from articles.body.containers import Containers
from articles.body.inline import Inline, Marks, Segment
from articles.body.paste import marks_of, renamed
from articles.body.tokens import Attributes, Tag, Token, Unseen
from articles.body.vocabulary import CONTAINERS, LINE_BREAKING, PARAGRAPHS

MAX_OPEN_INLINE = 32
MAX_MARKS = 12
WHITE_SPACE = re.compile(r"[ \t\n]+")
BLANK_LINES = re.compile(r"\n(?:[ \t\xa0]*\n)+")
LINE_ENDS = re.compile("[\n\u2028\u2029]")
SEPARATORS = re.compile("[\u2028\u2029]")
REPEATABLE = frozenset({"span", "abbr"})


def lay_out(tokens: Iterable[Token | Figure | AlsoRead], lines: bool = False) -> list[Block]:
    """With `lines`, each line end of text outside a paragraph is a line break (plain text)."""
    layout = Layout(lines)
    for token in tokens:
        layout.add(token)
    return layout.finished()


def paragraphs_of(tokens: Iterable[Token | Figure]) -> tuple[Paragraph, ...]:
    """The text alone, as plain paragraphs: what a caption may hold."""
    blocks = lay_out(tokens)
    return tuple(_plain(block) for block in blocks if isinstance(block, Paragraph))


def _plain(paragraph: Paragraph) -> Paragraph:
    segments = (Segment(text.replace("\t", " "), marks) for text, marks in paragraph.inline.segments)
    inline = Inline(segments).tidied() if paragraph.name == "pre" else paragraph.inline
    return Paragraph(inline, "p", paragraph.attributes)


class Layout:
    """Reads one token after another; knows which paragraph, containers and inline tags are open."""

    def __init__(self, lines: bool) -> None:
        self.lines = lines
        self.containers = Containers()
        self.paragraph: Tag | None = None
        self.outside = 0
        """How many inline tags were open before the paragraph began: they go on after it."""
        self.open_inline: list[tuple[str, Marks]] = []
        self.ignored: Counter[str] = Counter()
        self.marks: Marks | None = ()
        """What the open inline tags mean for text; None when they have changed."""
        self.segments: list[Segment] = []
        self.continues = False
        self.languages: list[tuple[str, Attributes]] = []

    def add(self, token: Token | Figure | AlsoRead) -> None:
        match token:
            case str():
                self.text(token)
            case Tag():
                self.tag(token)
            case Unseen():
                pass
            case _:
                self.end_line()
                self.containers.place(token)
                self.continues = True

    def finished(self) -> list[Block]:
        self.end_line()
        return self.containers.finished()

    def tag(self, tag: Tag) -> None:
        name = renamed(tag).name
        if name == "br":
            self.line_break()
        elif name == "hr":
            self.end_paragraph()
            self.containers.place(Rule())
        elif name in PARAGRAPHS or (name == "caption" and self.containers.innermost == "table"):
            self.end_paragraph(name) if tag.closing else self.begin_paragraph(renamed(tag))
        elif name in CONTAINERS:
            self.container(renamed(tag))
        elif name in LINE_BREAKING or name == "caption":
            self.line(tag)
        else:
            self.inline(tag)

    def text(self, text: str) -> None:
        if self.in_pre:
            self.append(SEPARATORS.sub("\n", text))
        elif self.paragraph is None and self.containers.innermost in (None, "blockquote"):
            self.loose(text)
        else:
            self.append(*self.shown(text, lines=False))

    def loose(self, text: str) -> None:
        """Text with no paragraph round it: blank lines part it."""
        for index, part in enumerate(BLANK_LINES.split(text.replace("\u2029", "\n\n"))):
            if index:
                self.end_line()
            self.append(*self.shown(part, self.lines))

    def shown(self, text: str, lines: bool) -> list[str]:
        breaks = LINE_ENDS if lines else SEPARATORS
        pieces: list[str] = []
        for part in breaks.split(text):
            pieces += ["\n", WHITE_SPACE.sub(" ", part)]
        return pieces[1:]

    def append(self, *texts: str) -> None:
        marks = self.current_marks()
        self.segments += [Segment(text, marks) for text in texts if text]

    def line_break(self) -> None:
        """Two breaks together end the paragraph."""
        for segment in reversed(self.segments):
            if segment.text == "\n" and not self.in_pre:
                return self.end_line()
            if segment.text.strip():
                break
        return self.append("\n")

    def begin_paragraph(self, tag: Tag) -> None:
        if tag.name == "p" and self.paragraph and self.paragraph.name.startswith("h"):
            return self.end_line()
        self.end_paragraph()
        self.paragraph, self.outside = tag, len(self.open_inline)
        return None

    def end_paragraph(self, name: str = "") -> None:
        """The end of this kind of paragraph, or of any."""
        self.end_line()
        if self.paragraph and name in ("", self.paragraph.name):
            del self.open_inline[self.outside :]
            self.paragraph = None
            self.marks = None

    def end_line(self) -> None:
        """What was read since the last one becomes a block, unless nobody would see it."""
        if not self.segments:
            self.continues = False
            return
        name = self.paragraph.name if self.paragraph else "p"
        inline = Inline(self.segments)
        inline = inline.cut(0, len(inline.text)) if name == "pre" else inline.tidied()
        if inline.text.strip():
            self.containers.place(Paragraph(inline, name, self.attributes, self.continues))
        self.segments, self.continues = [], False

    def line(self, tag: Tag) -> None:
        self.end_line()
        if tag.closing:
            if any(name == tag.name for name, _ in self.languages):
                while self.languages.pop()[0] != tag.name:
                    pass
        elif len(self.languages) < MAX_OPEN_INLINE:
            own = renamed(Tag("div", tag.attributes)).attributes
            self.languages.append((tag.name, own or self.language))

    def container(self, tag: Tag) -> None:
        self.end_paragraph()
        if tag.closing:
            self.containers.close(tag.name)
        else:
            self.containers.open(tag)

    def inline(self, tag: Tag) -> None:
        if not tag.closing:
            self.begin_inline(tag)
        elif self.ignored[tag.name]:
            self.ignored[tag.name] -= 1
        else:
            self.end_inline(tag.name)
        self.marks = None

    def begin_inline(self, tag: Tag) -> None:
        if len(self.open_inline) >= MAX_OPEN_INLINE:
            self.ignored[tag.name] += 1
            return
        if tag.name == "a":
            self.end_inline("a")
        self.open_inline.append((tag.name, marks_of(tag)))

    def end_inline(self, name: str) -> None:
        for index in range(len(self.open_inline) - 1, -1, -1):
            if self.open_inline[index][0] == name:
                del self.open_inline[index]
                self.outside = min(self.outside, len(self.open_inline))
                return

    def current_marks(self) -> Marks:
        if self.marks is None:
            marks: list[Tag] = []
            for _, opened in self.open_inline:
                marks += (mark for mark in opened if not _repeats(mark, marks))
            self.marks = tuple(marks[:MAX_MARKS])
        return self.marks

    @property
    def in_pre(self) -> bool:
        return self.paragraph is not None and self.paragraph.name == "pre"

    @property
    def attributes(self) -> Attributes:
        if self.paragraph and self.paragraph.attributes:
            return self.paragraph.attributes
        return self.language

    @property
    def language(self) -> Attributes:
        """The language and direction of the text round the paragraph."""
        return self.languages[-1][1] if self.languages else ()


def _repeats(mark: Tag, marks: list[Tag]) -> bool:
    return mark in marks if mark.name in REPEATABLE else any(mark.name == one.name for one in marks)
