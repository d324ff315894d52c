"""Keeps what is typed while it is typed, until it is saved for good or thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article, WorkingCopy

Pairs = Sequence[tuple[str, str]]

MOST_OPEN = 200
CLOSED_KEPT, OPEN_KEPT = timedelta(days=30), timedelta(days=180)


class TooMany(Exception):
    """Somebody has more unsaved work than anybody could have typed."""


@transaction.atomic
def keep(user_id: int, key: str, article: Article | None, sent: Pairs, turn: int) -> bool:
    """False where the form was saved or thrown away meanwhile. Without fields nothing differs any more: it goes."""
    rows = WorkingCopy.objects.filter(user=user_id, key=key)
    known = rows.select_for_update().first()
    if known is not None and known.closed_at is not None:
        return False
    if not sent:
        rows.filter(turn__lt=turn).delete()
    elif known is None:
        _keep_new(user_id, key, article, sent, turn)
    elif known.turn < turn:
        rows.update(sent=json.dumps(sent), turn=turn, saved_at=timezone.now())
    return True


def _keep_new(user_id: int, key: str, article: Article | None, sent: Pairs, turn: int) -> None:
    if WorkingCopy.objects.of(user_id).count() >= MOST_OPEN:
        raise TooMany
    fields: dict[str, Any] = {"article": article, "sent": json.dumps(sent), "turn": turn, "saved_at": timezone.now()}
    WorkingCopy.objects.update_or_create(user_id=user_id, key=key, defaults=fields)


def pairs_of(copy: WorkingCopy) -> Pairs:
    return [(name, text) for name, text in json.loads(copy.sent)]


def close(user_id: int, keys: Iterable[str], article: Article) -> None:
    """The forms of these keys were saved as the article; one that had kept nothing yet may still be about to."""
    now = timezone.now()
    for key in keys:
        saved: dict[str, Any] = {"sent": "[]", "closed_at": now, "article": article}
        new = {**saved, "turn": 0, "saved_at": now}
        WorkingCopy.objects.update_or_create(user_id=user_id, key=key, defaults=saved, create_defaults=new)


def saved_as(user_id: int, key: str) -> int | None:
    """The article that the form of this key has become already."""
    rows = WorkingCopy.objects.filter(user=user_id, key=key, sent="[]").exclude(closed_at=None)
    return rows.values_list("article", flat=True).first()


def throw_away(copy: WorkingCopy) -> None:
    WorkingCopy.objects.filter(pk=copy.pk).update(closed_at=timezone.now())


def tidy(now: datetime | None = None) -> None:
    now = now or timezone.now()
    WorkingCopy.objects.filter(closed_at__lt=now - CLOSED_KEPT).delete()
    WorkingCopy.objects.filter(closed_at=None, saved_at__lt=now - OPEN_KEPT).delete()
