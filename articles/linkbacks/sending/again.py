"""Deliveries that an editor wants to be made again."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Delivery


def send_again(deliveries: QuerySet[Delivery]) -> int:
    """Has them made from the start, whatever became of them; says how many there are."""
    return deliveries.update(status=Delivery.Status.WAITING, due_at=timezone.now(), attempts=0, posting_since=None)
