"""Reads the table of changes, on the database that pages are read from.

Order. On SQLite one transaction writes at a time, so ids are given in the order of commits, and `id > last` misses
nothing. On PostgreSQL they are not: number 7 may be committed before number 6, and who has read up to 7 would never
see 6. So a row carries the number of its transaction, and reading goes on from the oldest transaction that was still
under way when the last reading began (`pg_snapshot_xmin`): all before it are over, and were seen or never will be.
What would be read twice for that reason is known by its transaction.
The same holds on a streaming replica, where transactions become visible in the order of their commits.
"""

from __future__ import annotations

import select
import time
from typing import Any, Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.page_cache.triggers import CHANNEL


class Changes(Protocol):
    """Follows from the moment `begin` returns. All raise Django's `Error` while the database is away.

    `position` says how far reading has come, as JSON, for who goes on from there on the same database.
    """

    @property
    def position(self) -> dict[str, Any]: ...

    def go_on_from(self, position: dict[str, Any]) -> None: ...

    def begin(self) -> None: ...

    def listen(self) -> None:
        """Asks to be told, on a connection that is new; goes on where reading was."""

    def read(self) -> set[str] | None:
        """Names that changed since the last reading; None where that cannot be told, so that all may have."""

    def wait(self, seconds: float) -> None:
        """Until there may be something to read, or until the time is over."""


def changes_of(alias: str) -> Changes:
    """On a connection of the calling thread's own."""
    connection = connections[alias]
    return _OnPostgresql(connection) if connection.vendor == "postgresql" else _OnSqlite(connection)


class _OnSqlite:
    POLL = 0.05

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._version = self._last = 0

    @property
    def position(self) -> dict[str, Any]:
        return {"last": self._last}

    def go_on_from(self, position: dict[str, Any]) -> None:
        self._version, self._last = -1, position["last"]

    def begin(self) -> None:
        self._version = self._number("PRAGMA data_version")
        self._last = self._newest()

    def listen(self) -> None:
        # The version is one of this connection alone.
        self._version = -1

    def read(self) -> set[str] | None:
        version = self._number("PRAGMA data_version")
        if version == self._version:
            return set()
        before = self._last
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT id, key FROM articles_change WHERE id > %s ORDER BY id", [before])
            rows = cursor.fetchall()
        if not rows and self._newest() < before:
            self.begin()
            return None  # Another database lies in the file now.
        # Only what was read is behind us; what was committed since moves the version again.
        self._version, self._last = version, rows[-1][0] if rows else before
        return {key for _id, key in rows}

    def wait(self, seconds: float) -> None:
        """Asking costs microseconds, so it is asked often; nobody tells us."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._number("PRAGMA data_version") == self._version:
            time.sleep(min(self.POLL, left))

    def _newest(self) -> int:
        return self._number("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'articles_change'")

    def _number(self, query: str) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])


class _OnPostgresql:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._oldest = 0
        self._seen: set[int] = set()

    @property
    def position(self) -> dict[str, Any]:
        return {"oldest": self._oldest, "seen": sorted(self._seen)}

    def go_on_from(self, position: dict[str, Any]) -> None:
        self._oldest, self._seen = position["oldest"], set(position["seen"])

    def begin(self) -> None:
        self._oldest, self._seen = self._oldest_under_way(), set()
        self.read()  # What has been committed already, though others are still under way.

    def listen(self) -> None:
        """Where that is possible: a replica in recovery is asked only."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            if not cursor.fetchone()[0]:
                cursor.execute(f"LISTEN {CHANNEL}")

    def read(self) -> set[str] | None:
        oldest = self._oldest_under_way()
        if oldest < self._oldest:
            self.begin()
            return None  # Another database has come in its place, which counts anew.
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT transaction_id, key FROM articles_change WHERE transaction_id >= %s", [self._oldest])
            rows = [row for row in cursor.fetchall() if row[0] not in self._seen]
        self._oldest = oldest
        self._seen = {number for number in self._seen | {row[0] for row in rows} if number >= oldest}
        return {key for _number, key in rows}

    def wait(self, seconds: float) -> None:
        raw = self._connection.connection
        with self._connection.wrap_database_errors:
            if not raw.notifies:
                select.select([raw], [], [], seconds)
                raw.poll()
            raw.notifies.clear()

    def _oldest_under_way(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return int(cursor.fetchone()[0])
