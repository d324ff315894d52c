"""Pages as pages, each under its parent."""

from __future__ import annotations

from collections.abc import Sequence

from articles.export.addresses import absolute
from articles.models import ImportedItem, Page
from articles.models.archive import Archive
from articles.wordpress.exporting.bodies import content_of
from articles.wordpress.exporting.comments import kept_comments
from articles.wordpress.exporting.items import (
    Kept,
    dates,
    kept_dates,
    kept_metas,
    kept_of,
    kept_terms,
    local_address,
    metas,
    new_item,
    nicename,
    post_name,
)  # fmt: skip
from articles.wordpress.exporting.lookups import places_of
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People
from articles.wordpress.exporting.places import Places
from articles.wordpress.importing import digests
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import KEY, comes_back, written
from articles.wordpress.reading import Item


class Pages:
    def __init__(self, numbers: Numbers, people: People) -> None:
        self._numbers, self._people, self._archive = numbers, people, Archive()

    def items(self, batch: Sequence[Page]) -> list[Item]:
        """Of pages fetched with their parents."""
        rows = kept_of("page", [page.pk for page in batch])
        places = places_of([page.body for page in batch], self._archive, self._numbers)
        return [self._item(page, rows.get(page.pk), places) for page in batch]

    def _item(self, page: Page, row: ImportedItem | None, places: Places) -> Item:
        kept: Kept = row.data if row else {}
        number = self._numbers.of(page)
        own = written({"title": "" if comes_back(page.title) else page.title})
        return new_item(
            post_id=number,
            post_type="page",
            title=as_html(page.title),
            link=absolute(page.path),
            guid=kept.get("guid") or local_address(number, "page_id"),
            creator=self._people.creator(kept.get("creator", "")),
            content=_unchanged(page, row) or content_of(page.body, places),
            post_name=post_name(nicename(page.path.rstrip("/").rpartition("/")[2]), kept),
            status=_status(page, kept),
            password="" if page.is_published else str(kept.get("password", "")),
            comment_status=kept.get("comment_status") or "closed",
            ping_status=kept.get("ping_status") or "closed",
            post_parent=self._numbers.of(page.parent) if page.parent else 0,
            menu_order=page.position,
            terms=tuple(kept_terms(kept, ())),
            meta=(*kept_metas(kept), *metas([(KEY, own)])),
            comments=tuple(kept_comments(kept)),
            **(kept_dates(kept) if kept.get("dates") else dates(page.created_at, None)),
        )


def _status(page: Page, kept: Kept) -> str:
    given = str(kept.get("status", ""))
    if page.is_published:
        return "publish"
    is_closed = given == "publish" and kept.get("password")
    return given if is_closed or given not in ("", "publish") else "draft"


def _unchanged(page: Page, row: ImportedItem | None) -> str:
    content = str(row.data.get("content", "")) if row else ""
    return content if row and content and row.stored_digest == digests.of_page(page) else ""
