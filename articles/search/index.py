"""What articles say, as the database searches it: kept by triggers, so that nothing that writes can forget it.

The tables come with a migration. Triggers are made anew after every migration and dropped before it, as those of the
page cache are: SQLite loses the triggers of a table that Django makes anew. Drafts are indexed like all others;
whether an article may be seen is asked when somebody searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from articles.models.own_triggers import Plan, all_stand, nothing_ran
from articles.search import index_postgresql, index_sqlite

_EACH, _WRITERS = 2_000, 2


def drop(using: str, plan: Plan = None, **_: Any) -> None:
    """Before a migration that has something to do."""
    if not nothing_ran(plan) and "articles_article" in connections[using].introspection.table_names():
        _run(using, _engine(using).DROP)


def create(using: str, plan: Plan = None, **_: Any) -> None:
    """After a migration; what was written in between is taken up.

    Where nothing ran and none is missing, triggers are made anew in one piece, and nothing was written without them.
    """
    if "articles_search" not in connections[using].introspection.table_names():
        return
    with transaction.atomic(using=using):
        is_complete = nothing_ran(plan) and all_stand(using, _engine(using).TRIGGERS) and not _is_empty(using)
        drop(using)
        _run(using, _engine(using).CREATE)
    if not is_complete:
        fill(using)


def fill(using: str) -> None:
    """All articles that the index does not know, some thousands at a time."""
    if _is_empty(using):
        _run(using, _engine(using).BEFORE_ALL)
    _fill(using)
    _run(using, _engine(using).AFTER_ALL)


class Words:
    """Keeps the words that may have been meant; on PostgreSQL the worker gathers them.

    In the transactions that write articles they would be locks on words, taken in the order of the articles: two
    imports, or an import and the desk, would wait for each other. A worker looks back a month when it starts.
    """

    FIRST, OVERLAP = timedelta(days=30), timedelta(minutes=15)

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def gather(self, using: str = DEFAULT_DB_ALIAS) -> None:
        """Of what was saved since the last time; a transaction may end some minutes after the moment that it wrote."""
        now, statement = timezone.now(), _engine(using).WORDS_SINCE
        since = self._looked_at - self.OVERLAP if self._looked_at else now - self.FIRST
        if statement:
            with connections[using].cursor() as cursor:
                cursor.execute(statement, [since])
        self._looked_at = now


def _is_empty(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_search LIMIT 1")
        return cursor.fetchone() is None


def _fill(using: str) -> None:
    """A core is busy for minutes with a large archive; with several they share it, where others may see the rows."""
    connection = connections[using]
    writers = _WRITERS if connection.vendor == "postgresql" and not connection.in_atomic_block else 1
    if writers == 1:
        for first, last in _spans(using):
            _fill_span(using, first, last)
        return
    with ThreadPoolExecutor(writers) as pool:
        for done in [pool.submit(_fill_span_apart, using, *span) for span in _spans(using)]:
            done.result()


def _fill_span_apart(using: str, first: int, last: int) -> None:
    """In a thread, which has a connection of its own."""
    try:
        _fill_span(using, first, last)
    finally:
        connections[using].close()


def _fill_span(using: str, first: int, last: int) -> None:
    entries, words = _engine(using).FILL
    with connections[using].cursor() as cursor:
        cursor.execute(entries, {"first": first, "last": last})
        if cursor.rowcount:
            cursor.execute(words, {"first": first, "last": last})


def _spans(using: str) -> Iterator[tuple[int, int]]:
    """First and last number of some thousand articles at a time."""
    keys = "SELECT id FROM articles_article WHERE id > %s ORDER BY id LIMIT %s"
    last = 0
    with connections[using].cursor() as cursor:
        while True:
            cursor.execute(f"SELECT min(id), max(id) FROM ({keys}) AS found", [last, _EACH])  # noqa: S608
            first, last = cursor.fetchone()
            if first is None:
                return
            yield first, last


def _engine(using: str) -> Any:
    return index_postgresql if connections[using].vendor == "postgresql" else index_sqlite


def _run(using: str, statements: tuple[str, ...]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
