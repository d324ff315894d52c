"""Which database a public page is read from: the replica where there is one that answers, else the primary."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

from articles.models.waiting import at_most

_log = logging.getLogger(__name__)

PRIMARY, REPLICA = DEFAULT_DB_ALIAS, "replica"
ASK_EVERY, CATCH_UP = 1.0, 0.9
LOG_EVERY = 60.0
_read_from: ContextVar[str | None] = ContextVar("read_from", default=None)


class Router:
    """Reads within `reading_from` go there; everything else is the primary's."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        return _read_from.get()

    def db_for_write(self, model: type, **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, *rows: Any, **hints: Any) -> bool:
        """Both hold the same."""
        return True

    def allow_migrate(self, db: str, *names: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    token = _read_from.set(alias)
    try:
        yield
    finally:
        _read_from.reset(token)


def is_chosen() -> bool:
    return _read_from.get() is not None


def read_alias() -> str:
    """What a query that says nothing else is asked of."""
    return _read_from.get() or PRIMARY


class Source:
    """`alias` is what public pages of this process are read from now.

    Who is disappointed by the replica says so (`suspect`); a thread then asks it until it answers, and has caught up.
    """

    def __init__(self) -> None:
        self._is_usable = True
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._logged_at = -LOG_EVERY

    @property
    def alias(self) -> str:
        return REPLICA if self._is_usable and REPLICA in connections.settings else PRIMARY

    def suspect(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._ask, name="replica", daemon=True)
                self._thread.start()

    def _ask(self) -> None:
        try:
            while error := self._trouble():
                self._is_usable = False
                self._log(error)
                time.sleep(ASK_EVERY)
            self._is_usable = True
        finally:
            connections.close_all()

    def _trouble(self) -> str:
        """Why it cannot be read from; empty where it can."""
        try:
            with at_most(ASK_EVERY):
                is_there = _replayed(None) if self._is_usable else self._has_caught_up()
        except Error as error:
            return str(error).strip()
        finally:
            connections.close_all()
        return "" if is_there else "it has not caught up yet"

    def _has_caught_up(self) -> bool:
        """Readers who have seen the primary are not sent back in time."""
        try:
            position = _written()
        except Error:
            return _replayed(None)
        end = time.monotonic() + CATCH_UP
        while not (is_there := _replayed(position)) and time.monotonic() < end:
            time.sleep(0.05)
        return is_there

    def _log(self, error: str) -> None:
        if time.monotonic() - self._logged_at >= LOG_EVERY:
            self._logged_at = time.monotonic()
            _log.warning("The replica cannot be read from; pages are read from the primary: %s", error)


SOURCE = Source()


def _written() -> str:
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()::text")
        return str(cursor.fetchone()[0])


def _replayed(position: str | None) -> bool:
    """Where the replica is none (any more), or nothing is asked for, that it answers is enough."""
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("SELECT COALESCE(pg_last_wal_replay_lsn() >= %s::pg_lsn, TRUE)", [position])
        return bool(cursor.fetchone()[0])
