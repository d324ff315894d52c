"""Which of a batch's comments are new, and the number each is known by: WordPress's own, where that is its alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.models import Comment, ImportedItem, ImportSource, Linkback
from articles.wordpress.importing.account import Account
from articles.wordpress.importing.pieces import among
from articles.wordpress.reading import Comment as Found

# Far beyond WordPress's own numbers; what is made of a comment's text is below 2**56.
_DERIVED = 10**17


class Said(NamedTuple):
    """A comment, the article it is on, and its number."""

    article_id: int
    number: int
    comment: Found


def numbered(found: Sequence[tuple[ImportedItem, Found]], source: ImportSource, account: Account) -> list[Said]:
    """The new ones. One that has no number, or that of a comment on another article, gets a number made of its text:
    the same in each run. What stands twice in the file is taken once.
    """
    known = _known((comment.comment_id for _row, comment in found), source)
    own, others = [], []
    claimed: dict[int, tuple[int, Found]] = {}
    for row, comment in found:
        article_id, number = row.local_id or 0, comment.comment_id
        if known.get(number) == article_id or claimed.get(number) == (article_id, comment):
            account.add(comment.kind, "unchanged")
        elif number <= 0 or number in known or number in claimed:
            others.append(Said(article_id, _made_of(row, comment), comment))
        else:
            claimed[number] = article_id, comment
            own.append(Said(article_id, number, comment))
    return own + _new_ones(others, source, account)


def without_circles(parents: dict[int, int]) -> dict[int, int]:
    """Comments that answer each other in a circle have no beginning: the link that closes it goes."""
    safe: set[int] = set()
    for start in list(parents):
        way, at = set(), start
        while at in parents and at not in safe:
            way.add(at)
            if parents[at] in way:
                del parents[at]
                break
            at = parents[at]
        safe |= way
    return parents


def _new_ones(others: Sequence[Said], source: ImportSource, account: Account) -> list[Said]:
    known = _known((one.number for one in others), source) if others else {}
    new: dict[int, Said] = {}
    for one in others:
        if one.number in known or one.number in new:
            account.add(one.comment.kind, "unchanged")
        else:
            new[one.number] = one
            reason = "another comment has this number" if one.comment.comment_id > 0 else "has no wp:comment_id"
            account.note(one.comment.kind, one.comment.comment_id, f"{reason}; it is kept as {one.number}")
    return list(new.values())


def _known(numbers: Iterable[int], source: ImportSource) -> dict[int, int]:
    """The articles they are on."""
    wanted = {number for number in numbers if number > 0}
    found: dict[int, int] = {}
    for model in (Comment, Linkback):
        rows = model._default_manager.filter(import_source=source)
        found |= dict(among(rows, "wordpress_id", wanted, "wordpress_id", "article"))
    return found


def _made_of(row: ImportedItem, comment: Found) -> int:
    text = repr((row.wordpress_id, comment)).encode("utf-8", "surrogatepass")
    return _DERIVED + int(hashlib.sha256(text).hexdigest()[:14], 16)
