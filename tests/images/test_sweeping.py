"""Pictures whose copies are not as they should be are found, and asked for once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles import pictures
from articles.images import make_renditions, sweeping
from articles.models import Image
from tests.factories import make_image
from tests.images.picturing import added, made

pytestmark = pytest.mark.django_db


def asked() -> list[int]:
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.order_by("enqueued_at")]


def current(**fields: object) -> Image:
    return make_image(renditions=f"{pictures.RECIPE}.50.50 whole:320", **fields)


def test_pictures_without_copies_of_today_s_recipe_are_asked_for() -> None:
    current(), make_image(missing=True)
    old, none, due = make_image(renditions="r0.50.50 whole:320"), make_image(), current(renditions_due=True)
    assert sweeping.sweep() == 3
    assert sorted(asked()) == sorted([old.pk, none.pk, due.pk])


def test_picture_is_asked_for_once() -> None:
    make_image()
    assert [sweeping.sweep(), sweeping.sweep()] == [1, 0]
    made(added())
    assert sweeping.sweep() == 0


def test_what_cannot_be_read_is_not_tried_again() -> None:
    make_image(renditions=pictures.key(0.5, 0.5))
    assert sweeping.sweep() == 0


def started(image: Image, minutes_ago: int, status: TaskResultStatus = TaskResultStatus.RUNNING) -> None:
    task = make_renditions.enqueue(image.pk)
    at = timezone.now() - timedelta(minutes=minutes_ago)
    DBTaskResult.objects.filter(pk=task.id).update(status=status, started_at=at)


def test_task_of_a_worker_that_was_killed_is_asked_for_again() -> None:
    image = make_image()
    started(image, minutes_ago=5)
    assert sweeping.sweep() == 0
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=15))
    assert sweeping.sweep() == 1


@pytest.mark.parametrize("status", [TaskResultStatus.RUNNING, TaskResultStatus.FAILED])
def test_picture_that_ends_the_worker_is_tried_three_times_a_day(status: TaskResultStatus) -> None:
    image = make_image()
    for _attempt in range(3):
        started(image, minutes_ago=60, status=status)
    assert sweeping.sweep() == 0
    assert sweeping.sweep(timezone.now() + timedelta(days=1)) == 1


def test_editors_upload_goes_before_what_is_made_anew() -> None:
    make_image()
    sweeping.sweep()
    upload = added()
    first = DBTaskResult.objects.ready().first()
    assert first is not None
    assert first.args_kwargs["args"] == [upload.pk]
