"""The HTTP `Link` header (RFC 8288), read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_CLOSING = {"<": ">", '"': '"'}
_ESCAPED = re.compile(r"\\(.)")
_LONGEST = 16_384


@dataclass(frozen=True)
class Link:
    href: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def rels(self) -> set[str]:
        return set(self.parameters.get("rel", "").lower().split())


def link_header(url: str, rel: str) -> str:
    return f'<{url}>; rel="{rel}"'


def links_in(values: Iterable[str]) -> Iterator[Link]:
    """The links of all the headers in their order; what is no link is passed over."""
    for value in values:
        for part in _split(value[:_LONGEST], ","):
            link = _link(part)
            if link:
                yield link


def _link(text: str) -> Link | None:
    href, *fields = (part.strip() for part in _split(text, ";"))
    if not (href.startswith("<") and href.endswith(">")):
        return None
    link = Link(href[1:-1].strip())
    for name, _, value in (part.partition("=") for part in fields):
        link.parameters.setdefault(name.strip().lower(), _unquoted(value.strip()))
    return link


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value


def _split(text: str, separator: str) -> Iterator[str]:
    """Parts between separators that stand outside of `<…>` and of quotes."""
    start, closing, is_escaped = 0, "", False
    for position, character in enumerate(text):
        if is_escaped:
            is_escaped = False
        elif closing:
            is_escaped = character == "\\" and closing == '"'
            closing = "" if character == closing else closing
        elif character in _CLOSING:
            closing = _CLOSING[character]
        elif character == separator:
            yield text[start:position]
            start = position + 1
    yield text[start:]
