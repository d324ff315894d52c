"""What is decided at once, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.linkbacks.formats.plain_text import cropped
from articles.models import Decision, Linkback

_WORDS = ("title", "excerpt", "changed_title", "changed_excerpt")


@dataclass(frozen=True)
class Batch:
    """`id` takes all of it back. `refusals` say which linkbacks stayed as they were, and why."""

    id: UUID
    count: int = 0
    sites: tuple[str, ...] = ()  # those it blocked
    refusals: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.count or self.sites)


def locked(linkbacks: QuerySet[Linkback]) -> QuerySet[Linkback]:
    """The same rows, nobody else's until the transaction ends; in one order, so that no two wait for each other."""
    chosen = Linkback.objects.filter(pk__in=linkbacks.order_by().values("pk"))
    return chosen.select_for_update().order_by("pk")


def record(rows: list[Linkback], after: str | None, by: User | None, batch: UUID, with_words: bool = False) -> None:
    """Writes a decision for each row as it is now; without `after` the status stays."""
    Decision.objects.bulk_create(
        [
            Decision(
                linkback=row, before=row.status, after=after or row.status, decided_by=by, batch=batch,
                words=words_of(row) if with_words and row.has_changed else None,
            )
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip


def of_batch(batch: UUID) -> QuerySet[Linkback]:
    return Linkback.objects.filter(pk__in=Decision.objects.filter(batch=batch).values("linkback"))


def watch(linkbacks: QuerySet[Linkback]) -> None:
    """Has their pages checked again: a worker takes what was rejected, spam or deleted off its list.

    Not what was never on it: links of our own, and what an import brought.
    """
    was_on_it = Q(checked_at__isnull=False) | Q(status=Linkback.Status.RECEIVED)
    linkbacks.filter(was_on_it, due_at=None, source_article=None).update(due_at=timezone.now())


def name_of(row: Linkback) -> str:
    """Short enough for a message; titles and addresses are others' work."""
    return cropped(str(row), 80)


def words_of(row: Linkback) -> dict[str, str]:
    return {name: getattr(row, name) for name in _WORDS}
