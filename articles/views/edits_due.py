"""What readers' pages say when the edits that wait for their time have gone out, without any of them going out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from articles import clock, publishing
from articles.models import PendingEdit
from articles.models.asking import settle
from articles.models.waiting import give_way

MOST = 20
"""Each takes as long as a save. Nobody plans so many for a day."""


@dataclass
class Shown:
    """How many edits are due until then: all, and those that would be refused as they are."""

    due: int = 0
    refused: int = 0

    @property
    def is_cut(self) -> bool:
        return self.due > MOST


@contextmanager
def edits_due(until: datetime) -> Iterator[Shown]:
    """What is read within finds them made live, the first `MOST`; all of it is taken back at the end.

    They are published as the worker will do it, each at its time, so no second way can say something else. Where none
    is due, nothing is written. Nobody who saves waits for long, or is refused, because of it.
    """
    due = list(PendingEdit.objects.filter(due_at__lte=until).order_by("due_at", "pk").values_list("pk", "due_at"))
    if not due:
        yield Shown()
        return
    settle(connection)
    with transaction.atomic():
        give_way(connection)
        yield Shown(len(due), _publish(due[:MOST]))
        transaction.set_rollback(True)


def _publish(due: list[tuple[int, datetime | None]]) -> int:
    for _pk, due_at in due:
        if due_at:
            with clock.as_of(max(due_at, timezone.now())):
                publishing.publish_due_edit(due_at)
    return PendingEdit.objects.filter(pk__in=[pk for pk, _due_at in due]).count()
