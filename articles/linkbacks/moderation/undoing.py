"""Takes back what was decided at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.linkbacks.moderation.batch import locked, of_batch, watch, words_of
from articles.models import Decision, Linkback, SiteRule

_LAST = timedelta(hours=1)
_FIELDS = ("status", *words_of(Linkback()))
_WATCHED = (Linkback.Status.RECEIVED, Linkback.Status.PENDING, Linkback.Status.APPROVED)


@dataclass(frozen=True)
class Undone:
    """How many linkbacks are as before, and how many somebody has changed since; the sites no longer blocked."""

    count: int
    kept: int
    sites: tuple[str, ...]


@transaction.atomic
def undo(batch: UUID, by: User) -> Undone:
    """Puts back what still stands as the batch left it: status, words, and no rule where there was none."""
    list(locked(of_batch(batch)).values_list("pk"))
    decisions = Decision.objects.filter(batch=batch, is_undone=False)
    standing = list(decisions.standing().select_related("linkback"))
    kept = decisions.count() - len(standing)
    for decision in standing:
        decision.is_undone, decision.undone_by = True, by
        _put_back(decision.linkback, decision)
    Decision.objects.bulk_update(standing, ["is_undone", "undone_by"], batch_size=500)
    Linkback.objects.bulk_update([decision.linkback for decision in standing], _FIELDS, batch_size=100)
    watch(of_batch(batch).filter(status__in=_WATCHED))
    return Undone(len(standing), kept, _no_longer_blocked(batch))


def last_batch(by: User) -> UUID | None:
    """What this moderator decided last, within the hour, and can still take back."""
    recent = Decision.objects.standing().filter(decided_by=by, decided_at__gt=timezone.now() - _LAST)
    return recent.order_by("-pk").values_list("batch", flat=True).first()


def _put_back(row: Linkback, decision: Decision) -> None:
    row.status = decision.before
    for name, text in (decision.words or {}).items():
        setattr(row, name, text)


def _no_longer_blocked(batch: UUID) -> tuple[str, ...]:
    rules = SiteRule.objects.filter(batch=batch, rule=SiteRule.Rule.BLOCK)
    sites = tuple(rules.values_list("site", flat=True))
    rules.delete()
    return sites
