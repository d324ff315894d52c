"""Says in the run's row how far it is, every second: beside the import, whose own transactions nobody sees into."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import Error, connection
from django.utils import timezone

from articles.models import ImportRun
from articles.wordpress.importing.progress import Progress

_log = logging.getLogger(__name__)
EVERY = 1.0


class Interrupted(Exception):
    """The worker ends; the run waits for the next one."""


class Heartbeat:
    """`tell` is for the importer: it raises `Interrupted` where the import may stop. `is_over` says that it should."""

    def __init__(self, run: ImportRun, is_over: Callable[[], bool]) -> None:
        self._number, self._is_over = run.pk, is_over
        self._progress: Progress | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="import-heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def tell(self, progress: Progress) -> None:
        if self._is_over():
            raise Interrupted
        self._progress = progress

    def _beat(self) -> None:
        while not self._done.wait(EVERY):
            self._write()
        connection.close()

    def _write(self) -> None:
        """One that fails is no harm: the next is a second later."""
        told = {"progress": self._progress.as_json()} if self._progress else {}
        try:
            ImportRun.objects.filter(pk=self._number).update(alive_at=timezone.now(), **told)
        except Error:
            _log.warning("The progress of import %s could not be saved", self._number, exc_info=True)
            connection.close()
