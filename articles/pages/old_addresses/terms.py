"""Lists by what they list: a section, a tag, an author. Only those that have something to show."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from articles.models import Article, Author, Section, Tag
from articles.models.tag_alias import tag_at
from articles.pages.places import Moved


def tag(**which: object) -> Moved | None:
    """The page of the tag that `which` filters for, by an old slug too. Two queries at most."""
    slug = which.get("slug")
    found = tag_at(slug) if isinstance(slug, str) else Tag.objects.filter(**which).first()
    is_read = found and Article.objects.published().tagged(found).exists()
    return Moved(unquote(found.get_absolute_url())) if found and is_read else None


def author(**which: object) -> Moved | None:
    found = Author.objects.filter(**which).first()
    is_read = found and Article.objects.published().by_author(found).exists()
    return Moved(unquote(found.get_absolute_url())) if found and is_read else None


def section(**which: object) -> Moved | None:
    path = Section.objects.filter(**which).values_list("path", flat=True).first()
    return Moved(path) if path else None


TERMS: dict[str, Callable[..., Moved | None]] = {"category": section, "post_tag": tag, "author": author}


def term(kind: str, number: int) -> Moved | None:
    return TERMS[kind](pk=number)
