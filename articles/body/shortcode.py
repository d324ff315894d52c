"""The grammar of WordPress's `[caption …]` shortcode, more forgiving than WordPress's own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from articles.body.blocks import Paragraph
from articles.body.layout import paragraphs_of
from articles.body.pictures import align_in, attachment_in
from articles.body.tokens import read_pasted

# A quoted value may hold brackets when white space or the end of the tag follows its closing quote.
QUOTED = r"""=\s*+(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|[“”„″‟][^“”„″‟]*+[“”„″‟])(?=[\s/\]])"""
OPENING = rf"\[(?:wp_)?caption(?![\w-])(?P<attributes>(?:{QUOTED}|[^\[\]])*+)\]"
CLOSING = r"\[/(?:wp_)?caption\]"
CAPTION_TAG = re.compile(rf"{OPENING}|{CLOSING}", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|[“”„″‟]([^“”„″‟]*+)[“”„″‟]"""
    r"""|[‘’′]((?:[^‘’′]|[‘’′](?=\w))*+)[‘’′]|([^\s"'“”„″‟‘’′]+))""",
    re.DOTALL,
)
SOURCE_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')(?=[\s/\]])""")
QUOTE_ENTITY = re.compile(r"&(?:quot|#0*34|#[xX]0*22);")
SCRIPT_TAG = re.compile(r"</?(?:script|style)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaptionTag:
    """What an opening tag says."""

    attachment: int | None
    align: str
    caption: tuple[Paragraph, ...]
    alone: bool
    """It closes itself: `[caption … /]`."""

    @classmethod
    def read(cls, attributes: str) -> CaptionTag:
        body = attributes.replace("\xa0", " ").replace("\u200b", " ").strip()
        alone = body.endswith("/")
        values, leftover = _values(body.removesuffix("/") if alone else body)
        identity = values.get("id", "")
        return cls(
            attachment=attachment_in(identity) or attachment_in(f"attachment_{identity}"),
            align=align_in(values.get("align", "")) or align_in(f"align{values.get('align', '')}"),
            caption=(*read_value(values.get("caption", "")), *paragraphs_of([leftover])),
            alone=alone,
        )


def read_value(value: str) -> tuple[Paragraph, ...]:
    """A caption attribute: HTML, escaped once or not at all. A script's words stay, as words."""
    quoted = QUOTE_ENTITY.sub('"', value)
    decoded = quoted if re.search(r"<[a-zA-Z/]", quoted) else html.unescape(quoted)
    return paragraphs_of(read_pasted(SCRIPT_TAG.sub("", decoded)))


def shield(source: str) -> str:
    """Escapes markup inside the attributes of caption tags, so that it is read with the attribute."""
    if "caption" not in source:
        return source
    return CAPTION_TAG.sub(lambda tag: SOURCE_VALUE.sub(_escaped, tag[0]), source)


def _escaped(match: re.Match[str]) -> str:
    value = QUOTE_ENTITY.sub("&amp;quot;", match[0])
    return value.replace("<", "&lt;").replace(">", "&gt;")


def _values(attributes: str) -> tuple[dict[str, str], str]:
    """The named values, and the words that belong to none."""
    values: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(attributes):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        values[match[1].lower()] = value.replace('\\"', '"').replace("\\'", "'")
    leftover = ATTRIBUTE.sub(" ", attributes)
    return values, leftover if re.search(r"\w", leftover) else ""
