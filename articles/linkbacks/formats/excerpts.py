"""How another site's page is shown among linkbacks: its title, and the words round its link, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import chain
from unicodedata import normalize
from urllib.parse import urlsplit

from lxml import etree

from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.formats.plain_text import boundary, boundary_after, cropped, one_line, without_unwanted

MARK = "[…]"
_TITLE, _LINK_TEXT = 249, 99
_EACH_SIDE, _WORD_WITHIN = 100, 20
_BLOCKS = tuple(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_SEPARATE = frozenset({*_BLOCKS, "br"})
_LINK_EDGE = "\ue000"


def page_title(page: FetchedPage) -> str:
    """At most 250 characters; the host's name when the page has no title. Never empty."""
    tree = page.tree
    titles = iter(()) if tree is None else chain(_open_graph(tree), _titles(tree), _entry_names(tree))
    return next(filter(None, (cropped(title, _TITLE) for title in titles)), urlsplit(page.url).hostname or page.url)


def _open_graph(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter("meta"):
        if str(element.get("property", "")).lower() == "og:title":
            yield str(element.get("content", ""))


def _titles(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter("title"):
        if next(element.iterancestors("svg"), None) is None:
            yield _text(element)


def _entry_names(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        if _has_class(element, "p-name") and any(_has_class(above, "h-entry") for above in element.iterancestors()):
            yield _text(element)


def _has_class(element: etree._Element, name: str) -> bool:
    return name in str(element.get("class", "")).split()


def excerpt_round(link: etree._Element) -> str:
    """`[…] words before, the link's own, words after […]`: at most 400 characters from the link's paragraph."""
    before, inside, after = _split_at(link)
    words = cropped(inside, _LINK_TEXT) or cropped(_instead_of_words(link), _LINK_TEXT)
    start = " " if before[-1:].isspace() or inside[:1].isspace() else ""
    end = " " if inside[-1:].isspace() or after[:1].isspace() else ""
    return " ".join(f"{MARK} {_ending(before)}{start}{words}{end}{_beginning(after)} {MARK}".split())


def _split_at(link: etree._Element) -> tuple[str, str, str]:
    """The text of the nearest block: before, inside and after the link."""
    block = next(link.iterancestors(*_BLOCKS), link)
    place = next(index for index, element in enumerate(block.iter()) if element is link)
    copied = deepcopy(block)  # the marks must not come into the page
    for index, element in enumerate(copied.iter()):
        edge = _LINK_EDGE if index == place else " " if element.tag in _SEPARATE else ""
        element.text, element.tail = (
            edge + str(text or "").replace(_LINK_EDGE, "") for text in (element.text, element.tail)
        )
    before, inside, after, *_ = [*without_unwanted(_text(copied)).split(_LINK_EDGE), "", ""]
    return before, inside, after


def _instead_of_words(link: etree._Element) -> str:
    """What stands for a linked picture."""
    elements = list(link.iter())
    texts = [str(element.get(name, "")) for name in ("alt", "title") for element in elements]
    return next(filter(str.strip, texts), "")


def _ending(text: str) -> str:
    """The last words of `text`."""
    text = normalize("NFC", one_line(text)[-4 * _EACH_SIDE :])
    start = len(text) - _EACH_SIDE
    if start <= 0:
        return text
    space = text.find(" ", start - 1, start + _WORD_WITHIN)
    return text[boundary_after(text, start) if space < 0 else space + 1 :]


def _beginning(text: str) -> str:
    """The first words of `text`."""
    text = normalize("NFC", one_line(text)[: 4 * _EACH_SIDE])
    if len(text) <= _EACH_SIDE:
        return text
    space = text.rfind(" ", _EACH_SIDE - _WORD_WITHIN, _EACH_SIDE + 1)
    return text[: boundary(text, _EACH_SIDE) if space < 0 else space]


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
