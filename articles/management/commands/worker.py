"""`manage.py worker`: does what readers and editors should not wait for."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Runs the tasks of the database queue: images, linkbacks, scheduled work."

    def handle(self, *, verbosity: int, **_: Any) -> None:
        call_command(
            "db_worker", queue_name="*", interval=1, reload=False, startup_delay=False, verbosity=verbosity - 1
        )
