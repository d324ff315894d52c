"""Bodies in the form in which `clean` leaves nearly all of them: read by lines, a hundred times as fast as by blocks.

A body is sanitised first, as it is on every way out. What it then holds is well-formed and of our vocabulary, and if
that changed nothing and each line is one block as `write` writes it, the lines are shown as they stand. Whatever is
otherwise, or needs more than a look at its line, is read by blocks: the answers are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from articles.body.addresses import Address
from articles.body.media import ENDINGS
from articles.body.sanitize import sanitize
from articles.body.shown import AlsoReadReference, FigureReference, References
from articles.body.typography import TYPED, as_set

# Places only another system could fill, text in which a line break counts, spaces that `write` leaves out. Looked for
# one by one in what is sanitised, so in small letters: as one pattern they took as long as all the rest.
_NEEDS_MORE = (
    *("<pre", "<code", "data-unresolved", "\xa0", "\u200b", "\u2028", "\u2029", "<p></p>"),
    *("  ", " <br>", "<br> ", "<br><br>"),
)
_PLAYER = re.compile(rf'"/[^"]*\.(?:{ENDINGS})"', re.IGNORECASE)
_ATTRIBUTES = r'(?: [a-z-]+="[^"<>]*")*'
_TEXT = re.compile(rf"<(p|h2|h3|h4)({_ATTRIBUTES})>(?! |<br>|&nbsp;)(.+)(?<! )(?<!<br>)(?<!&nbsp;)</\1>")
_CONTAINER = re.compile(r"<(blockquote|ul|ol|table)\b.*</\1>")
_FIGURE = re.compile(rf"<figure(?P<attributes>{_ATTRIBUTES})>(?:<figcaption>(?P<caption>.+)</figcaption>)?</figure>")
_ALSO_READ = re.compile(
    r'<aside data-also-read="(?:([1-9][0-9]{0,14})"></aside>|"><a href="([^"<>]*)">([^<>]+)</a></aside>)'
)
_PLACE = re.compile(r"<(?:figure|aside)\b")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LINK = re.compile(r'\b(?:href|data-link)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_TAG_OR_TYPED = re.compile(f"{_TAG.pattern}|{TYPED.pattern}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first paragraph, where a dateline of the article's own fields may stand."""

    tag: str
    rest: str


Piece = str | Opening | FigureReference | AlsoReadReference


@lru_cache(maxsize=16)
def usual(html: str) -> list[Piece] | None:
    """The body's lines, or None where it must be read by blocks. Kept only while one page asks several times."""
    if sanitize(html) != html or any(one in html for one in _NEEDS_MORE) or _has_more(html):
        return None
    pieces: list[Piece] = []
    for line in html.split("\n"):
        piece = _piece(line)
        if piece is None:
            return None
        pieces.append(piece)
    if '<span class="dateline">' not in html:
        return pieces
    return [piece.tag + piece.rest if isinstance(piece, Opening) else piece for piece in pieces]


def usual_references(html: str) -> References | None:
    pieces = usual(html)
    if pieces is None:
        return None
    images = (piece.image_id for piece in pieces if isinstance(piece, FigureReference))
    articles = (piece.article_id for piece in pieces if isinstance(piece, AlsoReadReference))
    return References(tuple(dict.fromkeys(images)), tuple(dict.fromkeys(filter(None, articles))))


def usual_opening(html: str) -> str | None:
    """The words of the first paragraph."""
    pieces = usual(html)
    if not pieces or not isinstance(pieces[0], str | Opening):
        return None
    first = pieces[0] if isinstance(pieces[0], str) else pieces[0].rest
    found = _TEXT.fullmatch(html.partition("\n")[0])
    return None if found is None or not first else unescape(_TAG.sub("", found[3].replace("<br>", "\n")))


def leads_elsewhere(html: str, address: Address) -> bool:
    """Whether one of the links is to be turned."""
    links = {unescape(link) for link in _LINK.findall(html)}
    return any(address(link) != link for link in links)


def _has_more(html: str) -> bool:
    """A player, or a shortcode that is to be shown: in the text, not in a link."""
    return _PLAYER.search(html) is not None or ("[[" in html and "[[" in _TAG.sub("", html))


def _piece(line: str) -> Piece | None:
    if (found := _TEXT.fullmatch(line)) and f"</{found[1]}>" not in found[3]:
        name, attributes, text = found.groups()
        tag, rest = f"<{name}{attributes}>", f"{_set(text)}</{name}>"
        return Opening(tag, rest) if name == "p" else tag + rest
    if found := _FIGURE.fullmatch(line):
        return _figure(found)
    if found := _ALSO_READ.fullmatch(line):
        number, href, title = found.groups()
        return AlsoReadReference(int(number) if number else None, unescape(href or ""), unescape(title or ""))
    if _CONTAINER.fullmatch(line) and not _PLACE.search(line):
        return _set(line)
    return line if line == "<hr>" else None


def _figure(found: re.Match[str]) -> FigureReference | None:
    attributes = dict(_ATTRIBUTE.findall(found["attributes"]))
    if "data-image" not in attributes or _PLACE.search(found["caption"] or ""):
        return None
    link = unescape(attributes.get("data-link", ""))
    return FigureReference(
        int(attributes["data-image"]), _set(found["caption"] or ""), attributes.get("data-align", ""), link
    )


def _set(html: str) -> str:
    """Dashes and ellipses as `typography` sets them."""
    if "--" not in html and "..." not in html:
        return html
    return _TAG_OR_TYPED.sub(lambda found: found[0] if found[0][0] == "<" else as_set(found), html)
