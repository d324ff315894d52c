"""Paths that are known by heart: pages, redirects, and where each item of an import was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from articles.models import Article, ImportedItem, Page, Redirect, Section
from articles.models.prepared import Prepared
from articles.models.status import Status
from articles.pages.old_addresses.items import leads_to
from articles.pages.places import Answer, Moved, moved_to
from articles.slugs import validate_path

_OUT = (Status.PUBLISHED, Status.KILLED)
_LONGEST_CHAIN = 5


class Known(NamedTuple):
    """`number` is of the article or page it is or leads to, 0 for none; `target` a path, or the kind of an item."""

    table: str
    path: str
    number: int
    target: str
    item: int


def known_at(paths: list[str]) -> Answer:
    """The first of these paths at which the public finds something; one query where nothing is."""
    rows = sorted(_rows(paths), key=lambda row: (paths.index(row.path), _TABLES.index(row.table)))
    return next((answer for row in rows if (answer := _RESOLVED[row.table](row))), None)


def _rows(paths: list[str]) -> list[Known]:
    return [Known(*row) for row in KNOWN.columns(paths=paths)]


def _known() -> QuerySet:
    articles = _named(Article.objects.filter(path__among="paths", status__in=_OUT), "article", F("pk"))
    pages = _named(Page.objects.published().filter(path__among="paths"), "page", F("pk"))
    leading = Redirect.objects.filter(Q(article=None) | Q(article__status__in=_OUT), path__among="paths")
    redirects = _named(leading, "redirect", Coalesce("article_id", 0), F("target"))
    items = ImportedItem.objects.filter(path__among="paths")
    kept = _named(items, "item", Coalesce("local_id", 0), F("kind"), F("pk"))
    return articles.union(pages, redirects, kept, all=True)


KNOWN = Prepared[Any](_known)


def _named(rows: QuerySet, table: str, number: object, target: object = "", item: object = 0) -> QuerySet:
    columns = {
        "known_table": Value(table, CharField()),
        "known_number": number,
        "known_target": target if isinstance(target, F) else Value(target, CharField()),
        "known_item": item if isinstance(item, F) else Value(item, BigIntegerField()),
    }
    names = ("known_table", "path", "known_number", "known_target", "known_item")
    return rows.order_by().annotate(**columns).values_list(*names)


def _article(row: Known) -> Answer:
    return moved_to(Article.objects.filter(pk=row.number).defer("body").first())


def _page(row: Known) -> Answer:
    return Page.objects.for_page().published().filter(pk=row.number).first()


def _redirect(row: Known) -> Answer:
    return _article(row) if row.number else _followed(row.target)


def _followed(path: str) -> Answer:
    """A target that has moved itself is followed here, so that a reader is sent on once."""
    for _hop in range(_LONGEST_CHAIN):
        row = Redirect.objects.filter(path=path).select_related("article").first()
        if row is None or Section.objects.filter(path=path).exists():
            return Moved(path) if _stays_here(path) else None
        if row.article:
            return moved_to(row.article)
        path = row.target
    return None


def _stays_here(path: str) -> bool:
    try:
        validate_path(path)
    except ValidationError:
        return False
    return True


def _item(row: Known) -> Answer:
    return leads_to(row.target, row.number, row.item)


_RESOLVED: dict[str, Callable[[Known], Answer]] = {
    "article": _article,
    "page": _page,
    "redirect": _redirect,
    "item": _item,
}
_TABLES = list(_RESOLVED)
