"""What the worker calls again and again: one piece of sending at a time."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from articles.linkbacks import switches
from articles.linkbacks.sending.delivering import deliver_one
from articles.linkbacks.sending.means import Means
from articles.linkbacks.sending.rounds import announce_one

_USUAL = Means()


def do_one(now: datetime | None = None, means: Means = _USUAL) -> bool:
    """Does one round or one delivery that is due, and says whether there was any. Any number of workers may call it.

    A delivery waits for other sites: up to half a minute, outside of any transaction.
    """
    now = now or timezone.now()
    return switches.sends() and (announce_one(now) or deliver_one(now, means))
