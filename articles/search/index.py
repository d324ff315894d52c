"""What articles say, as the database searches it: kept by triggers, so that nothing that writes can forget it.

The tables come with a migration. Triggers are made anew after every migration and dropped before it, as those of the
page cache are: SQLite loses the triggers of a table that Django makes anew. Drafts are indexed like all others;
whether an article may be seen is asked when somebody searches.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from articles.search import index_postgresql, index_sqlite

_EACH = 2_000


def drop(using: str, **_: Any) -> None:
    """Before a migration."""
    if "articles_article" in connections[using].introspection.table_names():
        _run(using, _engine(using).DROP)


def create(using: str, **_: Any) -> None:
    """After a migration; what was written in between is taken up."""
    if "articles_search" in connections[using].introspection.table_names():
        drop(using)
        _run(using, _engine(using).CREATE)
        fill(using)


def fill(using: str) -> None:
    """All articles that the index does not know, some thousands at a time."""
    entries, words = _engine(using).FILL
    with connections[using].cursor() as cursor:
        last = 0
        while found := _next(cursor, last):
            first, last = found
            cursor.execute(entries, {"first": first, "last": last})
            if cursor.rowcount:
                cursor.execute(words, {"first": first, "last": last})


def _next(cursor: Any, after: int) -> tuple[int, int] | None:
    """First and last number of the articles that follow."""
    keys = "SELECT id FROM articles_article WHERE id > %s ORDER BY id LIMIT %s"
    cursor.execute(f"SELECT min(id), max(id) FROM ({keys}) AS found", [after, _EACH])  # noqa: S608
    found = cursor.fetchone()
    return found if found[0] is not None else None


def _engine(using: str) -> Any:
    return index_postgresql if connections[using].vendor == "postgresql" else index_sqlite


def _run(using: str, statements: tuple[str, ...]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
