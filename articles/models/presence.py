"""In which spans of time something was published: a step in an index for each, and nothing is counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Expression

from articles import clock
from articles.models.article import Article
from articles.models.reading import read_alias
from articles.models.slots import connection_to, filled, moment

Span = tuple[datetime, datetime]
"""From the first moment up to, and not including, the second."""


class _Bound(Expression):
    """A column of the spans that are asked about."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=DateTimeField())
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        return f"span.{self.name}", []


def spans_with_articles(spans: Sequence[Span], using: str | None = None) -> list[bool]:
    """Whether each has an article that is published now; one query."""
    connection = connections[using or read_alias()]
    sql, params = _query(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*filled(params, {"now": clock.now()}, connection), *_bounds(spans, connection)])
        return [bool(found) for (found,) in cursor.fetchall()]


@cache
def _query(vendor: str) -> tuple[str, tuple[Any, ...]]:
    connection = connection_to(vendor)
    # The span before "now": SQLite searches by the first of two upper bounds and only checks the other.
    articles = Article.objects.between(_Bound("starts_at"), _Bound("ends_at")).published(moment("now"))
    sql, params = articles.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
    return f"SELECT EXISTS ({sql}) FROM {_SPANS[vendor]}", tuple(params)  # noqa: S608  # nothing of a reader's


_SPANS = {
    "postgresql": "unnest(%s::timestamptz[], %s::timestamptz[]) WITH ORDINALITY AS span (starts_at, ends_at, place) "
    "ORDER BY span.place",
    "sqlite": "(SELECT json_extract(value, '$[0]') AS starts_at, json_extract(value, '$[1]') AS ends_at, key "
    "FROM json_each(%s)) AS span ORDER BY span.key",
}


def _bounds(spans: Sequence[Span], connection: BaseDatabaseWrapper) -> list[Any]:
    if connection.vendor == "postgresql":
        return [[start for start, _end in spans], [end for _start, end in spans]]
    adapted = connection.ops.adapt_datetimefield_value
    return [json.dumps([[str(adapted(start)), str(adapted(end))] for start, end in spans])]
