"""Text with its markup, so that WordPress runs nothing of it: no shortcode, no player for an address alone."""

from __future__ import annotations

import re

from articles.body.inline import Inline, Marks
from articles.body.placeholders import PLACEHOLDER
from articles.body.shortcode import CAPTION_TAG
from articles.body.write import TEXT_ESCAPES, write_inline
from articles.wordpress.content.brackets import CAPTION_NAMES
from articles.wordpress.content.builtin import EXPANSIONS
from articles.wordpress.content.plugin_names import is_code_box

_NAME = re.compile(r"\[(?=/?([^<>&/\[\]\x00-\x20=\xa0\u200b]++))")
_WEB_LINE = re.compile(r"^([ \t]*https?):(?=//[^\s<>\"\[\]]++[ \t]*$)", re.MULTILINE | re.IGNORECASE)


def inline_html(inline: Inline, within: str = "p") -> str:
    return write_inline(inline, within) if within == "pre" else write_inline(inline, within, escaped)


def escaped(text: str, marks: Marks = ()) -> str:
    shown = text.translate(TEXT_ESCAPES)
    names = {mark.name for mark in marks}
    if "code" in names or PLACEHOLDER in marks:
        return shown.replace("[", "&#91;")
    if "[" in shown:
        shown = _NAME.sub(lambda found: "&#91;" if _is_run(found) else "[", shown)
    return shown if "a" in names else _WEB_LINE.sub(r"\1&#58;", shown)


def _is_run(found: re.Match[str]) -> bool:
    """By WordPress itself; a plugin's shortcode is meant to be run by that plugin.

    A caption's tag that is whole stands there to be read; the beginning of one would take in what follows.
    """
    if found[1] in CAPTION_NAMES:
        return CAPTION_TAG.match(found.string, found.start()) is None
    return found[1] in EXPANSIONS or is_code_box(found[1])
