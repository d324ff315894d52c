"""Where an item of an import is by now, by its kind."""

from __future__ import annotations

from articles.models import Article, ImportedItem, Page
from articles.models.status import Status
from articles.pages.old_addresses.attachments import attachment
from articles.pages.old_addresses.terms import TERMS, term
from articles.pages.places import Elsewhere, Moved, Withdrawn, moved_to

_TRASH = "trash"
_NOWHERE = frozenset({"nav_menu_item"})


def leads_to(kind: str, local_id: int, item_id: int) -> Elsewhere:
    """`kind` and `local_id` are those of the item; 0 for none. A query, or two of an attachment."""
    if kind == "attachment":
        return attachment(ImportedItem.objects.get(pk=item_id))
    if not local_id or kind in _NOWHERE:
        return None
    if kind in TERMS:
        return term(kind, local_id)
    return _page(local_id, item_id) if kind == "page" else _article(local_id, item_id)


def _page(number: int, item_id: int) -> Elsewhere:
    page = Page.objects.filter(pk=number).only("path", "is_published").first()
    if page is None or page.is_published:
        return Moved(page.path) if page else None
    return _trash(item_id)


def _article(number: int, item_id: int) -> Elsewhere:
    article = Article.objects.filter(pk=number).defer("body").first()
    return _trash(item_id) if article and article.status == Status.SPIKED else moved_to(article)


def _trash(item_id: int) -> Withdrawn | None:
    """What was thrown away there, and not taken out again here: unlike a draft, readers may have seen it."""
    return Withdrawn() if ImportedItem.objects.filter(pk=item_id, data__status=_TRASH).exists() else None
