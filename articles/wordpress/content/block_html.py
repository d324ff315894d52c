"""Blocks to the HTML that stands for them: most are their own HTML; a few say more, or something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.wordpress.content import markup
from articles.wordpress.content.autop import Paragraphs
from articles.wordpress.content.blocks import Closed, Event, Opened, events, has_blocks
from articles.wordpress.content.notes import Notes
from articles.wordpress.content.reader import Reader
from articles.wordpress.content.shortcode_attributes import Attributes
from articles.wordpress.content.site import Site
from articles.wordpress.content.writers import MORE, Verbatim
from articles.wordpress.own_fields import ALSO_READ_BLOCK

MAX_FRAMES = 16
MAX_REUSED = 100
# Blocks that hold others, or words: with nothing in them they show nothing, and nothing is missing.
STATIC = frozenset(
    """accordion button buttons code column columns cover details freeform group heading html list list-item media-text
    missing paragraph preformatted pullquote quote separator shortcode spacer social-links subhead table text-columns
    verse""".split()
)
CLASSIC = frozenset({"core/freeform", "core/shortcode"})
IMAGE = re.compile(r"<img\b", re.IGNORECASE)
LIST_TAG = re.compile(r"</?(?:ul|li)\b[^<>]*>", re.IGNORECASE)
GLUED_LINKS = re.compile(r"(</a>)(?=<a\b)", re.IGNORECASE)


@dataclass(slots=True)
class Frame:
    """A block that is open, and the HTML in it so far."""

    block: Opened
    pieces: list[str] = field(default_factory=list)
    is_empty: bool = True


class BlockHtml:
    def __init__(self, notes: Notes, site: Site) -> None:
        self.notes, self.site = notes, site
        self.root: list[str] = []
        self.frames: list[Frame] = []
        self.too_deep = 0
        """Open blocks beyond the deepest frame: their HTML goes into that one."""
        self.reused: list[int] = []
        self.reuses = 0

    def convert(self, source: str) -> str:
        if not has_blocks(source):
            return self.classic(source)
        for event in events(source):
            self.add(event)
        return "".join(self.root)

    def classic(self, source: str) -> str:
        writer = Paragraphs()
        Reader(source, writer, self.notes, self.site).read()
        return writer.finished()

    def verbatim(self, source: str) -> str:
        writer = Verbatim()
        Reader(source, writer, self.notes, self.site).read()
        return writer.html

    def add(self, event: Event) -> None:
        match event:
            case str():
                self.html(event)
            case Opened(is_void=True):
                self.put(self.finished(Frame(event)))
            case Opened():
                self.open(event)
            case Closed() if self.too_deep:
                self.too_deep -= 1
            case Closed():
                self.put(self.finished(self.frames.pop()))

    def open(self, block: Opened) -> None:
        if len(self.frames) < MAX_FRAMES:
            self.frames.append(Frame(block))
        else:
            self.too_deep += 1

    def html(self, html: str) -> None:
        is_classic = not self.frames or self.frames[-1].block.name in CLASSIC
        self.put(self.classic(html) if is_classic else self.verbatim(html))
        if self.frames and html.strip():
            self.frames[-1].is_empty = False

    def put(self, html: str) -> None:
        if self.frames and html.strip():
            self.frames[-1].is_empty = False
        (self.frames[-1].pieces if self.frames else self.root).append(html)

    def finished(self, frame: Frame) -> str:
        """The HTML of a block that has ended."""
        name, html = frame.block.name, "".join(frame.pieces)
        if name in ENDINGS:
            return ENDINGS[name](self, frame.block, html)
        if name.startswith("core-embed/"):
            return self.embed(frame.block, html)
        if frame.is_empty and name.removeprefix("core/") not in STATIC:
            return self.dynamic(frame.block)
        return html

    def dynamic(self, block: Opened) -> str:
        """What WordPress makes anew each time it is shown: a marked place, with all that was written."""
        self.notes.dynamic_blocks[block.name] += 1
        return markup.placeholder(f"wp:{block.name.removeprefix('core/')} {block.written}".strip())

    def image(self, block: Opened, html: str) -> str:
        number = _number(block, "id")
        if not number or "wp-image-" in html:
            return html
        if not IMAGE.search(html):
            return markup.picture(number) + html
        if "<figure" in html:
            return html.replace("<figure", f'<figure id="attachment_{number}"', 1)
        return f'<figure id="attachment_{number}">{html}</figure>'

    def gallery(self, block: Opened, html: str) -> str:
        """Its pictures one after the other, in whatever form it lists them."""
        if IMAGE.search(html) or "<figure data-attachment" in html:
            return LIST_TAG.sub("", html)
        ids = block.attributes.get("ids")
        numbers = Attributes({"ids": ",".join(map(str, ids))}).numbers("ids") if isinstance(ids, list) else []
        return "".join(map(markup.picture, numbers)) + html

    def embed(self, block: Opened, html: str) -> str:
        url = block.attributes.get("url")
        is_shown = not isinstance(url, str) or markup.escaped(url) in html or "<iframe" in html
        return html if is_shown else html + markup.link(str(url))

    def reusable(self, block: Opened, html: str) -> str:
        """A block kept elsewhere; one that holds itself, or is not known, stays a marked place."""
        number, self.reuses = _number(block, "ref"), self.reuses + 1
        known = number and number not in self.reused and len(self.reused) < 4 and self.reuses < MAX_REUSED
        source = self.site.block(number) if known else ""
        if not source:
            self.notes.unanswered.append(f"wp:block {block.written}")
            return self.dynamic(block) + html
        inner = BlockHtml(self.notes, self.site)
        inner.reused, inner.reuses = [*self.reused, number], self.reuses
        html += inner.convert(source)
        self.reuses = inner.reuses
        return html

    def more(self, block: Opened, html: str) -> str:
        return html if MORE in html else html + MORE

    def page_break(self, block: Opened, html: str) -> str:
        return html

    def pull_quote(self, block: Opened, html: str) -> str:
        return html.replace("<blockquote", '<blockquote class="pullquote"', 1)

    def links(self, block: Opened, html: str) -> str:
        return GLUED_LINKS.sub(r"\1 ", html)

    def also_read(self, block: Opened, html: str) -> str:
        """Of an export of ours: a related link to what was not public there."""
        url = markup.also_read_address(_number(block, "post"))
        return f'<p>ALSO READ: <a href="{url}">{url}</a></p>'

    def separator(self, block: Opened, html: str) -> str:
        return html if html.strip() else "<hr>"

    def social_link(self, block: Opened, html: str) -> str:
        url, name = block.attributes.get("url"), block.attributes.get("label") or block.attributes.get("service")
        return html + (markup.link(url, str(name or url)) if isinstance(url, str) else self.dynamic(block))


def _number(block: Opened, name: str) -> int:
    value = block.attributes.get(name)
    return value if isinstance(value, int) and 0 < value < 10**15 else 0


ENDINGS: dict[str, Callable[[BlockHtml, Opened, str], str]] = {
    "core/image": BlockHtml.image,
    "core/gallery": BlockHtml.gallery,
    "core/embed": BlockHtml.embed,
    "core/block": BlockHtml.reusable,
    "core/more": BlockHtml.more,
    "core/nextpage": BlockHtml.page_break,
    "core/pullquote": BlockHtml.pull_quote,
    "core/file": BlockHtml.links,
    "core/buttons": BlockHtml.links,
    "core/button": BlockHtml.links,
    "core/separator": BlockHtml.separator,
    "core/social-link": BlockHtml.social_link,
    ALSO_READ_BLOCK: BlockHtml.also_read,
}
