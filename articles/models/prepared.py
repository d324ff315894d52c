"""Queries that pages ask again and again: compiled once in a process, and several of them asked in one statement.

A compiled query is the text that Django's compiler made of a queryset with `slots`, and what it knows of the columns;
so the filters with a meaning stay in the querysets, and each row is a model instance that names itself (`named`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DateTimeField, JSONField, Model, QuerySet
from django.db.models.query import ModelIterable

from articles.models.asking import ask
from articles.models.instances import Maker
from articles.models.reading import read_alias
from articles.models.slots import connection_to, filled, with_constants

Row = TypeVar("Row", bound=Model)
Converter = Callable[[Any], Any]


class Prepared(Generic[Row]):
    """`build` makes the queryset, whose values may be slots; it is called once for each engine.

    `is_planned_by_values`: the best way depends on them, and is worth looking for each time.
    """

    def __init__(self, build: Callable[[], QuerySet[Row]], *, is_planned_by_values: bool = False) -> None:
        self._build, self._is_planned_by_values = build, is_planned_by_values

    def rows(self, using: str | None = None, **values: Any) -> list[Row]:
        using = using or read_alias()
        return self.compiled(connections[using].vendor).instances(self.columns(using, **values), using)

    def columns(self, using: str | None = None, **values: Any) -> list[list[Any]]:
        """The bare values of each row: nothing names itself, so who shows them says what the page depends on."""
        connection = connections[using or read_alias()]
        compiled = self.compiled(connection.vendor)
        with connection.cursor() as cursor:
            params = filled(compiled.params, values, connection)
            if self._is_planned_by_values:
                cursor.execute(compiled.sql, params)
            else:
                ask(connection, cursor, compiled.sql, params)
            return _converted(list(map(list, cursor.fetchall())), compiled.converters)

    def compiled(self, vendor: str) -> _Compiled:
        return _compiled(self._build, vendor)


def together(*queries: Prepared[Any], using: str | None = None, **values: Any) -> list[list[Any]]:
    """The rows of each query, or its bare values, all from one statement."""
    using = using or read_alias()
    connection = connections[using]
    compiled = [query.compiled(connection.vendor) for query in queries]
    params = [param for one in compiled for param in filled(one.params, values, connection)]
    with connection.cursor() as cursor:
        ask(connection, cursor, _statement(queries, connection.vendor), params)
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
    maker: Maker | None
    """None where only bare values are asked for."""
    converters: dict[int, Converter]
    json_converters: dict[int, Converter]

    def from_json(self, text: str, using: str) -> list[Any]:
        rows = _converted(json.loads(text), self.json_converters)
        return self.instances(rows, using) if self.maker else rows

    def instances(self, rows: list[list[Any]], using: str) -> list[Any]:
        if self.maker is None:
            raise TypeError("A query for bare values makes no instances.")
        return self.maker.instances(rows, using)


@cache
def _compiled(build: Callable[[], QuerySet[Any]], vendor: str) -> _Compiled:
    connection = connection_to(vendor)
    queryset = build()
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = with_constants(*compiler.as_sql(with_col_aliases=True))
    columns = [expression for expression, _sql, _alias in compiler.select]
    converters = {
        place: _converter(expression, found, connection)
        for place, (found, expression) in compiler.get_converters(columns).items()
    }
    moments: dict[int, Converter] = {
        place: _moment for place, one in enumerate(columns) if isinstance(one.output_field, DateTimeField)
    }
    dates: dict[int, Converter] = {
        place: _date for place, one in enumerate(columns) if type(one.output_field) is DateField
    }
    info = compiler.klass_info if queryset._iterable_class is ModelIterable else None
    is_json = [isinstance(one.output_field, JSONField) for one in columns]
    return _Compiled(
        sql=sql,
        sql_as_json=_as_json(sql, list(zip(_names(compiler, connection), is_json, strict=True)), vendor),
        params=tuple(params),
        maker=Maker(info, compiler.select, compiler.annotation_col_map) if info else None,
        converters=converters,
        json_converters=moments | dates if vendor == "postgresql" else _of_sqlite_json(converters | moments, is_json),
    )


def _converted(rows: list[list[Any]], converters: dict[int, Converter]) -> list[list[Any]]:
    for row in rows:
        for place, convert in converters.items():
            row[place] = convert(row[place])
    return rows


def _converter(expression: Any, converters: Sequence[Any], connection: BaseDatabaseWrapper) -> Converter:
    """Django's, one after another; its own for moments takes ten times as long."""
    if isinstance(expression.output_field, DateTimeField):
        return _moment

    def convert(value: Any) -> Any:
        for one in converters:
            value = one(value, expression, connection)
        return value

    return convert


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite keeps moments in UTC, without saying so."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _names(compiler: Any, connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The columns' own, or those that the compiler numbers."""
    numbers = count(1)
    for _expression, _sql, alias in compiler.select:
        yield connection.ops.quote_name(alias or f"col{next(numbers)}")


def _of_sqlite_json(converters: dict[int, Converter], is_json: list[bool]) -> dict[int, Converter]:
    """Numbers and texts come as SQLite stores them; JSON is in the JSON already."""
    return {place: converter for place, converter in converters.items() if not is_json[place]}


def _as_json(sql: str, columns_found: list[tuple[str, bool]], vendor: str) -> str:
    """One text with a list of rows, in their order; each column with whether it holds JSON itself."""
    columns = ", ".join(f"json({name})" if is_json and vendor == "sqlite" else name for name, is_json in columns_found)
    if vendor == "postgresql":
        return f"(SELECT coalesce(json_agg(json_build_array({columns})), '[]')::text FROM ({sql}) AS found)"  # noqa: S608
    return f"(SELECT json_group_array(json_array({columns})) FROM ({sql}))"  # noqa: S608  # nothing of a reader's
