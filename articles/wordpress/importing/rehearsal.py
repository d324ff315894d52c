"""Where a dry run works: nothing of what it writes stays, and nobody waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

_BESIDE = ("", "-wal", "-shm", "-journal")


@contextmanager
def rehearsal() -> Iterator[None]:
    """A transaction that is taken back. SQLite has one writer at a time, who would keep out all others to the end:
    there it is a copy of the database, for this thread alone. Only one at a time (`runs.exclusive`).
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with _copy():
            yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _copy() -> Iterator[None]:
    file = settings.VAR_DIR / "dry-run.sqlite3"
    _remove(file)  # what a killed one left
    real = connections[DEFAULT_DB_ALIAS]
    real.ensure_connection()
    copied = connections.create_connection(DEFAULT_DB_ALIAS)
    copied.settings_dict = {**copied.settings_dict, "NAME": str(file)}
    try:
        with closing(sqlite3.connect(file)) as target:
            real.connection.backup(target)
        connections[DEFAULT_DB_ALIAS] = copied
        yield
    finally:
        copied.close()
        connections[DEFAULT_DB_ALIAS] = real
        _remove(file)


def _remove(file: Path) -> None:
    for ending in _BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)
