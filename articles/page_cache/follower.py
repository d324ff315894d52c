"""Drops what has changed: a thread of each process that keeps pages, with a connection of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import Error, connections
from django.utils import timezone

from articles.models.reading import PRIMARY, REPLICA, SOURCE, Source
from articles.models.waiting import at_most, know_away
from articles.page_cache import triggers
from articles.page_cache.changes import Changes, changes_of
from articles.page_cache.memory import OFTEN_ENOUGH, give_back
from articles.page_cache.schedule import appearing, next_moment
from articles.page_cache.store import Store
from articles.page_keys import EVERYTHING

_log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds for which a reading is good: what a page may be behind."""
ASK_EVERY, RETRY_AFTER, TAKING_UP = 0.25, 0.2, 2.0
FORGOTTEN_AFTER = 1800.0
"""Seconds away after which the table may have been trimmed; `tidying` keeps it for longer."""


class Follower:
    """`fresh_until` is a time of `time.monotonic`: before it, what the stores hold is right.

    What changes is dropped from one store after another, in the order in which they are given.

    `read_at` is the Unix time of the last reading; `is_away` says that no database answers. `alias` is the one that
    is followed: what was read from another is never right for long, and must not be kept.
    """

    def __init__(self, *stores: Store[Any], source: Source = SOURCE) -> None:
        self.fresh_until = 0.0
        self.is_away = False
        self.alias = self._asked = source.alias
        self._stores, self._source = stores, source
        self._changes: Changes | None = None
        self.read_at = 0.0
        self._checked = timezone.now()
        self._next: datetime | None = None
        self._gone_before = 0
        self._over = threading.Event()
        self._starting, self._is_started = threading.Lock(), False
        self._thread = threading.Thread(target=self._run, name="page-cache", daemon=True)

    def start(self) -> None:
        """In the process that answers, at its first answer: a thread would not survive a fork."""
        if self._is_started:
            return
        with self._starting:
            if not self._is_started:
                self._is_started = True
                self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join(PATIENCE + ASK_EVERY)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self._follow()
            except Error as error:
                self._lost(error)
            except Exception:
                # Whatever it is, no page may be held that nobody watches over.
                _log.exception("The page cache cannot follow what changes; pages are made anew for each reader")
                self._changes = None
                self._know_away(False)
                self._over.wait(PATIENCE)
        connections.close_all()

    def _follow(self) -> None:
        with at_most(TAKING_UP):
            changes = self._taken_up()
        while not self._over.is_set() and self.alias == self._source.alias:
            with at_most(PATIENCE):
                self._read(changes)
            self._give_back_memory()
            changes.wait(self._until_next())

    def _taken_up(self) -> Changes:
        """Where it was before the database went away, unless that is too long ago to be told, or it is another now.

        A replica that was started anew may show less than before for a moment: there, nothing is gone on from.
        """
        alias = self._asked = self._source.alias
        is_same = alias == self.alias == PRIMARY
        if self._changes and is_same and time.time() - self.read_at < FORGOTTEN_AFTER:
            self._changes.listen()
            return self._changes
        if missing := triggers.missing(alias):
            raise RuntimeError(f"Triggers are missing ({', '.join(missing[:3])} …); run `manage.py migrate`.")
        changes = changes_of(alias)
        changes.listen()
        changes.begin()
        # In this order: a page of the other that is being made is refused by the one or dropped by the other.
        self.alias = alias
        self._drop_all()
        self._checked = timezone.now()
        self._next = next_moment(alias, self._checked)
        self._changes = changes
        return changes

    def _read(self, changes: Changes) -> None:
        begun, begun_at = time.monotonic(), time.time()
        keys = changes.read()
        if keys is None or EVERYTHING in keys:
            self._drop_all()
        elif keys:
            self._drop(keys)
        if keys is None or keys:
            self._next = next_moment(self.alias, self._checked)
        self._appear(timezone.now())
        self.fresh_until, self.read_at = begun + PATIENCE, begun_at
        self._know_away(False)

    def _appear(self, now: datetime) -> None:
        if self._next is None or self._next > now:
            return
        self._drop(appearing(self.alias, self._checked, now))
        self._checked = now
        self._next = next_moment(self.alias, now)

    def _drop(self, keys: Iterable[str]) -> None:
        names = frozenset(keys)
        for store in self._stores:
            store.drop(names)

    def _drop_all(self) -> None:
        for store in self._stores:
            store.drop_all()

    def _give_back_memory(self) -> None:
        gone = sum(store.gone for store in self._stores)
        if gone - self._gone_before >= OFTEN_ENOUGH:
            self._gone_before = gone
            give_back()

    def _until_next(self) -> float:
        if self._next is None:
            return ASK_EVERY
        return min(ASK_EVERY, max(0.0, (self._next - timezone.now()).total_seconds()))

    def _know_away(self, is_away: bool) -> None:
        self.is_away = is_away
        know_away(is_away)

    def _lost(self, error: Error) -> None:
        connections.close_all()
        if self._asked == REPLICA:
            self._source.suspect()
        elif not self.is_away:
            _log.warning("The database is away; what is held is served: %s", str(error).strip())
            self._know_away(True)
        self._over.wait(RETRY_AFTER)
