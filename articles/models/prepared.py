"""Queries that pages ask again and again: compiled once in a process, and several of them asked in one statement.

A compiled query is the text that Django's compiler made of a queryset with `slots`, and what it knows of the columns;
so the filters with a meaning stay in the querysets, and each row is a model instance that names itself (`named`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.query import get_related_populators

from articles.models.reading import read_alias
from articles.models.slots import connection_to, filled

Row = TypeVar("Row", bound=Model)
Converter = Callable[[Any], Any]


class Prepared(Generic[Row]):
    """`build` makes the queryset, whose values may be slots; it is called once for each engine."""

    def __init__(self, build: Callable[[], QuerySet[Row]]) -> None:
        self._build = build

    def rows(self, using: str | None = None, **values: Any) -> list[Row]:
        using = using or read_alias()
        compiled = self.compiled(connections[using].vendor)
        return compiled.instances(self.columns(using, **values), using)

    def columns(self, using: str | None = None, **values: Any) -> list[list[Any]]:
        """The bare values of each row: nothing names itself, so who shows them says what the page depends on."""
        connection = connections[using or read_alias()]
        compiled = self.compiled(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, filled(compiled.params, values, connection))
            return compiled.converted(cursor.fetchall(), connection)

    def compiled(self, vendor: str) -> _Compiled:
        return _compiled(self._build, vendor)


def together(*queries: Prepared[Any], using: str | None = None, **values: Any) -> list[list[Any]]:
    """The rows of each query, all from one statement."""
    using = using or read_alias()
    connection = connections[using]
    compiled = [query.compiled(connection.vendor) for query in queries]
    params = [param for one in compiled for param in filled(one.params, values, connection)]
    with connection.cursor() as cursor:
        cursor.execute(_statement(queries, connection.vendor), params)
        texts = cursor.fetchone()
    return [one.from_json(text, using) for one, text in zip(compiled, texts, strict=True)]


@cache
def _statement(queries: Sequence[Prepared[Any]], vendor: str) -> str:
    return f"SELECT {', '.join(query.compiled(vendor).sql_as_json for query in queries)}"


@dataclass(frozen=True)
class _Compiled:
    sql: str
    sql_as_json: str
    params: tuple[Any, ...]
    select: Sequence[Any]
    klass_info: dict[str, Any]
    annotations: dict[str, int]
    converters: dict[int, Any]
    json_converters: dict[int, Converter]

    def converted(self, rows: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper) -> list[list[Any]]:
        found = list(map(list, rows))
        for row in found:
            for place, (converters, expression) in self.converters.items():
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return found

    def from_json(self, text: str, using: str) -> list[Any]:
        rows = json.loads(text)
        if connections[using].vendor == "postgresql":
            for row in rows:
                for place, convert in self.json_converters.items():
                    row[place] = convert(row[place])
        else:
            rows = self.converted(rows, connections[using])
        return self.instances(rows, using)

    def instances(self, rows: Iterable[list[Any]], using: str) -> list[Any]:
        """As `ModelIterable` makes them."""
        fields = self.klass_info["select_fields"]
        model, start, end = self.klass_info["model"], fields[0], fields[-1] + 1
        names = [column[0].target.attname for column in self.select[start:end]]
        related = get_related_populators(self.klass_info, self.select, using)  # type: ignore[call-arg]  # newer stubs
        made = []
        for row in rows:
            instance = model.from_db(using, names, row[start:end])
            for populator in related:
                populator.populate(row, instance)
            for name, place in self.annotations.items():
                setattr(instance, name, row[place])
            made.append(instance)
        return made


@cache
def _compiled(build: Callable[[], QuerySet[Any]], vendor: str) -> _Compiled:
    connection = connection_to(vendor)
    compiler = build().query.get_compiler(connection=connection)
    sql, params = compiler.as_sql(with_col_aliases=True)
    columns = [expression for expression, _sql, _alias in compiler.select]
    return _Compiled(
        sql=sql,
        sql_as_json=_as_json(sql, list(_names(compiler, connection)), vendor),
        params=tuple(params),
        select=compiler.select,
        klass_info=compiler.klass_info,
        annotations=compiler.annotation_col_map,
        converters=compiler.get_converters(columns),
        json_converters={
            place: _moment for place, one in enumerate(columns) if isinstance(one.output_field, DateTimeField)
        },
    )


def _names(compiler: Any, connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The columns' own, or those that the compiler numbers."""
    numbers = count(1)
    for _expression, _sql, alias in compiler.select:
        yield connection.ops.quote_name(alias or f"col{next(numbers)}")


def _as_json(sql: str, names: list[str], vendor: str) -> str:
    """One text with a list of rows, in their order."""
    columns = ", ".join(names)
    if vendor == "postgresql":
        return f"(SELECT coalesce(json_agg(json_build_array({columns})), '[]')::text FROM ({sql}) AS found)"  # noqa: S608
    return f"(SELECT json_group_array(json_array({columns})) FROM ({sql}))"  # noqa: S608  # nothing of a reader's


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
