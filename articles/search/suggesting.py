"""Another word for one that is in no article: the one written most alike in a headline that readers may see."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from articles.search import engines
from articles.search.finding import Asked, matching
from articles.search.query import Query, folded

_ALIKE, _SHORTEST, _TRIED, _MOST_WORDS = 0.7, 4, 3, 4


def suggestion(query: Query) -> str:
    """The words as they may have been meant; empty where nothing comes near."""
    words = query.words
    if not words or len(words) > _MOST_WORDS:
        return ""
    meant = [word if _is_there(word) else _nearest(word) for word in words]
    return " ".join(meant) if all(meant) and meant != words else ""


def _nearest(word: str) -> str:
    if len(word) < _SHORTEST:
        return ""
    return next((near for near in _ranked(word, engines.alike(word)) if _is_there(near)), "")


def _ranked(word: str, near: Iterable[str]) -> list[str]:
    rated = ((SequenceMatcher(None, word, folded(other)).ratio(), other) for other in near)
    return [other for ratio, other in sorted(rated, reverse=True) if ratio >= _ALIKE][:_TRIED]


def _is_there(word: str) -> bool:
    """In an article that is published now: the words of a draft are told to nobody."""
    found = matching(Asked(Query((((word,),),))))
    return bool(found.newest_first().values_list("pk", flat=True)[:1])
