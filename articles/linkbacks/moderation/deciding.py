"""Decides on many linkbacks in one transaction."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.linkbacks.moderation.batch import Batch, locked, name_of, of_batch, record, watch
from articles.models import Decision, Linkback

Status = Linkback.Status
DECIDABLE = frozenset({Status.APPROVED, Status.REJECTED, Status.SPAM, Status.DELETED})
# Nothing shows that was never seen to link to us, or whose page is gone.
_WHY_NOT = {
    Status.RECEIVED: gettext_lazy("“%(title)s” was not approved: its page was not checked yet."),
    Status.UNVERIFIED: gettext_lazy("“%(title)s” was not approved: its page does not link to us."),
    Status.GONE: gettext_lazy("“%(title)s” was not approved: its page is gone."),
}
_NEVER_CHECKED = gettext_lazy(
    "“%(title)s” was not approved: its page was never checked. Undo what was decided on it, and it will be."
)
_NOTHING = Value("")
_NEW_WORDS = {
    "title": Coalesce(NullIf("changed_title", _NOTHING), F("title")),
    "excerpt": Coalesce(NullIf("changed_excerpt", _NOTHING), F("excerpt")),
    "changed_title": "",
    "changed_excerpt": "",
}


@transaction.atomic
def decide(linkbacks: QuerySet[Linkback], status: str, by: User | None, batch: UUID | None = None) -> Batch:
    """Sets the status of those that have another, however many, in seven queries at most; nobody decides for a rule.

    Approving takes what the page says by now as approved. What is not verified is not approved; the others are.
    """
    if status not in DECIDABLE:
        raise ValueError(f"{status!r} is nothing a moderator decides.")
    batch = batch or uuid4()
    is_approval = status == Status.APPROVED
    rows = [row for row in _with_words(locked(linkbacks)) if row.status != status or (is_approval and row.has_changed)]
    refused = _refused(rows, linkbacks) if is_approval else {}
    chosen = [row for row in rows if row.pk not in refused]
    record(chosen, status, by, batch, with_words=is_approval)
    of_batch(batch).update(status=status, **(_NEW_WORDS if is_approval else {}))
    if is_approval:
        watch(of_batch(batch))
    return Batch(batch, len(chosen), refusals=tuple(refused.values()))


@transaction.atomic
def keep_words(linkbacks: QuerySet[Linkback], by: User | None) -> Batch:
    """Rejects what the pages say by now: what was approved stays as it was."""
    batch = uuid4()
    rows = [row for row in _with_words(locked(linkbacks)) if row.has_changed]
    record(rows, None, by, batch, with_words=True)
    of_batch(batch).update(changed_title="", changed_excerpt="")
    return Batch(batch, len(rows))


def _with_words(linkbacks: QuerySet[Linkback]) -> QuerySet[Linkback]:
    return linkbacks.only("status", "source_url", "title", "excerpt", "changed_title", "changed_excerpt")


def _refused(rows: list[Linkback], linkbacks: QuerySet[Linkback]) -> dict[int, str]:
    """Why not, by number: for a row's status, or for the one it had before it was decided on."""
    unchecked = _decided_unchecked(linkbacks)
    refused = {}
    for row in rows:
        was_unchecked = row.status in DECIDABLE and row.pk in unchecked
        if reason := _NEVER_CHECKED if was_unchecked else _WHY_NOT.get(Status(row.status)):
            refused[row.pk] = _(str(reason)) % {"title": name_of(row)}
    return refused


def _decided_unchecked(linkbacks: QuerySet[Linkback]) -> set[int]:
    """Where the step from what nobody decided led away from readers, and from a status that never shows."""
    steps = Decision.objects.filter(linkback__in=linkbacks.order_by().values("pk"), is_undone=False)
    undecided = steps.exclude(before__in=DECIDABLE).order_by("pk")
    last = {pk: (before, after) for pk, before, after in undecided.values_list("linkback_id", "before", "after")}
    return {pk for pk, (before, after) in last.items() if before in _WHY_NOT and after != Status.APPROVED}
