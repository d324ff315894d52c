"""What differs between two contents of an article, field by field, in words an editor can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.forms import local_text
from articles.models import Article, Author, Byline, Image, Section
from articles.revisions import FIELDS, Content, label_of
from articles.revisions.comparing import Compared, compare_html, compare_words
from articles.revisions.passages import words_of

_TEXTS = {"headline", "short_headline", "standfirst", "lead_caption"}
_REFERENCE = re.compile(r'data-(image|also-read)="([1-9][0-9]{0,17})"')
_MOST_NAMED = 500
_REFERENCES: dict[str, Any] = {"lead_image": Image, "section": Section, "translation_of": Article}


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    passages: list[Compared]


def differences(before: Content, after: Content, names: Iterable[str] = FIELDS) -> list[Difference]:
    found = [name for name in names if before.get(name) != after.get(name)]
    return [Difference(name, label_of(name), _compared(name, before, after)) for name in found]


def _compared(name: str, before: Content, after: Content) -> list[Compared]:
    old, new = before.get(name), after.get(name)
    if name == "body":
        return compare_html(old or "", new or "", _names((old or "") + (new or "")))
    if name in _TEXTS:
        return compare_words(words_of(old or ""), words_of(new or ""))
    return compare_words(said(name, old), said(name, new))


def _names(html: str) -> dict[tuple[str, str], str]:
    """What the pictures and articles that a body refers to are called by now."""
    found = set(_REFERENCE.findall(html)[:_MOST_NAMED])
    images = Image.objects.in_bulk([int(number) for kind, number in found if kind == "image"])
    articles = Article.objects.only("headline").in_bulk([int(number) for kind, number in found if kind != "image"])
    named = {("image", str(pk)): _("Picture: %(name)s") % {"name": image} for pk, image in images.items()}
    return named | {
        ("also-read", str(pk)): _("Also read: %(name)s") % {"name": article.headline}
        for pk, article in articles.items()
    }


def said(name: str, value: Any) -> list[str]:
    """The value as words; names of a list one by one, each with what parts it from the next."""
    if name == "tags":
        return [f"{tag}, " for tag in value or ()]
    if name == "bylines":
        authors = Author.objects.in_bulk([row[0] for row in value or () if row[0]])
        return [f"{_byline(row, authors)}; " for row in value or ()]
    if name in _REFERENCES:
        return [_named(_REFERENCES[name], value)] if value else []
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if name == "embargo_until" and value:
        return [_moment(value)]
    return [str(value)] if value else []


def _byline(row: list[Any], authors: Mapping[int, Author]) -> str:
    author_id, guest_name, role = row
    name = str(authors.get(author_id, f"#{author_id}")) if author_id else guest_name
    return f"{dict(Byline.Role.choices).get(role, role)} {name}"


def _named(model: Any, number: Any) -> str:
    found = model.objects.filter(pk=number).first() if isinstance(number, int) else None
    return str(found) if found else f"#{number}"


def _moment(written: str) -> str:
    try:
        return local_text(datetime.fromisoformat(written))
    except ValueError:
        return written
