"""What has no place here, and was kept whole: it goes back as it was."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import ImportedItem
from articles.wordpress.exporting.comments import kept_comments
from articles.wordpress.exporting.items import kept_dates, kept_metas, kept_terms, new_item
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People
from articles.wordpress.reading import Item

_PLACED = ("post", "page", "attachment", "category", "post_tag", "author")


def kept_whole() -> QuerySet[ImportedItem]:
    return ImportedItem.objects.exclude(kind__in=_PLACED).exclude(kind__startswith="term:")


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
