"""`manage.py worker`: does what readers and editors should not wait for."""

from __future__ import annotations

import signal
from contextlib import closing, suppress
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.management.background import Background
from articles.models.waiting import bound_waits


class Command(BaseCommand):
    help = "Runs the tasks of the database queue (images), verifies and sends linkbacks, imports exports, purges."

    def handle(self, *, verbosity: int, **_: Any) -> None:
        """Told to stop, it ends with 0: also in the moment before the queue listens to signals by itself."""
        bound_waits()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt), closing(Background()) as background:
            background.start()
            call_command(
                "db_worker", queue_name="*", interval=1, reload=False, startup_delay=False, verbosity=verbosity - 1
            )
