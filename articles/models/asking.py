"""Puts a query to the database in the form that costs it least.

PostgreSQL plans it once for each connection: to plan the statement of an article's page takes it four times as long as
to answer it. Its plan is the same for all values: each finds rows by their keys, or the newest by an index. SQLite's
driver keeps what it has planned, by the text; Django would write the placeholders of that text anew each time, which
takes as long as to answer it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

# Nor is machine code worth making for twenty rows, whatever PostgreSQL expects of them.
_HOW = "SET plan_cache_mode = force_generic_plan; SET jit = off"
# What each connection has planned; a pooled one that serves several of ours has no statements of its own.
_planned: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def ask(connection: BaseDatabaseWrapper, cursor: CursorWrapper, sql: str, params: Sequence[Any]) -> None:
    """As `cursor.execute`, for a query that will be asked again with other values."""
    if connection.vendor == "sqlite" and not (connection.queries_logged or connection.execute_wrappers):
        with connection.wrap_database_errors:
            sqlite3.Cursor.execute(cursor.cursor, _for_sqlite(sql), params)
        return
    if not _keeps_plans(connection):
        cursor.execute(sql, params)
        return
    name = _name(sql)
    planned = _planned.setdefault(connection.connection, set())
    if name not in planned:
        _plan(connection, name, sql)
        planned.add(name)
    cursor.execute(_execution(name, len(params)), params)


def _plan(connection: BaseDatabaseWrapper, name: str, sql: str) -> None:
    """Not as a query of the page's: it is part of being connected."""
    pieces = sql.split("%s")
    numbered = [f"{piece}${number}" for number, piece in enumerate(pieces[:-1], 1)]
    statement = "".join([*numbered, pieces[-1]]).replace("%%", "%")
    with connection.wrap_database_errors, connection.connection.cursor() as raw:
        raw.execute(_HOW)
        raw.execute(f"PREPARE {name} AS {statement}")


def settle(connection: BaseDatabaseWrapper) -> None:
    """Before a transaction that is taken back: what is set within it is set no longer then, what is planned stays."""
    if _keeps_plans(connection):
        connection.ensure_connection()
        with connection.wrap_database_errors, connection.connection.cursor() as raw:
            raw.execute(_HOW)


def _keeps_plans(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")


@cache
def _for_sqlite(sql: str) -> str:
    return re.sub(r"(?<!%)%s", "?", sql).replace("%%", "%")


@cache
def _name(sql: str) -> str:
    return f"page_{hashlib.sha256(sql.encode()).hexdigest()[:16]}"


@cache
def _execution(name: str, count: int) -> str:
    return f"EXECUTE {name}({', '.join(['%s'] * count)})" if count else f"EXECUTE {name}"
