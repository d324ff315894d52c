"""What the log is spared: a database that is away fails every request in the same words."""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError

EVERY = 60.0


class DatabaseAwayOnceAMinute(logging.Filter):
    """Lets one traceback of that kind through in a minute; of everything else, all."""

    def __init__(self) -> None:
        super().__init__()
        self._last = -EVERY

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if not isinstance(error, OperationalError | InterfaceError):
            return True
        now = time.monotonic()
        if now - self._last < EVERY:
            return False
        self._last = now
        return True
