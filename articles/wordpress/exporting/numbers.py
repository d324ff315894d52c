"""The number under which each thing goes out.

What the first imported site brought keeps its number. What had none, was made here, or came from another site, gets
one above all of those: `base + 8 × row + kind`, where `base` is the next full thousand million. So the same row has the
same number in every export, and a portal that imports such an export numbers its own things above those.
"""

from __future__ import annotations

from functools import cached_property

from django.db import models

from articles.models import Article, Comment, Image, ImportedItem, ImportSource, Linkback, MediaFile, Page, Section, Tag
from articles.models.wordpress import FromWordPress
from articles.wordpress.importing.placing import DERIVED

STEP = 10**9
LONGEST = 10**15
"""An import makes longer ones for what had none; bodies do not read them."""
_KINDS: dict[type[models.Model], int] = {
    Article: 0,
    Page: 1,
    Image: 2,
    MediaFile: 3,
    ImportedItem: 4,
    Comment: 0,
    Linkback: 1,
    Section: 0,
    Tag: 1,
}
_TERMS = models.Q(kind__in=("category", "post_tag")) | models.Q(kind__startswith="term:")
_NO_ITEMS = models.Q(kind__in=("author", "guid"))
_PEOPLE = models.Q(kind="author")


class Numbers:
    """Some queries when it is first asked, none after that."""

    @cached_property
    def source_id(self) -> int:
        """Of the site that was moved in first; 0 when none was."""
        return ImportSource.objects.order_by("pk").values_list("pk", flat=True).first() or 0

    def of(self, row: FromWordPress) -> int:
        return self.for_key(type(row), row.pk, row.import_source_id, row.wordpress_id)

    def for_key(self, model: type[models.Model], pk: int, source_id: int | None, number: int | None) -> int:
        """The same of a row of which only these are at hand."""
        if source_id and source_id == self.source_id and 0 < (number or 0) < LONGEST:
            return number or 0
        base = self._comment_base if model in (Comment, Linkback) else self._item_base
        return base + 8 * pk + _KINDS[model]

    def of_kept(self, row: ImportedItem) -> int:
        return self.for_key(ImportedItem, row.pk, row.source_id, row.wordpress_id)

    def of_term(self, model: type[models.Model], pk: int) -> int:
        kind = "category" if model is Section else "post_tag"
        return self._given[kind].get(pk) or self._term_base + 8 * pk + _KINDS[model]

    def of_author(self, pk: int) -> int:
        return self._given["author"].get(pk) or self._author_base + 8 * pk

    @cached_property
    def _item_base(self) -> int:
        kept = ImportedItem.objects.exclude(_TERMS | _NO_ITEMS)
        return _above(kept, *(model.objects.all() for model in (Article, Page, Image, MediaFile)))

    @cached_property
    def _comment_base(self) -> int:
        return _above(Comment.objects.all(), Linkback.objects.all())

    @cached_property
    def _term_base(self) -> int:
        return _above(ImportedItem.objects.filter(_TERMS))

    @cached_property
    def _author_base(self) -> int:
        return _above(ImportedItem.objects.filter(_PEOPLE))

    @cached_property
    def _given(self) -> dict[str, dict[int, int]]:
        """By kind, and by the number of the row here; of several the lowest."""
        found: dict[str, dict[int, int]] = {"category": {}, "post_tag": {}, "author": {}}
        rows = ImportedItem.objects.filter(source=self.source_id, kind__in=found, local_id__isnull=False)
        rows = rows.filter(wordpress_id__lt=LONGEST)
        for kind, pk, number in rows.order_by("-wordpress_id").values_list("kind", "local_id", "wordpress_id"):
            found[kind][pk or 0] = number
        return found


def _above(*rows: models.QuerySet) -> int:
    """Numbers from `DERIVED` on were made by an import, for items that shared one."""
    highest = [
        query.filter(wordpress_id__lt=DERIVED).aggregate(most=models.Max("wordpress_id"))["most"] or 0 for query in rows
    ]
    return STEP * (1 + max(highest) // STEP)
