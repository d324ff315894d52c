"""What the public may find at an address, and the forms in which a path may be asked for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from articles.models import Article, Page, Section
from articles.models.status import Status

LONGEST = 500
# No database takes them: controls, and halves of characters.
_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Moved:
    """To a decoded path on this site; `query` is added to the link as it stands."""

    path: str
    query: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """What was here once and is no more."""


Elsewhere = Moved | Withdrawn | None
Answer = Article | Page | Section | Elsewhere


def storable(path: str) -> str:
    """The path as paths are stored (NFC); empty where none is stored so."""
    path = unicodedata.normalize("NFC", path)
    return "" if len(path) > LONGEST or _UNSTORABLE.search(path) else path


def with_and_without_slash(path: str) -> list[str]:
    """The path itself first, then the same with one slash at its end, and with none."""
    bare = path.rstrip("/")
    return [form for form in dict.fromkeys([path, f"{bare}/", bare]) if form]


def public(article: Article | None) -> Article | Withdrawn | None:
    """What is not published is not there."""
    if article is None:
        return None
    if article.status == Status.KILLED:
        return Withdrawn()
    return article if article.is_published() else None


def moved_to(article: Article | None) -> Elsewhere:
    found = public(article)
    return Moved(found.path or "/") if isinstance(found, Article) else found
