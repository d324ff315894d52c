"""The first pass: gives every item its place here, so that the second can resolve what refers to what.

Posts and pages get the numbers of their rows, and the paths they will have; attachments get their rows at once;
what has no place here is kept whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.body import headline_key
from articles.models import Article, ImportedItem, ImportRun, Page
from articles.wordpress import mapping
from articles.wordpress.importing import digests, keeping, media, paths, sequences
from articles.wordpress.importing.account import Account
from articles.wordpress.reading import BadItem, Item

WRITTEN: dict[str, type[Article] | type[Page]] = {"post": Article, "page": Page}
# Another item under a number that is taken gets one far beyond WordPress's own (E105).
DERIVED, _MOST_OF_A_NUMBER = 10**12, 4
STORED = [
    *("local_id", "parent_number", "path", "headline_key", "is_public", "digest", "stored_digest", "is_due"),
    *("links", "data", "run"),
]

Placed = tuple[ImportedItem, Item]


@dataclass
class Placing:
    """One batch after another, in the transaction of each."""

    run: ImportRun
    account: Account
    _known: dict[tuple[str, int], ImportedItem] = field(default_factory=dict)

    def place(self, batch: Sequence[Item | BadItem]) -> None:
        for bad in batch:
            if isinstance(bad, BadItem):
                self.account.refuse("broken", bad.post_id, str(bad))
        placed = self._placed([item for item in batch if isinstance(item, Item)])
        written = [one for one in placed if one[0].kind in WRITTEN]
        _give_numbers(written)
        paths.give(written, self.account)
        media.take_in([one for one in placed if one[0].kind == "attachment"], self.account)
        for row, item in placed:
            if row.kind not in WRITTEN and row.kind != "attachment":
                keeping.keep_whole(row, item, self.account)
        self._account_for_unchanged(written)
        ImportedItem.objects.bulk_create(
            [row for row, _item in placed],
            update_conflicts=True, unique_fields=["source", "kind", "wordpress_id"], update_fields=STORED,
        )  # fmt: skip

    def _placed(self, items: Sequence[Item]) -> list[Placed]:
        known = ImportedItem.objects.filter(source=self.run.source, wordpress_id__in=numbers_for(items))
        rows = {(row.kind, row.wordpress_id): row for row in known}
        placed = []
        for item in items:
            if not item.post_id:
                self.account.refuse(item.post_type, 0, f"“{item.title[:80]}” has no wp:post_id")
            elif row := self._row_for(item, rows):
                placed.append((row, item))
        return placed

    def _row_for(self, item: Item, rows: dict[tuple[str, int], ImportedItem]) -> ImportedItem | None:
        """None for one that stands twice in the file; another one of the same number gets a number of its own."""
        digest, kind = digests.of_item(item), item.post_type[:40]
        for step in range(_MOST_OF_A_NUMBER):
            number = item.post_id + step * DERIVED
            row = rows.get((kind, number))
            if row is None or row.run_id != self.run.pk:
                return self._taken(row, (kind, number), digest, item, rows)
            if row.digest == digest:
                self.account.add(kind, "unchanged")
                return None
        self.account.refuse(kind, item.post_id, "too many different items have this number")
        return None

    def _taken(
        self,
        row: ImportedItem | None,
        key: tuple[str, int],
        digest: str,
        item: Item,
        rows: dict[tuple[str, int], ImportedItem],
    ) -> ImportedItem:
        kind, number = key
        row = row or ImportedItem(source=self.run.source, kind=kind, wordpress_id=number)
        if number >= DERIVED:
            self.account.note(kind, number % DERIVED, f"another item has this number; this one is kept as {number}")
        row.is_due = row.is_due or row.digest != digest
        row.digest, row.run, row.parent_number = digest, self.run, item.post_parent
        rows[kind, number] = row
        return row

    def _account_for_unchanged(self, written: Iterable[Placed]) -> None:
        """What is due is accounted for when it is written."""
        for row, item in written:
            if not row.is_due:
                self.account.add(row.kind, "unchanged")
                for comment in item.comments:
                    self.account.add(comment.kind, "unchanged")


def numbers_for(items: Iterable[Item]) -> list[int]:
    """Under which they may be kept: their own, and those for others of the same number."""
    return [item.post_id + step * DERIVED for item in items for step in range(_MOST_OF_A_NUMBER)]


def store(rows: Sequence[ImportedItem]) -> None:
    """Writes the places as they are now, new or known: one query."""
    ImportedItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source", "kind", "wordpress_id"], update_fields=STORED
    )


def _give_numbers(written: Iterable[Placed]) -> None:
    rows = list(written)
    for kind, model in WRITTEN.items():
        new = [row for row, _item in rows if row.kind == kind and row.local_id is None]
        for row, number in zip(new, sequences.reserve(model, len(new)), strict=True):
            row.local_id = number
    for row, item in rows:
        row.headline_key = headline_key(mapping.plain(item.title))[:250] if row.kind == "post" else ""
        row.is_public = item.status == "publish" and not item.password
