"""The time of an article, copied to the rows that put it into a list: then one index holds the list in its order.

Without it, the newest of a tag that a tenth of all stories have are found by sorting that tenth. The database keeps the
copies, whoever writes: as with `page_cache.triggers`, they are made after each migration and dropped before it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.own_triggers import Plan, all_stand, nothing_ran

COPIES = {"articles_taggedarticle": "content_object_id", "articles_byline": "article_id"}
"""Tables with a `published_at` of their own, and the column that says of which article."""
_EVENTS = ("row", "moved", "time")
_TIME = "(SELECT published_at FROM articles_article WHERE id = NEW.{article})"
_FILL = (
    "UPDATE {table} SET published_at = found.published_at FROM articles_article AS found "
    "WHERE found.id = {table}.{article} AND {table}.published_at IS DISTINCT FROM found.published_at"
)


def drop(using: str, plan: Plan = None, **_: Any) -> None:
    if nothing_ran(plan):
        return
    connection = connections[using]
    for table in COPIES:
        for event in _EVENTS:
            _run(connection, _DROP[connection.vendor].format(name=_name(table, event)))


def create(using: str, plan: Plan = None, **_: Any) -> None:
    """And copies what was written without them. Where a migration went back to before them, there are none.

    Where nothing ran and none is missing they are made anew in one piece, for their text may be new; with no moment
    without them there is nothing to compare, which takes a large archive a minute.
    """
    connection = connections[using]
    tables = {table: article for table, article in COPIES.items() if "published_at" in _columns(connection, table)}
    with transaction.atomic(using=using):
        is_complete = nothing_ran(plan) and all_stand(using, _names(using))
        drop(using)
        for table, article in tables.items():
            names = {event: _name(table, event) for event in _EVENTS}
            for statement in _STATEMENTS[connection.vendor]:
                _run(connection, statement.format(table=table, article=article, **names))
    for table, article in tables.items() if not is_complete else ():
        _run(connection, _FILL.format(table=table, article=article))


def _names(using: str) -> list[str]:
    """Of all that there should be."""
    events = _EVENTS if connections[using].vendor == "sqlite" else ("row", "time")
    return [_name(table, event) for table in COPIES for event in events]


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
)
_ON_POSTGRESQL = (
    "CREATE FUNCTION {row}() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN NEW.published_at := {_TIME}; RETURN NEW; END $$",
    "CREATE TRIGGER {row} BEFORE INSERT OR UPDATE OF {article} ON {table} FOR EACH ROW EXECUTE FUNCTION {row}()",
    "CREATE FUNCTION {time}() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN UPDATE {table} SET published_at = NEW.published_at WHERE {article} = NEW.id; RETURN NULL; END $$",
    "CREATE TRIGGER {time} AFTER UPDATE OF published_at ON articles_article FOR EACH ROW "
    "WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION {time}()",
)
_STATEMENTS = {"sqlite": _ON_SQLITE, "postgresql": _ON_POSTGRESQL}
