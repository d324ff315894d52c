"""Finds pictures whose copies are not what they should be, and has them made: nothing depends on a task that ran."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import pictures
from articles.images import leaving
from articles.images.making import make_renditions
from articles.models import Image

# One that is said to run for longer was killed.
_LONGEST = timedelta(minutes=10)
# A picture that ends the worker each time must not do so for ever.
_ATTEMPTS, _ATTEMPTS_WITHIN = 3, timedelta(days=1)
# The rest comes in an hour. Behind what editors wait for.
_MOST_AT_ONCE, _PRIORITY = 5_000, -10


def keep_up() -> None:
    """What the worker does as it starts, and once an hour."""
    sweep()
    leaving.tidy()


def sweep(now: datetime | None = None) -> int:
    """Asks for the copies of pictures that have none of today's recipe, the newest pictures first; how many."""
    asked = _asked(now or timezone.now())
    wanting = Image.objects.exclude(file="").filter(
        Q(renditions_due=True) | ~Q(renditions__startswith=f"{pictures.RECIPE}.")
    )
    found = [pk for pk in wanting.order_by("-pk").values_list("pk", flat=True).iterator() if pk not in asked]
    for pk in found[:_MOST_AT_ONCE]:
        make_renditions.using(priority=_PRIORITY).enqueue(pk)
    return len(found[:_MOST_AT_ONCE])


def _asked(now: datetime) -> set[int]:
    """Pictures whose copies are under way, or were tried often enough."""
    tasks = DBTaskResult.objects.filter(task_path=make_renditions.module_path).order_by()
    under_way = Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gt=now - _LONGEST)
    tried = tasks.exclude(status=TaskResultStatus.SUCCESSFUL).filter(started_at__gt=now - _ATTEMPTS_WITHIN)
    attempts = Counter(_images(tried))
    return {*_images(tasks.filter(under_way)), *(pk for pk, count in attempts.items() if count >= _ATTEMPTS)}


def _images(tasks: QuerySet[DBTaskResult]) -> list[int]:
    return [arguments["args"][0] for arguments in tasks.values_list("args_kwargs", flat=True)]
