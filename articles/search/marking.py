"""The words that were found, marked where they stand: pieces of plain text, which the template escapes."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.search.query import folded

BEFORE, LENGTH, LONGEST = 60, 240, 60_000
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963])*")
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "er", "s", "e", "y")


class Piece(NamedTuple):
    text: str
    is_found: bool


def snippet(body: str, words: Collection[str]) -> list[Piece]:
    """The first words of the body that were found, with what stands round them; empty where none stands there."""
    text = " ".join(html.unescape(_TAG.sub(" ", body[:LONGEST])).split())
    roots = frozenset(map(_root, words))
    first = next((found for found in _WORD.finditer(text) if _folded_root(found[0]) in roots), None)
    if first is None:
        return []
    start = text.rfind(" ", 0, max(0, first.start() - BEFORE)) + 1 if first.start() > BEFORE else 0
    cut = text[start : start + LENGTH]
    whole = start + LENGTH >= len(text)
    shown = cut if whole else cut.rpartition(" ")[0] or cut
    return [Piece("… ", False)] * (start > 0) + list(_marked(shown, roots)) + [Piece(" …", False)] * (not whole)


def _marked(text: str, roots: Collection[str]) -> Iterator[Piece]:
    end = 0
    for found in _WORD.finditer(text):
        if _folded_root(found[0]) in roots:
            yield Piece(text[end : found.start()], False)
            yield Piece(found[0], True)
            end = found.end()
    yield Piece(text[end:], False)


@lru_cache(maxsize=20_000)
def _folded_root(word: str) -> str:
    """Kept for as many words as a newsroom uses often: a page of results looks at two thousand."""
    return _root(folded(word))


def _root(word: str) -> str:
    """Near to what the databases take for one word; it only decides what is marked."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
