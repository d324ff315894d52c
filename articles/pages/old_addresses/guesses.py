"""Guesses at an article by the last part of a path, made only where no other article can be meant."""

from __future__ import annotations

import re
from typing import Any

from articles import clock
from articles.models import Article
from articles.models.prepared import Prepared
from articles.models.querysets import ArticleQuerySet
from articles.models.section import RESERVED_SLUGS
from articles.models.slots import moment, text
from articles.pages.places import Moved
from articles.slugs import slugify

SHORTEST = 5
"""A beginning must say something: `/a` begins too many words."""
_PAGE_FILE = re.compile(r"\.(?:html?|php|aspx?)\Z")
_OTHER_FILE = re.compile(r"\.[a-z0-9]{1,5}\Z")


def guessed(path: str) -> Moved | None:
    """By a slug that is right under a wrong date or section, or that is cut off. Two queries at most."""
    slug = _slug(path)
    if not slug:
        return None
    named = [path for (path,) in NAMED.columns(slug=slug, now=clock.now()) if path]
    if not named and len(slug) >= SHORTEST:
        begun = Article.objects.published().filter(slug__begins=slug)
        named = [path for path in _two(begun) if path]
    return Moved(named[0]) if len(named) == 1 else None


def _slug(path: str) -> str:
    """Empty where nothing should be guessed: our own addresses, files, numbers."""
    parts = path.strip("/").split("/")
    name = _PAGE_FILE.sub("", parts[-1])
    if parts[0] in RESERVED_SLUGS or _OTHER_FILE.search(name) or name.isdecimal():
        return ""
    return slugify(name, 200)


def _two(articles: ArticleQuerySet) -> Any:
    """Two tell that there is more than one; what is hidden is not counted, or it could be told from nothing."""
    return articles.values_list("path", flat=True)[:2]


NAMED = Prepared[Any](lambda: _two(Article.objects.published(moment("now")).filter(slug=text("slug"))))
