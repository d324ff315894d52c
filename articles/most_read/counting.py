"""Counts views in the memory of a process, and adds them to the database from a thread of its own.

Nothing on the way of a request waits for it, or writes: a view is one number put into a line. So far as a browser
says so, what nobody looks at is no view: a page fetched ahead, the head of one alone, what a program asks for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from typing import Any

from django.db import Error, connections

from articles.models.waiting import at_most
from articles.most_read import keeping
from articles.most_read.keeping import Counts, hour_of
from articles.most_read.readers import Readers

_log = logging.getLogger(__name__)

GATHER_EVERY, WRITE_EVERY, PATIENCE = 0.25, 30.0, 5.0
MOST_IN_LINE = 50_000
"""Views within one gathering: more than a process answers in that time."""
MOST_COUNTED = 10_000
"""Articles, each with its hour, that wait for the database."""


class Counting:
    def __init__(self, write: Callable[[Counts], None] = keeping.add) -> None:
        self._write = write
        self._readers = Readers()
        self._line: deque[int] = deque(maxlen=MOST_IN_LINE)
        self._put = self._line.append  # One step of Python's own, which threads cannot come between.
        self._counts: Counts = {}
        self._starting = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_away = False

    def see(self, article_id: int, environ: Mapping[str, Any]) -> None:
        """A GET of an article was answered, to somebody without a session. Called for each held page: keep it short."""
        if "HTTP_SEC_PURPOSE" not in environ and self._readers[environ.get("HTTP_USER_AGENT", "")]:
            self._put(article_id)

    def see_answer(self, answer: object, environ: Mapping[str, Any]) -> None:
        """Of Django's, whose view has said which article it is (`views.answers`)."""
        article_id = getattr(answer, "article_id", 0)
        if article_id and environ["REQUEST_METHOD"] == "GET":
            self.see(article_id, environ)

    def start(self) -> None:
        """In the process that answers: a thread would not survive a fork.

        The process waits for it when it ends, so that what was counted last is not lost; for some seconds at most.
        """
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="views", daemon=False)
                    self._thread.start()

    def close(self) -> None:
        """Returns when all that was counted is written."""
        self._over.set()
        if self._thread:
            self._thread.join()

    def gather(self, now: float | None = None) -> None:
        """Adds up what is in the line. Of too many articles, those that were there first go on being counted."""
        hour = hour_of(now or time.time())
        take = self._line.popleft
        for article_id, count in Counter([take() for _ in range(len(self._line))]).items():
            key = hour, article_id
            if key in self._counts or len(self._counts) < MOST_COUNTED:
                self._counts[key] = self._counts.get(key, 0) + count

    def write(self) -> None:
        """To the database; while it is away, what was counted waits."""
        if not self._counts:
            return
        try:
            with at_most(PATIENCE):
                self._write(self._counts)
        except Error as error:
            if not self._is_away:
                _log.warning("What was read is counted, and waits for the database: %s", str(error).strip())
            self._is_away = True
        else:
            self._counts, self._is_away = {}, False

    def _run(self) -> None:
        due, main = time.monotonic() + WRITE_EVERY, threading.main_thread()
        while main.is_alive() and not self._over.wait(GATHER_EVERY):
            self._safely(self.gather)
            if time.monotonic() >= due:
                self._write_and_hang_up()
                due = time.monotonic() + WRITE_EVERY
        self._safely(self.gather)
        self._write_and_hang_up()

    def _write_and_hang_up(self) -> None:
        """Twice a minute a connection of its own is soon made, and none is found dead when the process ends."""
        self._safely(self.write)
        connections.close_all()

    def _safely(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            _log.exception("Views could not be counted")
