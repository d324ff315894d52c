"""What stands outside items: the head with the site's description, and whatever else lies between and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.wordpress.reading import tolerant
from articles.wordpress.reading.channel import Channel, channel
from articles.wordpress.reading.cleaning import legible
from articles.wordpress.reading.errors import DOCTYPE, NotAnExport
from articles.wordpress.reading.names import bound, root_element
from articles.wordpress.reading.strict import parsed

_STRUCTURE = re.compile(r"<!\[CDATA\[|<!--|<!DOCTYPE|<\?xml[^>]*>|</?(?:rss|channel)\b[^>]*>", re.IGNORECASE)
_OPENING = re.compile(r"<(?:rss|channel)\b[^>]*>", re.IGNORECASE)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Outside:
    """`prefixes` are those that a root element here declares; none where there is no root element."""

    channel: Channel
    notes: tuple[str, ...] = ()
    prefixes: Mapping[str, str] | None = None
    is_end: bool = False


def outside(raw: bytes, prefixes: Mapping[str, str], encoding: str) -> Outside:
    """Raises NotAnExport at a DOCTYPE. Text that belongs to no element is noted (PHP's warnings stand there)."""
    text, _repairs = legible(raw, encoding)
    openings = "".join(_OPENING.findall(text))
    own = bound(openings) if openings else None
    inner = "".join(_without_structure(text))
    node = parsed(root_element(own or prefixes), inner.encode())
    if node is None:
        node = tolerant.read(inner, own or prefixes, "channel")
    strays = [stray for piece in (node.text, *(child.tail for child in node)) if (stray := (piece or "").strip())]
    return Outside(
        channel(node, text),
        notes=tuple(f"text outside any item: {' '.join(stray.split())[:_SHOWN]}" for stray in strays),
        prefixes=own,
        is_end="</rss" in text or "</channel" in text,
    )


def _without_structure(text: str) -> Iterator[str]:
    """The text without the tags that only hold the file together, which do not pair where it was cut out."""
    at, copied = 0, 0
    while found := _STRUCTURE.search(text, at):
        word = found[0].upper()
        if word == "<!DOCTYPE":
            raise NotAnExport(DOCTYPE)
        if word in ("<![CDATA[", "<!--"):
            end = text.find("]]>" if word == "<![CDATA[" else "-->", found.end())
            if end < 0:
                break
            at = end + 3
        else:
            yield text[copied : found.start()]
            at = copied = found.end()
    yield text[copied:]
