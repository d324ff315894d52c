"""HTML source to a flat list of tags and text, in linear time and without losing a word.

Not a browser's parser, and it need not be one: the body is written again from an allow-list, so how
hostile markup is read decides only how it looks, never what can run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.body.vocabulary import KNOWN_NAMES, UNSEEN_NAMES

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    attributes: Attributes = ()
    closing: bool = False

    def get(self, name: str) -> str:
        return next((value for key, value in self.attributes if key == name), "")

    @property
    def end(self) -> Tag:
        return Tag(self.name, closing=True)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a browser never shows: a comment, a script, a style sheet."""

    text: str


Token = str | Tag | Unseen

# A `<` ends the attempt, so each place is looked at by three attempts at most (outside quotes, in
# double, in single ones): linear, however many tags are left open.
MARKUP = re.compile(
    r"""<!--|<!(?:doctype|\[)[^<>]*>|<\?[^<>]*>"""
    r"""|<(?P<end>/?)(?P<name>[a-z][\w:.-]*)(?P<attributes>(?:"[^"]*"|'[^']*'|[^"'<>]++)*+)>""",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
CURLY_QUOTES = "“”„″‟‘’′"
# C0 and C1 controls (tab and newline stay), lone surrogates, non-characters and the byte-order mark.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def without_controls(text: str) -> str:
    return UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n"))


def read_tokens(source: str) -> list[Token]:
    """Text comes decoded, in one piece between two tags."""
    return _joined(_tokens(source))


def read_pasted(source: str) -> list[Token]:
    """The same, but source without any markup is one literal text: its `<` and `&` are meant."""
    tokens = read_tokens(source)
    return [source] if tokens and all(isinstance(token, str) for token in tokens) else tokens


def _tokens(source: str) -> Iterator[Token]:
    never_closed: set[str] = set()
    position = 0
    while match := MARKUP.search(source, position):
        token, end = _token(source, match, never_closed)
        yield _decoded(source[position : match.start()])
        yield token
        position = end
    yield _decoded(source[position:])


def _token(source: str, match: re.Match[str], never_closed: set[str]) -> tuple[Token, int]:
    """The token that begins at the match, and where it ends; an unknown name is text."""
    if match["name"] is None:
        return _comment(source, match, never_closed)
    name = match["name"].lower()
    if name not in KNOWN_NAMES and ":" not in name and "-" not in name:
        return match[0][0], match.start() + 1
    if match["end"]:
        return Tag(name, closing=True), match.end()
    if name in UNSEEN_NAMES and (end := _closed_at(source, match.end(), f"</{name}", never_closed)):
        return Unseen(source[match.start() : end]), end
    return Tag(name, _attributes(match["attributes"])), match.end()


def _comment(source: str, match: re.Match[str], never_closed: set[str]) -> tuple[Token, int]:
    if match[0] != "<!--":
        return Unseen(match[0]), match.end()
    end = _closed_at(source, match.end(), "--", never_closed)
    return (Unseen(source[match.start() : end]), end) if end else (match[0], match.end())


def _closed_at(source: str, position: int, closer: str, never_closed: set[str]) -> int | None:
    """The end of the closer; one that was not found once is not looked for again."""
    if closer in never_closed:
        return None
    pattern = r"--!?>" if closer == "--" else re.escape(closer) + r"(?![\w-])[^<>]*>"
    match = re.compile(pattern, re.IGNORECASE).search(source, position)
    if match is None:
        never_closed.add(closer)
    return match.end() if match else None


def _attributes(source: str) -> Attributes:
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), _decoded_attribute(double or single or bare.strip(CURLY_QUOTES)))
    return tuple(found.items())


def _decoded(text: str) -> str:
    return without_controls(html.unescape(text)) if "&" in text else text


def _decoded_attribute(value: str) -> str:
    """Only entities that end in a semicolon: `?a=1&copy=2` is an address, not a copyright sign."""
    return without_controls(ENTITY.sub(lambda match: html.unescape(match[0]), value))


def _joined(tokens: Iterable[Token]) -> list[Token]:
    joined: list[Token] = []
    pieces: list[str] = []
    for token in [*tokens, Unseen("")]:
        if isinstance(token, str):
            pieces.append(token)
            continue
        if text := "".join(pieces):
            joined.append(text)
        pieces.clear()
        joined.append(token)
    return joined[:-1]
