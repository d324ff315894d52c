"""WordPress's numbers: `/?p=17` for an article, a page or a file, whatever its path was."""

from __future__ import annotations

from django.db.models import CharField, QuerySet, Value

from articles.models import Article, Image, ImportedItem, ImportSource, MediaFile, Page
from articles.pages.old_addresses.attachments import file_address
from articles.pages.old_addresses.items import leads_to
from articles.pages.old_addresses.terms import term
from articles.pages.places import Elsewhere, Moved, Withdrawn, moved_to

_MODELS = {model.__name__: model for model in (Article, Page, Image, MediaFile)}


def number_in(text: str) -> int:
    """0 for what is no number that WordPress gives."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def numbered(text: str) -> Elsewhere:
    """Two imported sites may share a number: then it leads nowhere. Three queries at most, or a few more for a file."""
    number = number_in(text)
    rows = _rows(number) if number else []
    found = {_place(model, pk) for model, pk in rows} - {None}
    if number and not rows:
        found = {_by_guid(number)}
    return _only(found - {Withdrawn()}) or _only(found)


def numbered_term(kind: str, text: str) -> Moved | None:
    """A category or an author."""
    local_id = _numbered_items(kind, number_in(text))
    return term(kind, local_id) if local_id else None


def _by_guid(number: int) -> Elsewhere:
    """A post that was imported there before has the number of its first home in its guid."""
    local_id = _numbered_items("guid", number)
    return leads_to("post", local_id, 0) if local_id else None


def _numbered_items(kind: str, number: int) -> int:
    items = ImportedItem.objects.filter(source__in=ImportSource.objects.all(), kind=kind, wordpress_id=number)
    rows = list(items.values_list("local_id", flat=True)[:2])
    return rows[0] or 0 if len(rows) == 1 else 0


def _rows(number: int) -> list[tuple[str, int]]:
    articles, *others = (_with(number, model) for model in _MODELS.values())
    return list(articles.union(*others, all=True))


def _with(number: int, model: type[Article | Page | Image | MediaFile]) -> QuerySet:
    rows = model._default_manager.order_by().filter(import_source__in=ImportSource.objects.all(), wordpress_id=number)
    return rows.annotate(model=Value(model.__name__, CharField())).values_list("model", "pk")


def _place(model: str, pk: int) -> Elsewhere:
    row = _MODELS[model]._default_manager.get(pk=pk)
    if isinstance(row, Page):
        return Moved(row.path) if row.is_published else _of_item(row, "page")
    if isinstance(row, Article):
        return moved_to(row) or _of_item(row, "post")
    return _of_item(row, "attachment") if row.is_missing else file_address(row)


def _of_item(row: Article | Page | Image | MediaFile, kind: str) -> Elsewhere:
    """What only the item itself tells: that it was in the trash, or what a file belonged to."""
    items = ImportedItem.objects.filter(source=row.import_source_id, kind=kind, wordpress_id=row.wordpress_id or 0)
    item = items.first()
    return leads_to(kind, row.pk, item.pk) if item else None


def _only(found: set[Elsewhere]) -> Elsewhere:
    return found.pop() if len(found) == 1 else None
