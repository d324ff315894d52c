"""The queue forgets what was done long ago."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.management.background import tidy_tasks

pytestmark = pytest.mark.django_db


def make_result(status: str, days: int | None) -> DBTaskResult:
    finished_at = timezone.now() - timedelta(days=days) if days is not None else None
    return DBTaskResult.objects.create(
        status=status, finished_at=finished_at, task_path="articles.images.tasks", backend_name="default",
        args_kwargs={"args": [], "kwargs": {}}, run_after=timezone.now(),
    )  # fmt: skip


def test_results_go_when_nobody_needs_them() -> None:
    kept = [make_result("SUCCESSFUL", 1), make_result("FAILED", 20), make_result("READY", None)]
    make_result("SUCCESSFUL", 15), make_result("FAILED", 61)
    tidy_tasks()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {one.pk for one in kept}
