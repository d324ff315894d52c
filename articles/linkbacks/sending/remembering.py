"""Pages that offer no endpoint are not asked again for a week, whichever article links to them."""

from __future__ import annotations

from datetime import datetime, timedelta

from articles.models import Delivery

REMEMBERED = timedelta(days=7)


def found_none_at(delivery: Delivery, now: datetime) -> datetime | None:
    """When another delivery to the same page last found that it takes no linkbacks at all; one query."""
    found = Delivery.objects.filter(
        target_key=delivery.target_key,
        status=Delivery.Status.NO_ENDPOINT,
        endpoint="",
        tried_at__gt=now - REMEMBERED,
    )
    return found.order_by("-tried_at").values_list("tried_at", flat=True).first()
