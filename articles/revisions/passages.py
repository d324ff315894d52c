"""A body as passages of words, each word with the markup that it stands in: what two of are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.body import tokens
from articles.body.vocabulary import CONTAINERS, PARAGRAPHS

_INLINE = {"strong", "em", "u", "s", "sub", "sup", "code", "q", "cite", "small", "abbr"}
_BREAKING = PARAGRAPHS | CONTAINERS | {"figure", "figcaption", "aside", "hr", "caption"}
_SHOWN = {"h2": "h2", "h3": "h3", "h4": "h4", "pre": "pre", "li": "li", "blockquote": "blockquote",
          "figure": "figure", "aside": "aside", "td": "td", "th": "td", "caption": "p"}  # fmt: skip
# Letters are whatever is neither space nor sign: vowel signs of Devanagari belong to their word.
_SIGN = r"!-/:-@\[-`{-~“”‘’„«»—–…।॥"
_WORD = re.compile(rf"\s*[^\s{_SIGN}]+|\s*[{_SIGN}]|\s+")


Names = Mapping[tuple[str, str], str]
"""What pictures and articles are called: `("image", "7")` → “A bridge”."""

NO_NAMES: Names = {}


@dataclass(frozen=True, slots=True)
class Word:
    """With the space before it. `marks` are `strong`, `em` …, and a link as its address."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, entry of a list, cell or picture; `kind` is the name of its element."""

    kind: str
    words: tuple[Word, ...]


def passages_of(html: str, names: Names = NO_NAMES) -> list[Passage]:
    return [passage for passage in _passages(html, names) if passage.words]


def _passages(html: str, names: Names) -> Iterator[Passage]:
    open_blocks: list[str] = []
    marks: list[tuple[str, str]] = []
    words: list[Word] = []
    for token in tokens.read_tokens(html):
        if isinstance(token, str):
            words += _words(token, tuple(mark for _name, mark in marks))
        elif isinstance(token, tokens.Tag) and token.name in _BREAKING:
            yield Passage(_kind(open_blocks), tuple(_trimmed(words)))
            words = _step(open_blocks, token, names)
        elif isinstance(token, tokens.Tag):
            _mark(marks, words, token)
    yield Passage(_kind(open_blocks), tuple(_trimmed(words)))


def _step(open_blocks: list[str], tag: tokens.Tag, names: Names) -> list[Word]:
    """Into an element or out of it; a picture and an ALSO READ begin with what they refer to."""
    if tag.closing:
        while open_blocks and open_blocks.pop() != tag.name:
            pass
        return []
    if tag.name == "hr":
        return [Word("———")]
    open_blocks.append(tag.name)
    if tag.name not in {"figure", "aside"}:
        return []
    facts = [(name.removeprefix("data-"), value) for name, value in tag.attributes if value]
    return [Word(f"[{names.get(fact) or ' '.join(fact)}] ") for fact in facts]


def _mark(marks: list[tuple[str, str]], words: list[Word], tag: tokens.Tag) -> None:
    if tag.name == "br":
        words.append(Word("\n"))
    elif tag.closing:
        marks[:] = [mark for mark in marks if mark[0] != tag.name]
    elif tag.name == "a":
        marks.append(("a", tag.get("href")))
    elif tag.name in _INLINE:
        marks.append((tag.name, tag.name))


def _kind(open_blocks: list[str]) -> str:
    return next((_SHOWN[name] for name in reversed(open_blocks) if name in _SHOWN), "p")


def _words(text: str, marks: tuple[str, ...]) -> list[Word]:
    return [Word(word, marks) for word in _WORD.findall(text)]


def _trimmed(words: list[Word]) -> list[Word]:
    kept = list(words)
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    return [Word(kept[0].text.lstrip(), kept[0].marks), *kept[1:]] if kept else []


def words_of(text: str) -> list[str]:
    """The words of a text without markup, each with the space before it."""
    return _WORD.findall(text)
