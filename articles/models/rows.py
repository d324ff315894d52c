"""Rows that belong to another row, read with it in one query: a JSON list of lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONArray

Row = TypeVar("Row", bound=Model)


class Rows(Subquery):
    """Annotates with `fields` of each row of `queryset`, in its order; an empty list where there is none."""

    output_field = JSONField()
    template = "(SELECT json_group_array(json(found.row)) FROM (%(subquery)s) found)"

    def __init__(self, queryset: QuerySet[Any], *fields: str) -> None:
        super().__init__(queryset.annotate(row=JSONArray(*fields)).values("row"))

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "(SELECT COALESCE(jsonb_agg(found.row), '[]'::jsonb) FROM (%(subquery)s) found)"
        return self.as_sql(compiler, connection, template=template, **more)


def moment(text: str) -> datetime:
    """As both engines write one into JSON; SQLite without the zone, which is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def made(model: type[Row], names: Sequence[str], values: Sequence[Any]) -> Row:
    """A row as Django makes it of a query for these columns only; it names itself to the page in the making."""
    given = {_column(model, name): value for name, value in zip(names, values, strict=True)}
    columns = [field.attname for field in model._meta.concrete_fields if field.attname in given]
    return model.from_db(DEFAULT_DB_ALIAS, columns, [given[column] for column in columns])


def _column(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101  # the others are no columns of that table
    return field.attname
