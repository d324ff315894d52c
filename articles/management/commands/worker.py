"""`manage.py worker`: does what readers and editors should not wait for."""

from __future__ import annotations

import os
import signal
from contextlib import closing, suppress
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.management.background import Background
from articles.models.waiting import bound_waits

_YIELDING = 10


class Command(BaseCommand):
    help = "Runs the tasks of the database queue (images), verifies and sends linkbacks, imports exports, purges."

    def handle(self, *, verbosity: int, **_: Any) -> None:
        """Told to stop, it ends with 0: also in the moment before the queue listens to signals by itself."""
        bound_waits()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt), closing(Background()) as background:
            background.start()
            # Encoding a picture keeps a core busy; on Linux this thread alone, the queue's, gives way to readers.
            os.nice(_YIELDING)
            call_command(
                "db_worker", queue_name="*", interval=1, reload=False, startup_delay=False, verbosity=verbosity - 1
            )
