"""Converts bodies in other processes, so that the next batch is read and the last one written meanwhile."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from articles.wordpress.importing.answers import Answers
from articles.wordpress.importing.converting import Body, Source, convert_many

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_AHEAD = 2
Job = TypeVar("Job")
Prepared = tuple[Sequence[Source], Answers]


class Converters:
    """Batches in their order, a few under way at a time. Without helpers all is done here, as it comes."""

    def __init__(self, helpers: int | None = None) -> None:
        count = max(1, (os.cpu_count() or 1) - 1) if helpers is None else helpers
        # Spawned: a forked child would share this process's database connection.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(count, context, _end_with_parent, (os.getpid(),)) if count else None

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def in_order(self, jobs: Iterable[Job], prepared: Callable[[Job], Prepared]) -> Iterator[tuple[Job, list[Body]]]:
        """Each job with its bodies; the next jobs are prepared, and begun, before the first one's are taken."""
        under_way: deque[tuple[Job, Prepared, Future[list[Body]] | None]] = deque()
        for job in jobs:
            asked = prepared(job)
            under_way.append((job, asked, self._begun(asked)))
            if self._pool is None or len(under_way) > _AHEAD:
                yield self._done(*under_way.popleft())
        while under_way:
            yield self._done(*under_way.popleft())

    def _begun(self, asked: Prepared) -> Future[list[Body]] | None:
        try:
            return self._pool.submit(convert_many, *asked) if self._pool else None
        except BrokenProcessPool:
            return None

    def _done(self, job: Job, asked: Prepared, future: Future[list[Body]] | None) -> tuple[Job, list[Body]]:
        """A helper that was killed, for its memory or by hand, leaves its work to be done here."""
        try:
            return job, future.result() if future else convert_many(*asked)
        except BrokenProcessPool:
            return job, convert_many(*asked)


def _end_with_parent(parent: int) -> None:
    """A killed import leaves nobody behind; Ctrl-C is for the import itself to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died while this one was starting
            os._exit(1)
