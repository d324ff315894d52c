"""What stands in square brackets: a caption's tag, a shortcode of WordPress's own, one of a plugin, or words."""

from __future__ import annotations

from dataclasses import dataclass

from articles.body.shortcode import CAPTION_TAG
from articles.wordpress.content import builtin, markup
from articles.wordpress.content.notes import Notes
from articles.wordpress.content.plugin_names import is_code_box, is_plugin
from articles.wordpress.content.shortcodes import Shortcode, Shortcodes
from articles.wordpress.content.site import Site

CAPTION_NAMES = ("caption", "wp_caption")
CAPTION_ENDS = ("[/caption]", "[/wp_caption]")
MAX_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class Bracketed:
    html: str
    end: int
    """Where the text goes on."""
    is_block: bool = True


class Brackets:
    """Asked for one bracket after another, from left to right."""

    def __init__(self, source: str, notes: Notes, site: Site) -> None:
        self.source, self.notes, self.site = source, notes, site
        self.shortcodes = Shortcodes(source)
        self.last_caption_end = max(map(source.rfind, CAPTION_ENDS))
        self.in_caption = False
        """WordPress runs nothing within a caption."""

    def read(self, start: int) -> Bracketed | None:
        """What the bracket at `start` begins; None when it is text."""
        name = self.shortcodes.name_at(start)
        if name in CAPTION_NAMES or self.source.startswith(CAPTION_ENDS, start):
            return self._caption_tag(start)
        if self.in_caption:
            return None
        shortcode = self.shortcodes.at(start, self._is_known)
        if shortcode is None:
            self._count(name, start)
            return None
        return self._shown(shortcode, self.source[start : shortcode.end])

    def _is_known(self, name: str) -> bool:
        return name in builtin.EXPANSIONS or (is_code_box(name) and self.shortcodes.closes(name, 0) >= 0)

    def _caption_tag(self, start: int) -> Bracketed | None:
        """The body reads captions; here their tags only must not be torn by a line end."""
        match = CAPTION_TAG.match(self.source, start)
        if match is None:
            return None
        is_opening = match["attributes"] is not None and not match["attributes"].endswith("/")
        self.in_caption = is_opening and start < self.last_caption_end
        return Bracketed(match[0].replace("\n", " "), match.end(), is_block=False)

    def _shown(self, shortcode: Shortcode, written: str) -> Bracketed | None:
        if shortcode.literal:
            return Bracketed(shortcode.literal.replace("<", "&lt;"), shortcode.end, is_block=False)
        if is_code_box(shortcode.name):
            return self._code_box(shortcode, written)
        html = builtin.expanded(shortcode, self.site)
        if html is None:
            self.notes.shortcodes[shortcode.name] += 1
            return None
        if not html:
            self.notes.unanswered.append(written)
        return Bracketed(html or markup.placeholder(written), shortcode.end)

    def _code_box(self, shortcode: Shortcode, written: str) -> Bracketed | None:
        if shortcode.content is None:
            return None
        self.notes.shortcodes[shortcode.name] += 1
        return Bracketed(markup.preformatted(written), shortcode.end)

    def _count(self, name: str, start: int) -> None:
        """Notes a plugin's shortcode; it stays as it is written."""
        behind = start + 1 + len(name)
        end = self.shortcodes.tag_end(behind) if name else -1
        attributes = self.source[behind : min(end, behind + MAX_ATTRIBUTES)]
        if end > 0 and is_plugin(name, attributes, self.shortcodes.closes(name, end) > 0):
            self.notes.shortcodes[name] += 1
