"""How another site's link is shown among linkbacks: its own words and those round it, as plain text."""

from __future__ import annotations

from unicodedata import normalize

from lxml import etree

from articles.linkbacks.formats.plain_text import boundary, boundary_after, cropped, one_line, without_unwanted

MARK = "[…]"
_LINK_TEXT = 99
_EACH_SIDE, _WORD_WITHIN = 100, 20
_BLOCKS = tuple(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_SEPARATE = frozenset({*_BLOCKS, "br"})


def excerpt_round(link: etree._Element) -> tuple[str, str]:
    """`[…] words before, the link's own, words after […]`, at most 400 characters of its paragraph; its own again."""
    before, inside, after = _split_at(link)
    words = cropped(inside, _LINK_TEXT) or cropped(_instead_of_words(link), _LINK_TEXT)
    start = " " if before[-1:].isspace() or inside[:1].isspace() else ""
    end = " " if inside[-1:].isspace() or after[:1].isspace() else ""
    return " ".join(f"{MARK} {_ending(before)}{start}{words}{end}{_beginning(after)} {MARK}".split()), words


def _split_at(link: etree._Element) -> tuple[str, str, str]:
    """The text of the nearest block: before, inside and after the link."""
    block = next(link.iterancestors(*_BLOCKS), link)
    texts: tuple[list[str], ...] = ([], [], [])
    place = 0
    for event, element in etree.iterwalk(block, events=("start", "end")):
        place += element is link
        if element.tag in _SEPARATE:
            texts[place].append(" ")
        if event == "start" or element is not block:
            texts[place].append(str((element.text if event == "start" else element.tail) or ""))
    before, inside, after = (without_unwanted("".join(parts)) for parts in texts)
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
