"""The time of an article, copied to the rows that put it into a list: then one index holds the list in its order.

Without it, the newest of a tag that a tenth of all stories have are found by sorting that tenth. The database keeps the
copies, whoever writes: as with `page_cache.triggers`, they are made after each migration and dropped before it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

COPIES = {"articles_taggedarticle": "content_object_id", "articles_byline": "article_id"}
"""Tables with a `published_at` of their own, and the column that says of which article."""
_EVENTS = ("row", "moved", "time")
_TIME = "(SELECT published_at FROM articles_article WHERE id = NEW.{article})"
_FILL = (
    "UPDATE {table} SET published_at = found.published_at FROM articles_article AS found "
    "WHERE found.id = {table}.{article} AND {table}.published_at IS DISTINCT FROM found.published_at"
)


def drop(using: str, **_: Any) -> None:
    connection = connections[using]
    for table in COPIES:
        for event in _EVENTS:
            _run(connection, _DROP[connection.vendor].format(name=_name(table, event)))


def create(using: str, **_: Any) -> None:
    """And copies what was written without them. Where a migration went back to before them, there are none."""
    connection = connections[using]
    drop(using)
    for table, article in COPIES.items():
        if "published_at" in _columns(connection, table):
            for statement in _STATEMENTS[connection.vendor]:
                names = {event: _name(table, event) for event in _EVENTS}
                _run(connection, statement.format(table=table, article=article, **names))


def _name(table: str, event: str) -> str:
    return f"copied_{event}_{table.removeprefix('articles_')}"


def _columns(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


_DROP = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP FUNCTION IF EXISTS {name}() CASCADE",
}
_COPY_ON_SQLITE = f"FOR EACH ROW BEGIN UPDATE {{table}} SET published_at = {_TIME} WHERE id = NEW.id; END"  # noqa: S608
_ON_SQLITE = (
    f"CREATE TRIGGER {{row}} AFTER INSERT ON {{table}} {_COPY_ON_SQLITE}",
    f"CREATE TRIGGER {{moved}} AFTER UPDATE OF {{article}} ON {{table}} {_COPY_ON_SQLITE}",
    "CREATE TRIGGER {time} AFTER UPDATE OF published_at ON articles_article FOR EACH ROW "
    "WHEN OLD.published_at IS NOT NEW.published_at "
    "BEGIN UPDATE {table} SET published_at = NEW.published_at WHERE {article} = NEW.id; END",
    _FILL,
)
_ON_POSTGRESQL = (
    "CREATE FUNCTION {row}() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN NEW.published_at := {_TIME}; RETURN NEW; END $$",
    "CREATE TRIGGER {row} BEFORE INSERT OR UPDATE OF {article} ON {table} FOR EACH ROW EXECUTE FUNCTION {row}()",
    "CREATE FUNCTION {time}() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN UPDATE {table} SET published_at = NEW.published_at WHERE {article} = NEW.id; RETURN NULL; END $$",
    "CREATE TRIGGER {time} AFTER UPDATE OF published_at ON articles_article FOR EACH ROW "
    "WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION {time}()",
    _FILL,
)
_STATEMENTS = {"sqlite": _ON_SQLITE, "postgresql": _ON_POSTGRESQL}
