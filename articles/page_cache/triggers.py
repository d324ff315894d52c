"""Has the database write what changes: triggers made of `rules`, in the same transaction as the change itself.

Made after every migration and dropped before it: SQLite loses the triggers of a table that Django makes anew, and
refuses to rename one that a trigger of another table names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.page_cache.rules import RULES, Rule
from articles.page_keys import EVERYTHING

CHANNEL = "articles_change"
_EVENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def drop(using: str, **_: Any) -> None:
    """Before a migration; a database without any is left as it is."""
    connection = connections[using]
    for table, name in _existing(connection):
        suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
        _run(connection, f"DROP TRIGGER IF EXISTS {name}{suffix}")


def create(using: str, **_: Any) -> None:
    """After a migration. Where it went back to before the table of changes, there is nothing to follow."""
    connection = connections[using]
    drop(using)
    if "articles_change" not in connection.introspection.table_names():
        return
    for name, table, statements in _wanted(connection.vendor):
        for statement in statements:
            _run(connection, statement.format(name=name, table=table))
    # What was changed in between, nobody has written.
    for statement in _noting(f"SELECT '{EVERYTHING}' AS key", connection.vendor):
        _run(connection, statement)


def missing(using: str) -> list[str]:
    """Names of triggers that should be there and are not: with one missing, no page may be kept."""
    connection = connections[using]
    present = {name for _table, name in _existing(connection)}
    return [name for name, _table, _statements in _wanted(connection.vendor) if name not in present]


def _wanted(vendor: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name and table of each trigger, with the statements that make it."""
    for number, rule in enumerate(RULES):
        for event in ("update",) if rule.is_change_only else _EVENTS:
            statements = _on_postgresql(rule, event) if vendor == "postgresql" else _on_sqlite(rule, event)
            yield f"change_{number}_{rule.table.removeprefix('articles_')}_{event}", rule.table, statements
    if vendor == "postgresql":
        yield "change_told", "articles_change", [_TOLD_FUNCTION, _TOLD_TRIGGER]


def _on_sqlite(rule: Rule, event: str) -> list[str]:
    return [
        f"CREATE TRIGGER {{name}} AFTER {event.upper()} ON {{table}} FOR EACH ROW {_when(rule, event, 'IS NOT')} "
        f"BEGIN {'; '.join(_noting(_keys(rule, event), 'sqlite'))}; END"
    ]


def _on_postgresql(rule: Rule, event: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {'; '.join(_noting(_keys(rule, event), 'postgresql'))}; RETURN NULL; END $$",
        f"CREATE TRIGGER {{name}} AFTER {event.upper()} ON {{table}} FOR EACH ROW "
        f"{_when(rule, event, 'IS DISTINCT FROM')} EXECUTE FUNCTION {{name}}()",
    ]


_TOLD_FUNCTION = (
    "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$"
)
_TOLD_TRIGGER = "CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"


def _noting(keys: str, vendor: str) -> list[str]:
    """The statements that write what a SELECT names."""
    insert = "INSERT INTO articles_change (transaction_id, key, at) SELECT"
    if vendor == "postgresql":
        row = "pg_current_xact_id()::text::bigint, found.key, now()"
        return [f"{insert} {row} FROM ({keys}) AS found ON CONFLICT DO NOTHING"]
    # Not INSERT OR REPLACE: inside a trigger the outer statement's OR IGNORE would stand in its place.
    return [
        f"DELETE FROM articles_change WHERE transaction_id = 0 AND key IN ({keys})",
        f"{insert} 0, key, strftime('%Y-%m-%d %H:%M:%f', 'now') FROM ({keys})",
    ]


def _when(rule: Rule, event: str, differs: str) -> str:
    if event != "update" or not rule.columns:
        return ""
    return f"WHEN ({' OR '.join(f'OLD.{column} {differs} NEW.{column}' for column in rule.columns)})"


def _keys(rule: Rule, event: str) -> str:
    """One SELECT of all names, each once: of the row as it was and as it is, where readers see it."""
    selects = [_select(key, rule.where or "TRUE").format(row=row) for row in _EVENTS[event] for key in rule.keys]
    return " UNION ".join(selects)


def _select(key: str, where: str) -> str:
    return f"{key} AND {where}" if key.startswith("SELECT ") else f"SELECT {key} AS key WHERE {where}"


def _existing(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Table and name of each trigger of ours."""
    query = (
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'change\\_%' AND NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'change\\_%' ESCAPE '\\'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
