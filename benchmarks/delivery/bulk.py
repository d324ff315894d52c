"""Rows by the million: PostgreSQL's COPY, SQLite's executemany. Runs inside Django."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from io import TextIOBase
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from articles.models import copied_times
from articles.page_cache import triggers
from articles.search import index

Values = dict[str, Any]
_INDEXES = """
    SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid::regclass::text LIKE 'articles\\_%'
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@contextmanager
def loading() -> Iterator[None]:
    """Without our triggers, as in a migration: when they are made again, every page ends at once.

    On PostgreSQL, also without its own triggers for foreign keys, which would ask after each of twenty million
    references, and without the indexes, which are made of all rows at once in a fraction of the time.
    """
    on_postgresql = connection.vendor == "postgresql"
    triggers.drop("default")
    copied_times.drop("default")
    index.drop("default")
    with transaction.atomic(), connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute("SET LOCAL session_replication_role = replica")
        with _indexes_made_afterwards() if on_postgresql else nullcontext():
            yield
    copied_times.create("default")
    triggers.create("default")
    index.create("default")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if on_postgresql else "PRAGMA optimize=0x10002")


@contextmanager
def _indexes_made_afterwards() -> Iterator[None]:
    """All of our tables but those of keys and of constraints, which the rows are held to at once."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _, definition in found:
            cursor.execute(definition)


def write_rows(model: type[Model], rows: Iterable[Values]) -> None:
    """Each row by the columns that are not as the model has them anyway; with their keys."""
    fields = model._meta.concrete_fields
    usual = model()
    defaults = {field.attname: getattr(usual, field.attname) for field in fields}
    columns = [str(field.column) for field in fields]
    full = ((defaults | row).values() for row in rows)
    _copy(model, columns, full) if connection.vendor == "postgresql" else _insert(model, columns, full)


def _copy(model: type[Model], columns: list[str], rows: Iterable[Iterable[Any]]) -> None:
    lines = ("\t".join(map(_text, row)) + "\n" for row in rows)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", _Reader(lines))
        if "id" in columns:
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {table})) WHERE {sequence} IS NOT NULL")  # noqa: S608


def _insert(model: type[Model], columns: list[str], rows: Iterable[Iterable[Any]]) -> None:
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.connection.executemany(statement, (tuple(map(_plain, row)) for row in rows))


def _text(value: Any) -> str:
    """As COPY reads it."""
    match value:
        case None:
            return "\\N"
        case str():
            return value.translate(_ESCAPES)
        case datetime():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value)
    return str(value)


def _plain(value: Any) -> Any:
    """As Django stores it in SQLite."""
    match value:
        case datetime():
            return str(value.astimezone(UTC).replace(tzinfo=None))
        case list() | dict():
            return json.dumps(value)
        case str() | int() | float() | None:
            return value
    return str(value)


class _Reader(TextIOBase):
    """Lines as a file that is read piece by piece."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._rest = lines, ""

    def read(self, size: int | None = -1) -> str:
        pieces, found = [self._rest], len(self._rest)
        for line in self._lines:
            pieces.append(line)
            found += len(line)
            if size is not None and 0 <= size <= found:
                break
        text = "".join(pieces)
        end = len(text) if size is None or size < 0 else size
        self._rest = text[end:]
        return text[:end]
