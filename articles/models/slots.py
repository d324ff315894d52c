"""Places in a query for values that are given when it is asked: what has slots is compiled once (`prepared`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Expression,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Lookup,
    Subquery,
    TextField,
)

from articles.models.reading import read_alias


@dataclass(frozen=True)
class Gap:
    """What stands among the parameters of a compiled query until there is a value."""

    name: str
    field: Field[Any, Any] | None

    def value(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        given = values[self.name]
        if self.field is not None:
            return self.field.get_db_prep_value(given, connection)
        return list(given) if connection.vendor == "postgresql" else json.dumps(list(given))


class Slot(Expression):
    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        return "%s", [Gap(self.name, self.output_field)]


def moment(name: str) -> Slot:
    return Slot(name, DateTimeField())


def number(name: str) -> Slot:
    return Slot(name, BigIntegerField())


def text(name: str) -> Slot:
    return Slot(name, TextField())


@CharField.register_lookup
@ForeignKey.register_lookup
@IntegerField.register_lookup
class Among(Lookup[Any]):
    """`pk__among="ids"`: one of as many as are given under that name; the query has one form for any number.

    `pk__among=EachOf(…)`: one of those found. PostgreSQL then finds them first and looks each up by its key; a
    semi-join, of which it cannot know how few rows come, it may well turn round and read the whole table.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        left, params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, EachOf):
            found, found_params = self.process_rhs(compiler, connection)
            form = "{} = ANY(ARRAY{})" if connection.vendor == "postgresql" else "{} IN {}"
            return form.format(left, found), [*params, *found_params]
        form = "{} = ANY(%s)" if connection.vendor == "postgresql" else "{} IN (SELECT value FROM json_each(%s))"
        return form.format(left), [*params, Gap(str(self.rhs), None)]


class KeysOf(Subquery):
    """The keys that a query of `values("pk")` finds, as one list: a walk of an index for each row it stands beside."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        return self.as_sql(compiler, connection, "(SELECT json_group_array(pk) FROM (%(subquery)s))", **more)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        return self.as_sql(compiler, connection, "(SELECT jsonb_agg(pk) FROM (%(subquery)s) AS found)", **more)


class EachOf(Subquery):
    """The keys in all lists that a query of `values("keys")` finds, each of them made by `KeysOf`."""

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        form = "(SELECT one.value FROM (%(subquery)s) AS found, json_each(found.keys) AS one)"
        return self.as_sql(compiler, connection, form, **more)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        form = "(SELECT jsonb_array_elements(keys)::bigint FROM (%(subquery)s) AS found)"
        return self.as_sql(compiler, connection, form, **more)


def connection_to(vendor: str) -> BaseDatabaseWrapper:
    """Any database of that kind, the one at hand if it is: what is compiled for one serves them all."""
    return next(one for one in (connections[read_alias()], *connections.all()) if one.vendor == vendor)


def with_constants(sql: str, params: Iterable[Any]) -> tuple[str, list[Any]]:
    """The query with what it knows beforehand in its text; only slots, and what has no simple form, stay parameters.

    SQLite prepares a statement anew whenever a value is bound to which a partial index looks (`status`), which takes
    longer than to find the rows; and what PostgreSQL plans for any value should know of those that never change.
    """
    pieces, left = [], []
    texts = sql.split("%s")
    for text_before, param in zip(texts, params, strict=False):
        constant = _constant(param)
        pieces += [text_before, "%s" if constant is None else constant]
        left += [param] if constant is None else []
    return "".join([*pieces, texts[-1]]), left


def _constant(param: Any) -> str | None:
    """As SQL of both engines; None for what is better left to their drivers."""
    if type(param) is int:
        return str(param)
    is_plain = isinstance(param, str) and param.isprintable() and not set(param) & set("\\%'")
    return f"'{str.__str__(param)}'" if is_plain else None


def filled(params: Iterable[Any], values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """Each value is made ready once, in however many places it stands."""
    ready: dict[Any, Any] = {}

    def value(gap: Gap) -> Any:
        place = gap.name, type(gap.field)
        if place not in ready:
            ready[place] = gap.value(values, connection)
        return ready[place]

    return [value(param) if isinstance(param, Gap) else param for param in params]
