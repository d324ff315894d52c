"""What a reader typed, as terms: words, "phrases", -without and OR; whatever it is, it is some query."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS, LONGEST = 12, 200
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\s]+")
_PIECE = re.compile(r'(?P<minus>[-−]?)(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))')
_OR = frozenset({"OR", "|", "||"})
# With what may stand within a word and is no part of it: soft hyphens, joiners, marks of direction.
_ACCENTS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f]")
_PARTS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc"})

Term = tuple[str, ...]
"""Folded words that stand beside each other; mostly one."""


@dataclass(frozen=True)
class Query:
    """Each group must be there, by one of its terms; none of `without` may."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    is_begun: bool = False
    """Whether the last of `groups` is still being typed: its words may go on."""

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def words(self) -> list[str]:
        """All that is looked for, each once."""
        return list(dict.fromkeys(word for group in self.groups for term in group for word in term))


def cleaned(text: str) -> str:
    """The reader's words on one line, and no more than anybody types."""
    text = text[: LONGEST * 4].encode("utf-8", "replace").decode()
    return " ".join(_NO_TEXT.sub(" ", text)[:LONGEST].split())


def parse(text: str) -> Query:
    """Of text that was `cleaned`."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    joins = False
    for found in list(_PIECE.finditer(text))[: MOST_TERMS * 2]:
        if found["word"] in _OR and not found["minus"]:
            joins = bool(groups)
            continue
        term = tuple(folded_words(found["phrase"] or found["word"] or ""))
        if not term:
            continue
        if found["minus"]:
            without.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    alike = dict.fromkeys(tuple(group) for group in groups)
    return Query(tuple(alike)[:MOST_TERMS], tuple(without)[:MOST_TERMS])


def folded(text: str) -> str:
    """In small letters without accents; vowel signs of Hindi are no accents."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare.lower())


def folded_words(text: str) -> list[str]:
    """What lies between anything that is neither letter, mark nor digit."""
    letters = (letter if unicodedata.category(letter) in _PARTS else " " for letter in folded(text))
    return [word for word in "".join(letters).split() if not _is_marks(word)]


def _is_marks(word: str) -> bool:
    return all(unicodedata.category(letter)[0] == "M" for letter in word)
