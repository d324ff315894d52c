"""What stands at a path: an article, a section, the place to go to instead, or nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from articles.models import Article, Redirect, Section
from articles.models.status import Status
from articles.pages.menu import Menu
from articles.slugs import validate_path

LONGEST = 500
# No database takes them: controls, and halves of characters.
_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_NUMBERED = re.compile(r"(/(?:.+/)?)page/[0-9]+/?")


@dataclass(frozen=True)
class Moved:
    path: str


@dataclass(frozen=True)
class Withdrawn:
    """An article that was published and is no more."""


Answer = Article | Section | Moved | Withdrawn | None


def standing_at(path: str, menu: Menu) -> Answer:
    """What the public finds at a decoded path; what is not published is not there. At most four queries."""
    path = unicodedata.normalize("NFC", path)
    if len(path) > LONGEST or _UNSTORABLE.search(path):
        return None
    forms = _with_and_without_slash(path)
    articles = {article.path: article for article in Article.objects.for_page().filter(path__in=forms)}
    for form in forms:
        found = _public(articles.get(form)) or menu.at(form)
        if found:
            return found if form == path or isinstance(found, Withdrawn) else Moved(form)
    return _forwarded(forms) or _numbered_page(path, menu)


def _with_and_without_slash(path: str) -> list[str]:
    """The path itself first, then the same with one slash at its end, and with none."""
    bare = path.rstrip("/")
    return [form for form in dict.fromkeys([path, f"{bare}/", bare]) if form]


def _public(article: Article | None) -> Article | Withdrawn | None:
    if article is None:
        return None
    if article.status == Status.KILLED:
        return Withdrawn()
    return article if article.is_published() else None


def _forwarded(forms: list[str]) -> Moved | Withdrawn | None:
    """To the article wherever it is now, or to the path the redirect names."""
    rows = {row.path: row for row in Redirect.objects.filter(path__in=forms).select_related("article")}
    row = next((rows[form] for form in forms if form in rows), None)
    if row is None or row.article is None:
        return Moved(row.target) if row and _stays_here(row.target) else None
    found = _public(row.article)
    return Moved(row.article.path or "/") if isinstance(found, Article) else found


def _stays_here(path: str) -> bool:
    try:
        validate_path(path)
    except ValidationError:
        return False
    return True


def _numbered_page(path: str, menu: Menu) -> Moved | None:
    """WordPress numbers the pages of its lists; ours are found by cursor, so the list itself is the place."""
    found = _NUMBERED.fullmatch(path)
    is_list = found and (found[1] == "/" or menu.at(found[1]))
    return Moved(found[1]) if found and is_list else None
