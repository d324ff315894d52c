"""What has no place here, and was kept whole: it goes back as it was."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import ImportedItem
from articles.wordpress.exporting.comments import kept_comments
from articles.wordpress.exporting.items import kept_dates, kept_metas, kept_terms, new_item
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People
from articles.wordpress.reading import Item

_NO_ITEMS = ("category", "post_tag", "author", "guid")


def kept_whole() -> QuerySet[ImportedItem]:
    """Also the posts that became no articles, such as what WordPress saves when an editor opens an empty form."""
    rows = ImportedItem.objects.exclude(kind__in=_NO_ITEMS).exclude(kind__startswith="term:")
    return rows.exclude(kind__in=("post", "page", "attachment"), local_id__isnull=False)


def kept_item(row: ImportedItem, numbers: Numbers, people: People) -> Item:
    kept = row.data
    texts = ("title", "link", "guid", "content", "excerpt", "post_name", "status", "comment_status", "ping_status")
    return new_item(
        post_id=numbers.of_kept(row),
        post_type=row.kind,
        creator=people.creator(kept.get("creator", "")),
        password=kept.get("password", ""),
        post_parent=int(kept.get("parent") or 0),
        menu_order=int(kept.get("order") or 0),
        is_sticky=bool(kept.get("sticky")),
        terms=tuple(kept_terms(kept, ())),
        meta=tuple(kept_metas(kept)),
        comments=tuple(kept_comments(kept)),
        **{name: str(kept.get(name, "")) for name in texts},
        **kept_dates(kept),
    )
