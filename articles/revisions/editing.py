"""Says that a form is open, who holds the article, and hands it over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Article, Editing
from articles.models.editing import ALIVE_FOR

FORGOTTEN_AFTER = timedelta(days=1)


def beat(user_id: int, key: str, article: Article, now: datetime | None = None) -> Editing:
    """The form is open. One that was silent for too long waits behind those that came meanwhile."""
    now = now or timezone.now()
    new = {"article": article, "opened_at": now, "seen_at": now}
    row, was_made = Editing.objects.get_or_create(user_id=user_id, key=key, defaults=new)
    if not was_made:
        row.opened_at = row.opened_at if row.seen_at > now - ALIVE_FOR else now
        row.seen_at = now
        row.save(update_fields=["opened_at", "seen_at"])
    return row


def holder_of(article: Article, now: datetime | None = None) -> Editing | None:
    return Editing.objects.holding(now).filter(article=article).first()


def take_over(user_id: int, article: Article) -> None:
    """From everybody else who has it open: they are told when they are next heard of."""
    others = Editing.objects.alive().filter(article=article, taken_by=None).exclude(user=user_id)
    others.update(taken_by=user_id, taken_at=timezone.now())


def leave(user_id: int, keys: Iterable[str]) -> None:
    Editing.objects.filter(user=user_id, key__in=list(keys)).delete()


def tidy(now: datetime | None = None) -> None:
    Editing.objects.filter(seen_at__lt=(now or timezone.now()) - FORGOTTEN_AFTER).delete()
