"""The first pass: gives every item its place here, so that the second can resolve what refers to what.

Posts and pages get the numbers of their rows, and the paths they will have; attachments get their rows at once;
what has no place here is kept whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.body import headline_key
from articles.models import Article, ImportedItem, ImportRun, Page
from articles.wordpress import mapping
from articles.wordpress.importing import digests, keeping, media, menus, paths, sequences
from articles.wordpress.importing.account import Account
from articles.wordpress.reading import BadItem, Item

WRITTEN: dict[str, type[Article] | type[Page]] = {"post": Article, "page": Page}
# Another item under a number that is taken gets one far beyond WordPress's own (E105), and so does one without any.
DERIVED, _MOST_OF_A_NUMBER, _MADE = 10**12, 4, 10**17
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
    _again: list[Placed] = field(default_factory=list)

    def place(self, batch: Sequence[Item | BadItem]) -> None:
        for bad in batch:
            if isinstance(bad, BadItem):
                self.account.refuse("broken", bad.post_id, str(bad))
        placed = self._placed([item for item in batch if isinstance(item, Item)])
        written = [one for one in placed if is_written(one[1])]
        _give_numbers(written)
        paths.give(written, self.account)
        media.take_in([one for one in placed if one[0].kind == "attachment"], self.account)
        for row, item in placed:
            if not is_written(item) and row.kind != "attachment":
                keeping.keep_whole(row, item, self.account)
        self._account_for_unchanged(written)
        again = [row for row, item in self._again if menus.put_in_too(row, item)]
        store(list({id(row): row for row in [*(row for row, _item in placed), *again]}.values()))

    def _placed(self, items: Sequence[Item]) -> list[Placed]:
        known = ImportedItem.objects.filter(source=self.run.source, wordpress_id__in=numbers_for(items))
        rows = {(row.kind, row.wordpress_id): row for row in known}
        placed = []
        self._again.clear()
        for item in items:
            if number_of(item) <= 0:
                self.account.refuse(item.post_type, 0, f"“{item.title[:80]}” has neither wp:post_id nor guid nor link")
            elif row := self._row_for(item, rows):
                placed.append((row, item))
        return placed

    def _row_for(self, item: Item, rows: dict[tuple[str, int], ImportedItem]) -> ImportedItem | None:
        """None for one that stands twice in the file; another one of the same number gets a number of its own."""
        digest, kind = digests.of_item(item), item.post_type[:40]
        for number in _numbers(item):
            row = rows.get((kind, number))
            if row is None or row.run_id != self.run.pk:
                return self._taken(row, (kind, number), digest, item, rows)
            if row.digest == digest:
                self._again.append((row, item))
                self._account_for_second(row, item)
                return None
        self.account.refuse(kind, item.post_id, "too many different items have this number")
        self._refuse_comments(item)
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
        if item.post_id <= 0:
            self.account.note(kind, 0, f"“{item.title[:80]}” has no wp:post_id; it is kept as {number}")
        elif number >= DERIVED and number != item.post_id:
            self.account.note(kind, item.post_id, f"another item has this number; this one is kept as {number}")
        row.is_due = row.is_due or row.digest != digest
        row.digest, row.run, row.parent_number = digest, self.run, max(0, item.post_parent)
        rows[kind, number] = row
        return row

    def _account_for_second(self, row: ImportedItem, item: Item) -> None:
        self.account.add(row.kind, "unchanged")
        for comment in item.comments:
            self.account.add(comment.kind, "unchanged")

    def _refuse_comments(self, item: Item) -> None:
        for comment in item.comments:
            self.account.refuse(comment.kind, comment.comment_id, "its item was refused")

    def _account_for_unchanged(self, written: Iterable[Placed]) -> None:
        """What is due is accounted for when it is written."""
        for row, item in written:
            if not row.is_due:
                self._account_for_second(row, item)


def is_written(item: Item) -> bool:
    """Whether it becomes an article or a page. What WordPress saves when an editor opens an empty form does not."""
    return item.post_type in WRITTEN and item.status != "auto-draft"


def number_of(item: Item) -> int:
    """Its own; else one made of its guid or its link, the same in each export; 0 when it has none of them."""
    if item.post_id > 0:
        return item.post_id
    identity = item.guid or item.link
    return _MADE + int(hashlib.sha256(identity.encode()).hexdigest()[:14], 16) if identity else 0


def numbers_for(items: Iterable[Item]) -> list[int]:
    """Under which they may be kept: their own, and those for others of the same number."""
    return [number for item in items for number in _numbers(item)]


def _numbers(item: Item) -> list[int]:
    first = number_of(item)
    return [first + step * DERIVED for step in range(_MOST_OF_A_NUMBER)]


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
